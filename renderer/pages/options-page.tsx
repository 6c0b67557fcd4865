// Renderer. Options: the name one helps under, what this computer allows, the language and the colours of all windows; all
// take effect at once.

import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { schemes, type Scheme } from '../../shared/appearance.ts'
import type { CenterView } from '../../shared/ipc/views.ts'
import { languageChoices } from '../../shared/language.ts'
import { Group } from '../controls/group.tsx'
import { tell } from '../store/command.ts'
import { ownNames } from '../text/languages.ts'
import { OwnSwitches } from './own-switches.tsx'
import { Page } from './page.tsx'
import { SchemePreview } from './scheme-preview.tsx'
import { YourName } from './your-name.tsx'

export function OptionsPage({ view }: { readonly view: CenterView }) {
  const { t } = useTranslation()
  return (
    <Page icon="options" title={t('options.title')} lead={t('options.text')}>
      <Group title={t('options.language')}>
        <LanguageField view={view} />
      </Group>
      <Group title={t('options.scheme')}>
        <p>{t('options.schemeText')}</p>
        <SchemeFields chosen={view.appearance.scheme} />
      </Group>
      <Group title={t('yourName.title')}>
        <YourName helperName={view.helperName} />
      </Group>
      <Group title={t('policy.switches')}>
        <OwnSwitches ownSwitches={view.ownSwitches} permission={view.permission} />
      </Group>
    </Page>
  )
}

function LanguageField({ view }: { readonly view: CenterView }) {
  const { t } = useTranslation()
  const id = useId()
  const noteId = `${id}-note`
  return (
    <div className="field">
      <label htmlFor={id}>{t('options.languageLabel')}</label>
      <select
        id={id}
        className="language"
        aria-describedby={noteId}
        value={view.appearance.language}
        onChange={(event) => {
          const language = languageChoices.find((known) => known === event.target.value)
          if (language !== undefined) tell('setLanguage', { language })
        }}
      >
        {languageChoices.map((choice) =>
          choice === 'system' ? (
            <option key={choice} value={choice}>
              {t('options.asSystem', { language: ownNames[view.systemLanguage] })}
            </option>
          ) : (
            <option key={choice} value={choice} lang={choice}>
              {ownNames[choice]}
            </option>
          ),
        )}
      </select>
      <p className="quiet" id={noteId}>
        {t('options.languageText')}
      </p>
    </div>
  )
}

function SchemeFields({ chosen }: { readonly chosen: Scheme }) {
  const { t } = useTranslation()
  const names: Readonly<Record<Scheme, string>> = {
    blue: t('options.blue'),
    olive: t('options.olive'),
    silver: t('options.silver'),
    contrast: t('options.contrast'),
  }
  return (
    <div className="schemes">
      {schemes.map((scheme) => (
        <label key={scheme} className="scheme">
          <SchemePreview scheme={scheme} />
          <span className="check">
            <input
              type="radio"
              name="scheme"
              checked={scheme === chosen}
              onChange={() => tell('setScheme', { scheme })}
            />
            <span>{names[scheme]}</span>
          </span>
        </label>
      ))}
    </div>
  )
}
