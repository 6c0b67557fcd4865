// Renderer. The event log in words. What is not known here (a log of another version) is shown as it was written.

import type { TFunction } from 'i18next'
import type { EventRow } from '../../shared/ipc/views.ts'
import type { MappingFailure } from '../../shared/network.ts'
import type { Refusal } from '../../shared/refusal.ts'
import type { SessionEnd } from '../../shared/session.ts'
import { voiceEnds } from '../../shared/voice.ts'
import { duration, fileSize, inOneLine } from './format.ts'
import { oneLine, personName } from './names.ts'
import { endText, voiceEndText } from './notes.ts'
import { policyStates } from './policy.ts'

export function eventText(kind: string, t: TFunction): string {
  const words: Readonly<Record<string, string>> = {
    'ticket-created': t('event.ticketCreated'),
    'ticket-expired': t('event.ticketExpired'),
    'ticket-deleted': t('event.ticketDeleted'),
    'ticket-resent': t('event.ticketResent'),
    'store-damaged': t('event.storeDamaged'),
    'account-enabled': t('event.accountEnabled'),
    'account-disabled': t('event.accountDisabled'),
    'logon-right-removed': t('event.rightRemoved'),
    listening: t('event.listening'),
    'not-listening': t('event.notListening'),
    refused: t('event.refused'),
    'wrong-password': t('event.wrongPassword'),
    'expert-asks': t('event.expertAsks'),
    'session-started': t('event.sessionStarted'),
    'session-ended': t('event.sessionEnded'),
    'control-granted': t('event.controlGranted'),
    'control-ended': t('event.controlEnded'),
    'control-not-allowed': t('policy.eventControl'),
    'policy-changed': t('policy.eventChanged'),
    'picture-paused': t('event.picturePaused'),
    'picture-resumed': t('event.pictureResumed'),
    'line-broken': t('line.eventBroken'),
    'line-back': t('line.eventBack'),
    'file-sent': t('event.fileSent'),
    'file-received': t('event.fileReceived'),
    'talk-began': t('talkEvent.began'),
    'talk-ended': t('talkEvent.ended'),
    'talk-refused': t('talkEvent.refused'),
    'port-mapped': t('mappingEvent.mapped'),
    'port-mapping-failed': t('mappingEvent.failed'),
    'port-mapping-removed': t('mappingEvent.removed'),
  }
  return (Object.hasOwn(words, kind) ? words[kind] : undefined) ?? t('event.other', { kind: oneLine(kind) })
}

/** The facts of one event in one line; a ticket's id and MS-RA's number tell a reader nothing and are left out. */
export function eventDetails({ details }: EventRow, t: TFunction): string {
  const helper = personName(String(details['expert'] ?? ''))
  const facts = Object.entries(details).filter(([name]) => name !== 'ticket' && name !== 'number')
  return inOneLine(...facts.map(([name, value]) => detail(name, value, helper, t)))
}

/** Why a session was over; `helper` is the expert's name, ready to show. A word of another version stays as it is. */
export const eventReason = (code: string, helper: string, t: TFunction): string =>
  reason(code, helper, t) ?? oneLine(code)

function detail(name: string, raw: string | number | boolean, helper: string, t: TFunction): string {
  const value = oneLine(String(raw))
  switch (name) {
    case 'expert':
      return t('detail.helper', { value: helper })
    case 'address':
      return t('detail.address', { value })
    case 'from':
      return t('detail.from', { value })
    case 'gateway':
      return t('mappingEvent.router', { value })
    case 'port':
      return t('detail.port', { value })
    case 'count':
      return t('detail.attempt', { value })
    case 'file':
      return t('detail.file', { value })
    case 'size':
      return fileSize(Number(raw))
    case 'minutes':
      return duration(Number(raw), 'minute')
    case 'passwordProtected':
      return raw === true ? t('detail.withPassword') : t('detail.withoutPassword')
    case 'open':
      return raw === true ? t('detail.wasOpen') : t('detail.wasOver')
    case 'talk': {
      // Another word than in `reason`: nobody answered means another question.
      const end = voiceEnds.find((known) => known === raw)
      return end === undefined ? value : voiceEndText(end, 'novice', helper, t)
    }
    case 'policy':
      return Object.entries(policyStates(t)).find(([state]) => state === raw)?.[1] ?? value
    case 'by':
    case 'reason':
      return reason(String(raw), helper, t) ?? t('detail.pair', { name: oneLine(name), value })
    default:
      return t('detail.pair', { name: oneLine(name), value })
  }
}

function reason(code: string, helper: string, t: TFunction): string | undefined {
  const refusals: Readonly<Record<Refusal, string>> = {
    timeout: t('reason.timeout'),
    'invalid-ticket': t('reason.invalidTicket'),
    'wrong-password': t('reason.wrongPassword'),
    expired: t('reason.expired'),
    busy: t('reason.busy'),
    'no-answer': t('reason.noAnswer'),
    denied: t('reason.denied'),
    'too-soon': t('tooSoon.reason'),
    policy: t('policy.reason'),
    'own-session': t('reason.ownSession'),
    version: t('reason.version'),
    broken: t('reason.broken'),
  }
  const mappingFailures: Readonly<Record<MappingFailure, string>> = {
    refused: t('mappingEvent.refused'),
    nonsense: t('mappingEvent.nonsense'),
    late: t('mappingEvent.late'),
    taken: t('mappingEvent.taken'),
  }
  const ends = (end: SessionEnd) => endText(end, 'novice', helper, t)
  const words: Readonly<Record<string, string>> = {
    ...refusals,
    ...mappingFailures,
    'novice-disconnected': ends('novice-disconnected'),
    'expert-disconnected': ends('expert-disconnected'),
    'invitation-expired': ends('invitation-expired'),
    'link-lost': ends('link-lost'),
    'protocol-broken': ends('protocol-broken'),
    'screen-unavailable': ends('screen-unavailable'),
    'application-closed': ends('application-closed'),
    failed: ends('failed'),
    time: t('detail.byTime'),
    novice: t('detail.byNovice'),
    'wrong-proofs': t('detail.byWrongProofs'),
  }
  return Object.hasOwn(words, code) ? words[code] : undefined
}
