// Services. What a message of the novice's means to the expert's machine.

import { unreachable } from '../../../shared/result.ts'
import type { ExpertEvent } from '../../domain/session/expert-state.ts'
import type { NoviceMessage } from '../../domain/session/messages.ts'

/** undefined: nothing the machine has to know. `username`: the novice's name as the invitation has it. */
export function factOf(message: NoviceMessage, username: string): ExpertEvent | undefined {
  switch (message.type) {
    case 'asking':
      return undefined
    case 'accepted':
      return { kind: 'accepted', novice: message.novice || username }
    case 'refused':
      return { kind: 'refused', refusal: message.refusal }
    case 'chat':
      return { kind: 'chat-received', text: message.text }
    case 'typing':
      return { kind: 'typing-received' }
    case 'paused':
      return { kind: 'picture-paused' }
    case 'resumed':
      return { kind: 'picture-resumed' }
    case 'input-held':
      return { kind: 'input-held', held: message.held }
    case 'input-blocked':
      return { kind: 'input-blocked', blocked: message.blocked }
    case 'control-granted':
      return { kind: 'control-granted', grant: message.grant }
    case 'control-refused':
      return { kind: 'control-refused', why: message.why }
    case 'control-ended':
      return { kind: 'control-ended', by: message.by }
    case 'bye':
      return { kind: 'novice-left', reason: message.reason }
    default:
      return unreachable(message)
  }
}
