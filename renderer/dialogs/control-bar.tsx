// Renderer. The little bar that stays on top while somebody else sees this computer's screen, or controls it.

import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { ControlBarView } from '../../shared/ipc/views.ts'
import { ActionButton } from '../controls/action-button.tsx'
import { Icon } from '../icons/icon.tsx'
import { tell } from '../store/command.ts'
import { personName } from '../text/names.ts'

export function ControlBar({ view }: { readonly view: ControlBarView }) {
  const { t } = useTranslation()
  const name = personName(view.expert)
  // An alert is announced when it appears.
  if (view.status === 'prepared') return null
  const controlled = view.status === 'controlled'
  return (
    <main>
      <div className={classOf(view)} role="alert">
        <Icon name={controlled ? 'control' : 'screen'} size={28} />
        <h1>{barText(view, name, t)}</h1>
        {/* Disconnect comes where Stop was: who clicks there twice wants control back, and not the end of the session. */}
        <ActionButton
          icon={controlled ? 'stop' : 'disconnect'}
          size={18}
          label={controlled ? t('bar.stop') : t('action.disconnect')}
          urgent={controlled}
          onClick={() => tell(controlled ? 'stopControl' : 'disconnect', undefined)}
        />
      </div>
    </main>
  )
}

/** What the bar says; while nobody works here, its window's title and the center's band as well. */
export function barText(
  { status, held }: Pick<ControlBarView, 'status' | 'held'>,
  name: string,
  t: TFunction,
): string {
  if (status === 'broken') return t('bar.broken', { name })
  if (status !== 'controlled') return t('guarded.sees', { name })
  return held ? t('bar.held', { name }) : t('bar.controls', { name })
}

function classOf({ status, held }: ControlBarView): string {
  if (status !== 'controlled') return 'control-bar control-bar-viewing'
  return held ? 'control-bar control-bar-held' : 'control-bar'
}
