// Renderer. Which entries of the event log are shown. Pure.

import { folded } from '../help/words.ts'

export const eventGroups = ['all', 'invitations', 'sessions', 'account', 'refused'] as const
export type EventGroup = (typeof eventGroups)[number]

/** An entry in the words it is shown with. */
export type ShownEvent = {
  readonly kind: string
  readonly time: string
  readonly event: string
  readonly details: string
}

/** Where an entry belongs. One of another version of the program belongs to no group, and stands under "all". */
const groupOfKind: Readonly<Record<string, EventGroup>> = {
  'ticket-created': 'invitations',
  'ticket-expired': 'invitations',
  'ticket-deleted': 'invitations',
  'ticket-resent': 'invitations',
  'store-damaged': 'invitations',
  'expert-asks': 'sessions',
  'session-started': 'sessions',
  'session-ended': 'sessions',
  'control-granted': 'sessions',
  'control-ended': 'sessions',
  'picture-paused': 'sessions',
  'picture-resumed': 'sessions',
  'line-broken': 'sessions',
  'line-back': 'sessions',
  'file-sent': 'sessions',
  'file-received': 'sessions',
  'talk-began': 'sessions',
  'talk-ended': 'sessions',
  'talk-refused': 'sessions',
  'account-enabled': 'account',
  'account-disabled': 'account',
  'logon-right-removed': 'account',
  listening: 'account',
  'not-listening': 'account',
  'policy-changed': 'account',
  'port-mapped': 'account',
  'port-mapping-failed': 'account',
  'port-mapping-removed': 'account',
  refused: 'refused',
  'control-not-allowed': 'refused',
  'wrong-password': 'refused',
}

/** Entries of the group in which every word typed occurs. */
export function filteredEvents(
  events: readonly ShownEvent[],
  group: EventGroup,
  typed: string,
): readonly ShownEvent[] {
  const wanted = folded(typed).split(/\s+/u).filter(Boolean)
  return events.filter(({ kind, time, event, details }) => {
    if (group !== 'all' && (Object.hasOwn(groupOfKind, kind) ? groupOfKind[kind] : undefined) !== group)
      return false
    const text = folded(`${time} ${event} ${details}`)
    return wanted.every((word) => text.includes(word))
  })
}
