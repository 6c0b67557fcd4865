// Renderer. The little bar that stays on top while somebody else controls this computer.

import { useTranslation } from 'react-i18next'
import type { ControlBarView } from '../../shared/ipc/views.ts'
import { Icon } from '../icons/icon.tsx'
import { tell } from '../store/command.ts'
import { personName } from '../text/names.ts'

export function ControlBar({ view }: { readonly view: ControlBarView }) {
  const { t } = useTranslation()
  const name = personName(view.expert)
  // An alert is announced when it appears.
  if (view.status === 'prepared') return null
  return (
    <main>
      <div className={view.held ? 'control-bar control-bar-held' : 'control-bar'} role="alert">
        <Icon name="control" size={28} />
        <h1>{view.held ? t('bar.held', { name }) : t('bar.controls', { name })}</h1>
        <button type="button" onClick={() => tell('stopControl', undefined)}>
          <Icon name="stop" size={18} />
          {t('bar.stop')}
        </button>
      </div>
    </main>
  )
}
