// Renderer. What the helper may do right now: the first thing in the novice's window, and always in sight (CTL-2).

import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { NoviceSessionView } from '../../shared/ipc/views.ts'
import { unreachable } from '../../shared/result.ts'
import { MoreHelp } from '../controls/topic-link.tsx'
import { Icon, type IconName } from '../icons/icon.tsx'
import { endText } from '../text/notes.ts'
import { SecondsLeft } from './picture-notices.tsx'

type NoviceStatusProps = {
  readonly view: NoviceSessionView
  /** The helper's, ready to show. */
  readonly name: string
}

export function NoviceStatus({ view, name }: NoviceStatusProps) {
  const { t } = useTranslation()
  const ended = view.status === 'ended'
  const state = stateOf(view, name, t)
  return (
    <section className={`connection connection-${view.status}`} aria-label={t('session.connection')}>
      <Icon name={state.icon} size={48} />
      <div role="status">
        <h2>{t('session.connection')}</h2>
        <p className="connection-state">{state.title}</p>
        <p>{state.text}</p>
        {view.brokenUntil !== null && <SecondsLeft until={view.brokenUntil} />}
        {view.controllable === 'no' && !ended && <p>{t('session.notPossible', { name })}</p>}
        {view.controllable === 'not-allowed' && !ended && <p>{t('notAllowed.text', { name })}</p>}
        {view.controllable === 'policy' && !ended && <p>{t('policy.controlOff')}</p>}
        {view.controllable !== 'yes' && !ended && (
          <MoreHelp topic={view.controllable === 'policy' ? 'policy' : 'control-and-esc'} />
        )}
      </div>
    </section>
  )
}

type State = { readonly icon: IconName; readonly title: string; readonly text: string }

function stateOf(view: NoviceSessionView, name: string, t: TFunction): State {
  if (view.brokenUntil !== null)
    return { icon: 'connect', title: t('line.title'), text: t('line.noviceText', { name }) }
  switch (view.status) {
    case 'prepared':
    case 'viewing':
      return { icon: 'screen', title: t('session.viewOnly'), text: t('session.viewOnlyText', { name }) }
    case 'control-asked':
      return { icon: 'question', title: t('session.asked', { name }), text: t('session.askedText') }
    case 'paused':
      return { icon: 'pause', title: t('session.paused'), text: t('session.pausedText', { name }) }
    case 'controlled':
      if (view.held)
        return { icon: 'control', title: t('session.held'), text: t('session.heldText', { name }) }
      return { icon: 'control', title: t('session.inControl'), text: t('session.inControlText', { name }) }
    case 'ended': {
      const why = view.end === null ? '' : endText(view.end, 'novice', name, t)
      return {
        icon: 'disconnect',
        title: t('session.ended'),
        text: `${why} ${t('session.endedText', { name })}`.trim(),
      }
    }
    default:
      return unreachable(view.status)
  }
}
