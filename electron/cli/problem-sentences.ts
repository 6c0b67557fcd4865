// Command line. One English sentence for each way an invitation can be wrong (INV-8). The windows have their own,
// translated ones.

import { unreachable } from '../../shared/result.ts'
import type { InvitationProblem } from '../../shared/invitation.ts'

/** One line without a line break; nothing of the file's content is repeated in it. */
export function sentenceFor(problem: InvitationProblem): string {
  switch (problem.kind) {
    case 'unreadable':
      return 'The file does not exist or cannot be read.'
    case 'not-a-file':
      return 'This is a folder or a device, not a file.'
    case 'too-large':
      return 'The file is larger than 64 KiB; no invitation is.'
    case 'declares-entities':
      return 'The file declares a document type or entities, which an invitation must not do.'
    case 'not-xml':
      return 'The file is not well-formed XML.'
    case 'not-an-invitation':
      return 'The file is not a Remote Assistance invitation.'
    case 'missing-field':
      return `The invitation lacks the field ${problem.field}.`
    case 'bad-field':
      return `The invitation's field ${problem.field} has a value that cannot be.`
    case 'no-addresses':
      return 'The invitation does not list any address to connect to.'
    case 'newer-version':
      return 'The invitation was made by a newer version of this program, which has to be installed to open it.'
    default:
      return unreachable(problem)
  }
}
