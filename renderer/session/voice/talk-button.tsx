// Renderer, session. Start Talking, Stop Talking: one button of both windows.

import { useTranslation } from 'react-i18next'
import type { VoiceState } from '../../../shared/voice.ts'
import { ActionButton } from '../../controls/action-button.tsx'
import { tell } from '../../store/command.ts'

type TalkButtonProps = {
  readonly voice: VoiceState
  readonly className: string
  readonly size: number
  readonly disabled?: boolean
}

export function TalkButton({ voice, className, size, disabled = false }: TalkButtonProps) {
  const { t } = useTranslation()
  const talking = voice.kind === 'talking' || voice.kind === 'asking'
  const label = talking ? t('voice.stop') : t('voice.start')
  return (
    <ActionButton
      icon="talk"
      size={size}
      label={label}
      others={[t('voice.start'), t('voice.stop')]}
      className={className}
      disabled={disabled}
      onClick={() => tell(talking ? 'stopTalking' : 'startTalking', undefined)}
    />
  )
}
