// Renderer. The Index: keywords in alphabetical order with a box that narrows them, each leading to its topics.

import { useTranslation } from 'react-i18next'
import type { HelpTopic } from '../../shared/help-topics.ts'
import { TextField } from '../controls/field.tsx'
import { byLetter, filtered, type Entry } from '../help/keywords.ts'
import type { Library } from '../help/library.ts'
import { HelpPage } from './help-page.tsx'
import type { Navigate } from './navigation.ts'

type IndexPageProps = {
  readonly filter: string
  readonly library: Library | undefined
  readonly navigate: Navigate
}

const FILTER_LIMIT = 60

export function IndexPage({ filter, library, navigate }: IndexPageProps) {
  const { t } = useTranslation()
  const entries = filtered(library?.keywords() ?? [], filter)
  const open = (topic: HelpTopic) => navigate({ kind: 'go', page: { kind: 'topic', topic, query: null } })
  return (
    <HelpPage
      icon="index"
      title={t('index.title')}
      lead={t('index.text')}
      paneTitle={t('index.find')}
      pane={
        <div className="pane-form">
          <TextField
            label={t('index.type')}
            value={filter}
            maxLength={FILTER_LIMIT}
            onChange={(value) => navigate({ kind: 'keep', page: { kind: 'index', filter: value } })}
          />
          <p className="quiet" role="status">
            {t('index.count', { count: entries.length })}
          </p>
        </div>
      }
    >
      {entries.length === 0 && library !== undefined ? (
        <p className="empty">{t('index.nothing')}</p>
      ) : (
        <div className="keywords">
          {byLetter(entries).map(({ letter, entries: own }) => (
            <section key={letter} className="keyword-letter">
              <h2>{letter}</h2>
              <ul>
                {own.map((entry) => (
                  <Keyword key={entry.keyword} entry={entry} open={open} />
                ))}
              </ul>
            </section>
          ))}
        </div>
      )}
    </HelpPage>
  )
}

type KeywordProps = { readonly entry: Entry; readonly open: (topic: HelpTopic) => void }

function Keyword({ entry: { keyword, topics }, open }: KeywordProps) {
  const [only, ...others] = topics
  if (only === undefined) return null
  if (others.length === 0)
    return (
      <li>
        <button type="button" className="link" title={only.title} onClick={() => open(only.id)}>
          {keyword}
        </button>
      </li>
    )
  return (
    <li>
      <span>{keyword}</span>
      <ul className="keyword-topics">
        {topics.map(({ id, title }) => (
          <li key={id}>
            <button type="button" className="link" onClick={() => open(id)}>
              {title}
            </button>
          </li>
        ))}
      </ul>
    </li>
  )
}
