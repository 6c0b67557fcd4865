// Domain. The facts that the event log knows (TKT-6, SES-5). All of them are in the past, none carries a secret.

export const eventKinds = [
  // Recorded by the ticket store itself.
  'ticket-created',
  'ticket-expired',
  'ticket-deleted',
  'ticket-resent',
  'wrong-password',
  'account-enabled',
  'account-disabled',
  'logon-right-removed',
  'store-damaged',
  // Recorded by Terminal Services and the session.
  'listening',
  'not-listening',
  'refused',
  'session-started',
  'session-ended',
  'control-granted',
  'control-not-allowed',
  'control-ended',
  'picture-paused',
  'picture-resumed',
  'line-broken',
  'line-back',
  'file-sent',
  'file-received',
  'talk-began',
  'talk-ended',
  'talk-refused',
  'policy-changed',
  'port-mapped',
  'port-mapping-failed',
  'port-mapping-removed',
] as const

export type EventKind = (typeof eventKinds)[number]

/** The log keeps this many, the newest. */
export const EVENT_LIMIT = 5000

/** A text that came from outside is cut here, so that nobody fills the log with one line. */
export const EVENT_TEXT_LIMIT = 300
