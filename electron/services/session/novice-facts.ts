// Services. What a message of the expert's means to the novice's machine.

import { unreachable } from '../../../shared/result.ts'
import type { ExpertMessage } from '../../domain/session/messages.ts'
import type { ControlObstacle, NoviceEvent } from '../../domain/session/novice-state.ts'

type Asked = {
  /** Why there can be no control at this moment; asked only when it is requested. */
  obstacle(): ControlObstacle | null
  /** Milliseconds that never go back. */
  now(): number
}

/** What the expert wants of the picture: no matter of the machine. */
export type PictureWish = Extract<ExpertMessage, { readonly type: 'colours' | 'line-speed' }>

export const isPictureWish = (message: ExpertMessage): message is PictureWish =>
  message.type === 'colours' || message.type === 'line-speed'

/** undefined: nothing the machine has to know. */
export function factOf(message: Exclude<ExpertMessage, PictureWish>, asked: Asked): NoviceEvent | undefined {
  switch (message.type) {
    case 'chat':
      return { kind: 'chat-received', text: message.text }
    case 'typing':
      return { kind: 'typing-received' }
    case 'control-ask':
      return { kind: 'control-requested', obstacle: asked.obstacle(), now: asked.now() }
    case 'control-release':
      return { kind: 'control-released', by: message.by }
    case 'bye':
      return { kind: 'expert-left', reason: message.reason }
    default:
      return unreachable(message)
  }
}
