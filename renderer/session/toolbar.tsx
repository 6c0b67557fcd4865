// Renderer. The expert's buttons.

import { useTranslation } from 'react-i18next'
import type { ExpertSessionView } from '../../shared/ipc/views.ts'
import type { VoiceState } from '../../shared/voice.ts'
import { ActionButton } from '../controls/action-button.tsx'
import type { IconName } from '../icons/icon.tsx'
import { tell } from '../store/command.ts'
import { TalkButton } from './voice/talk-button.tsx'

export type Scale = 'window' | 'actual'

type ExpertToolbarProps = {
  readonly status: ExpertSessionView['status']
  /** The connection is looked for: nothing can be asked now. */
  readonly broken: boolean
  readonly voice: VoiceState
  readonly scale: Scale
  readonly chatShown: boolean
  readonly full: boolean
  readonly onFull: () => void
  readonly settingsShown: boolean
  readonly onSettings: () => void
  readonly onScale: (scale: Scale) => void
  readonly onChat: () => void
}

export function ExpertToolbar(props: ExpertToolbarProps) {
  const { status, voice, scale, chatShown, full, onFull, settingsShown, onSettings, onScale, onChat } = props
  const { t } = useTranslation()
  const ended = status === 'ended'
  return (
    <div className="toolbar" role="toolbar" aria-label={t('session.toolbar')}>
      {!full && (
        <ToolButton
          icon="chat"
          label={chatShown ? t('expert.hideChat') : t('expert.showChat')}
          onClick={onChat}
        />
      )}
      <span className="toolbar-line" />
      <ControlButton status={status} broken={props.broken} />
      <TalkButton voice={voice} className="tool-button" size={24} disabled={ended} />
      <span className="toolbar-line" />
      <ToolButton
        icon="file"
        label={t('files.send')}
        disabled={ended}
        onClick={() => tell('offerFiles', undefined)}
      />
      <span className="toolbar-line" />
      <ToolButton
        icon="disconnect"
        label={t('action.disconnect')}
        disabled={ended}
        onClick={() => tell('disconnect', undefined)}
      />
      <ToolButton
        icon="help"
        label={t('session.help')}
        onClick={() => tell('openTopic', { topic: ended ? 'session-ended' : 'control-and-esc' })}
      />
      {/* Stays together when the toolbar needs a second line. */}
      <div className="toolbar-end">
        <ToolButton
          icon="tools"
          label={t('settings.title')}
          disabled={ended}
          pressed={settingsShown && !ended}
          onClick={onSettings}
        />
        <ToolButton
          icon="fullScreen"
          label={full ? t('expert.leaveFullScreen') : t('expert.fullScreen')}
          onClick={onFull}
        />
        <div className="toolbar-choice" role="group" aria-label={t('expert.zoom')}>
          <button type="button" aria-pressed={scale === 'window'} onClick={() => onScale('window')}>
            {t('expert.scale')}
          </button>
          <button type="button" aria-pressed={scale === 'actual'} onClick={() => onScale('actual')}>
            {t('expert.actual')}
          </button>
        </div>
      </div>
    </div>
  )
}

function ControlButton({ status, broken }: Pick<ExpertToolbarProps, 'status' | 'broken'>) {
  const { t } = useTranslation()
  switch (status) {
    case 'viewing':
      return (
        <ToolButton
          main
          icon="control"
          label={t('expert.takeControl')}
          disabled={broken}
          onClick={() => tell('takeControl', undefined)}
        />
      )
    case 'asking-control':
      return <ToolButton main icon="control" label={t('expert.requesting')} disabled />
    case 'controlling':
      return (
        <ToolButton
          main
          icon="stop"
          label={t('expert.releaseControl')}
          onClick={() => tell('releaseControl', undefined)}
        />
      )
    case 'prepared':
    case 'paused':
    case 'ended':
      return <ToolButton main icon="control" label={t('expert.takeControl')} disabled />
  }
}

type ToolButtonProps = {
  /** Keeps its words where the others have none: they say what is going on. */
  readonly main?: boolean
  readonly icon: IconName
  readonly label: string
  readonly disabled?: boolean
  readonly pressed?: boolean
  readonly onClick?: () => void
}

const ToolButton = ({ main = false, pressed, ...rest }: ToolButtonProps) => (
  <ActionButton
    {...rest}
    size={24}
    className={main ? 'tool-button tool-main' : 'tool-button'}
    expanded={pressed}
  />
)
