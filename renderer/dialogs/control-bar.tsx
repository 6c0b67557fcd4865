// Renderer. The little bar that stays on top while somebody else controls this computer.

import { useTranslation } from 'react-i18next'
import type { ControlBarView } from '../../shared/ipc/views.ts'
import { Icon } from '../icons/icon.tsx'
import { tell } from '../store/command.ts'
import { personName } from '../text/names.ts'

export function ControlBar({ view }: { readonly view: ControlBarView }) {
  const { t } = useTranslation()
  // An alert is announced when it appears.
  if (view.status === 'prepared') return null
  return (
    <div className={view.held ? 'control-bar control-bar-held' : 'control-bar'}>
      <Icon name="control" size={28} />
      <p role="alert">
        {view.held
          ? t('bar.held', { name: personName(view.expert) })
          : t('bar.controls', { name: personName(view.expert) })}
      </p>
      <button type="button" onClick={() => tell('stopControl', undefined)}>
        <Icon name="stop" size={18} />
        {t('bar.stop')}
      </button>
    </div>
  )
}
