// Renderer. The help topic for each failure; a new kind without a topic does not compile.

import type { HelpTopic } from '../../shared/help-topics.ts'
import type { SaveFailure } from '../../shared/ipc/contract.ts'
import type { ConnectFailure } from '../../shared/ipc/views.ts'
import type { Refusal } from '../../shared/refusal.ts'
import { unreachable } from '../../shared/result.ts'

export function topicOfConnectFailure(failure: ConnectFailure): HelpTopic {
  switch (failure.kind) {
    case 'refused':
      return topicOfRefusal(failure.refusal)
    case 'no-address-answered':
      return 'connection-not-established'
    case 'needs-windows':
      return 'windows-invitations'
    default:
      return unreachable(failure)
  }
}

function topicOfRefusal(refusal: Refusal): HelpTopic {
  switch (refusal) {
    case 'wrong-password':
      return 'invitation-password'
    case 'policy':
      return 'policy'
    case 'timeout':
    case 'invalid-ticket':
    case 'expired':
    case 'busy':
    case 'no-answer':
    case 'denied':
    case 'too-soon':
    case 'own-session':
    case 'version':
    case 'broken':
      return 'refused'
    default:
      return unreachable(refusal)
  }
}

export function topicOfSaveFailure(failure: SaveFailure): HelpTopic {
  switch (failure.kind) {
    case 'cancelled':
    case 'not-written':
    case 'cannot-listen':
    case 'not-open':
    case 'not-stored':
      return 'invite-someone'
    case 'not-allowed':
      return 'policy'
    default:
      return unreachable(failure)
  }
}
