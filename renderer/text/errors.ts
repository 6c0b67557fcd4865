// Renderer. One sentence for each expected failure; a new kind without a sentence does not compile.

import type { TFunction } from 'i18next'
import type { InvitationProblem, InvitationWriter } from '../../shared/invitation.ts'
import type { ExportFailure, SaveFailure } from '../../shared/ipc/contract.ts'
import type { ConnectFailure } from '../../shared/ipc/views.ts'
import type { AddressFailure, Refusal } from '../../shared/refusal.ts'
import { unreachable } from '../../shared/result.ts'
import { oneLine } from './names.ts'

/** INV-8. */
export function problemText(problem: InvitationProblem, t: TFunction): string {
  switch (problem.kind) {
    case 'unreadable':
      return t('problem.unreadable')
    case 'not-a-file':
      return t('problem.notAFile')
    case 'too-large':
      return t('problem.tooLarge')
    case 'declares-entities':
      return t('problem.declaresEntities')
    case 'not-xml':
      return t('problem.notXml')
    case 'not-an-invitation':
      return t('problem.notAnInvitation')
    case 'missing-field':
      return t('problem.missingField', { field: oneLine(problem.field) })
    case 'bad-field':
      return t('problem.badField', { field: oneLine(problem.field) })
    case 'no-addresses':
      return t('problem.noAddresses')
    case 'newer-version':
      return t('newer.text')
    default:
      return unreachable(problem)
  }
}

/** What the person who wanted to open it can do next. */
export const problemWayOut = (problem: InvitationProblem, t: TFunction): string =>
  problem.kind === 'newer-version' ? t('newer.wayOut') : t('problem.wayOut')

/** CON-3; `name` is the novice's, ready to show. */
export function refusalText(refusal: Refusal, name: string, t: TFunction): string {
  switch (refusal) {
    case 'timeout':
      return t('refusal.timeout', { name })
    case 'invalid-ticket':
      return t('refusal.invalidTicket', { name })
    case 'wrong-password':
      return t('refusal.wrongPassword')
    case 'expired':
      return t('refusal.expired', { name })
    case 'busy':
      return t('refusal.busy', { name })
    case 'no-answer':
      return t('refusal.noAnswer', { name })
    case 'denied':
      return t('refusal.denied', { name })
    case 'too-soon':
      return t('tooSoon.refusal')
    case 'policy':
      return t('policy.refusal', { name })
    case 'own-session':
      return t('refusal.ownSession')
    case 'version':
      return t('refusal.version', { name })
    case 'broken':
      return t('refusal.broken', { name })
    default:
      return unreachable(refusal)
  }
}

/** CON-2, CON-3; `name` is the novice's, ready to show. */
export function connectFailureText(failure: ConnectFailure, name: string, t: TFunction): string {
  switch (failure.kind) {
    case 'refused':
      return refusalText(failure.refusal, name, t)
    case 'no-address-answered':
      return t('connectFailure.noAddress')
    case 'needs-windows':
      return t('connectFailure.needsWindows', { name })
    default:
      return unreachable(failure)
  }
}

/** CON-1: what became of one address. */
export function addressFailureText(failure: AddressFailure, t: TFunction): string {
  switch (failure) {
    case 'timed-out':
      return t('addressFailure.timedOut')
    case 'connection-refused':
      return t('addressFailure.refused')
    case 'unreachable':
      return t('addressFailure.unreachable')
    case 'unknown-name':
      return t('addressFailure.unknownName')
    case 'wrong-certificate':
      return t('addressFailure.wrongCertificate')
    case 'not-tls-1.3':
      return t('addressFailure.notTls')
    case 'broken-off':
      return t('addressFailure.brokenOff')
    default:
      return unreachable(failure)
  }
}

/** Why an invitation was not saved, each with its way out. */
export function saveFailureText(failure: SaveFailure, t: TFunction): string {
  switch (failure.kind) {
    case 'cancelled':
      return t('saveFailure.cancelled')
    case 'not-written':
      return t('saveFailure.notWritten', { path: oneLine(failure.path), code: failure.code })
    case 'cannot-listen':
      return t('saveFailure.cannotListen', { code: failure.code })
    case 'not-open':
      return t('saveFailure.notOpen')
    case 'not-stored':
      return t('disk.notMade')
    case 'not-allowed':
      return t('policy.notSaved')
    default:
      return unreachable(failure)
  }
}

/** Why the event log was not exported. */
export function exportFailureText(failure: ExportFailure, t: TFunction): string {
  switch (failure.kind) {
    case 'cancelled':
      return t('exportFailure.cancelled')
    case 'not-written':
      return t('exportFailure.notWritten', { path: oneLine(failure.path), code: failure.code })
    default:
      return unreachable(failure)
  }
}

/** INV-7: which generation of which program wrote the file. */
export function writerText(writer: InvitationWriter, t: TFunction): string {
  switch (writer) {
    case 'help-and-support':
      return t('writer.own')
    case 'windows-xp':
      return t('writer.xp')
    case 'windows-vista-to-8.1':
      return t('writer.vista')
    case 'windows-10-or-11':
      return t('writer.ten')
    default:
      return unreachable(writer)
  }
}
