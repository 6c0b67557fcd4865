// Renderer. The novice's buttons, which stay in sight however small the window is (CTL-2).

import { useTranslation } from 'react-i18next'
import type { NoviceSessionView } from '../../shared/ipc/views.ts'
import { ActionButton } from '../controls/action-button.tsx'
import { Icon, type IconName } from '../icons/icon.tsx'
import { tell } from '../store/command.ts'
import { TalkButton } from './voice/talk-button.tsx'

type NoviceButtonsProps = Pick<NoviceSessionView, 'status' | 'voice'>

/** While the session runs. Where there is little room the words stand under the pictures or give way to them (novice-small.css). */
export function NoviceButtons({ status, voice }: NoviceButtonsProps) {
  const { t } = useTranslation()
  const paused = status === 'paused'
  return (
    <div className="session-buttons session-running" role="toolbar" aria-label={t('session.toolbar')}>
      <button
        type="button"
        className="button-icon session-stop"
        disabled={status !== 'controlled'}
        onClick={() => tell('stopControl', undefined)}
      >
        <Icon name="stop" size={20} />
        {t('session.stopControl')}
      </button>
      <SessionButton
        icon={paused ? 'resume' : 'pause'}
        label={paused ? t('session.resume') : t('session.pause')}
        others={[t('session.resume'), t('session.pause')]}
        onClick={() => tell(paused ? 'resumePicture' : 'pausePicture', undefined)}
      />
      <SessionButton icon="file" label={t('files.send')} onClick={() => tell('offerFiles', undefined)} />
      <TalkButton voice={voice} className="button-icon" size={20} />
      <SessionButton
        icon="disconnect"
        label={t('action.disconnect')}
        onClick={() => tell('disconnect', undefined)}
      />
      <SessionButton
        icon="help"
        label={t('session.help')}
        onClick={() => tell('openTopic', { topic: 'control-and-esc' })}
      />
    </div>
  )
}

/** When it is over. */
export function NoviceEndButtons({ end }: Pick<NoviceSessionView, 'end'>) {
  const { t } = useTranslation()
  return (
    <div className="session-buttons" role="toolbar" aria-label={t('session.toolbar')}>
      {end === 'link-lost' && (
        <button type="button" onClick={() => tell('showConnectionTest', undefined)}>
          {t('connectionTest.title')}
        </button>
      )}
      <button type="button" onClick={() => tell('showSessionLog', undefined)}>
        {t('session.log')}
      </button>
      <SessionButton
        icon="help"
        label={t('session.help')}
        onClick={() => tell('openTopic', { topic: 'session-ended' })}
      />
      <button type="button" className="default" autoFocus onClick={() => tell('closeWindow', undefined)}>
        {t('action.close')}
      </button>
    </div>
  )
}

type SessionButtonProps = {
  readonly icon: IconName
  readonly label: string
  readonly others?: readonly string[]
  readonly onClick: () => void
}

const SessionButton = (props: SessionButtonProps) => (
  <ActionButton {...props} size={20} className="button-icon" />
)
