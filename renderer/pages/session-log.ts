// Renderer. The event log as sessions: who was connected, from when to when, and what happened in between (SES-5); pure.

import type { EventRow } from '../../shared/ipc/views.ts'

export type LoggedSession = {
  readonly expert: string
  readonly address: string
  readonly begun: number
  /** null: it is still running, or the program ended before it did. */
  readonly ended: number | null
  /** Why it was over, as the log has it. */
  readonly reason: string
  /** Between the two, first one first. */
  readonly events: readonly EventRow[]
}

/** What the log tells of the novice's computer as a whole, not of a session. */
const outside = new Set(['expert-asks', 'refused', 'wrong-password', 'listening', 'not-listening'])
const isOutside = ({ kind }: EventRow) =>
  outside.has(kind) || /^(?:ticket|account|logon|policy|store|port)-/.test(kind)

const textOf = (value: EventRow['details'][string] | undefined): string =>
  value === undefined ? '' : String(value)

/** `events`: latest first, as the log gives them. Latest session first. One expert at a time (ADM-5), so they never overlap. */
export function sessionsOf(events: readonly EventRow[]): readonly LoggedSession[] {
  const sessions: LoggedSession[] = []
  let current: LoggedSession | undefined
  for (const event of events.toReversed()) {
    if (event.kind === 'session-started') {
      if (current) sessions.push(current)
      const { expert, address } = event.details
      const who = { expert: textOf(expert), address: textOf(address) }
      current = { ...who, begun: event.at, ended: null, reason: '', events: [] }
    } else if (current && event.kind === 'session-ended') {
      sessions.push({ ...current, ended: event.at, reason: textOf(event.details['reason']) })
      current = undefined
    } else if (current && !isOutside(event)) {
      current = { ...current, events: [...current.events, event] }
    }
  }
  if (current) sessions.push(current)
  return sessions.reverse()
}
