// Domain. One file on its way to the other side, as its sender sees it (SES-3).
//
//   offered ──accepted──► waiting ──first credit──► sending ──all read──► ending ──received──► ended
//      │                     │                        │  ▲ credit            │
//      └── declined, cancelled, failed, session over ─┴──┴──────────────────┴──────────────► ended
//
// Pure and total. What comes late for a transfer that is over changes nothing; what an honest receiver never says
// (credit backwards, credit for bytes that were not sent, an answer to nothing) is `forged` and ends the session.

import { unreachable } from '../../../shared/result.ts'
import type { FileEnd } from '../../../shared/transfer.ts'
import { CREDIT_AHEAD, SMALLEST_CHUNK } from './limits.ts'
import type { GiveUp, TurnAway } from './messages.ts'

/** `sent`: bytes that left; `upTo`: where the credit ends. The receiver's disk has `upTo` less CREDIT_AHEAD. */
type Flow = { readonly size: number; readonly sent: number; readonly upTo: number }

export type Outgoing =
  | ({ readonly kind: 'offered' | 'waiting' | 'sending' | 'ending' } & Flow)
  | ({ readonly kind: 'ended'; readonly end: FileEnd; readonly accepted: boolean } & Flow)

export type OutgoingEvent =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'declined'; readonly why: 'declined' | 'too-many' }
  | { readonly kind: 'credit'; readonly upTo: number }
  /** A piece of so many bytes is handed to the connection. */
  | { readonly kind: 'sent'; readonly bytes: number }
  /** The file was read to its end, and it was as it should be. */
  | { readonly kind: 'all-read'; readonly sha256: string }
  | { readonly kind: 'received' }
  | { readonly kind: 'turned-away'; readonly why: TurnAway }
  | { readonly kind: 'cancel-clicked' }
  | { readonly kind: 'failed-here'; readonly why: Exclude<GiveUp, 'cancelled'> }
  | { readonly kind: 'session-over' }

export type OutgoingEffect =
  /** The first credit: the file is opened and read. */
  | { readonly kind: 'open' }
  /** There is new credit. */
  | { readonly kind: 'go-on' }
  | { readonly kind: 'say-end'; readonly sha256: string }
  | { readonly kind: 'say-give-up'; readonly why: GiveUp }
  /** Nothing is read any more. */
  | { readonly kind: 'close' }
  | { readonly kind: 'late' }
  | { readonly kind: 'forged' }

export type OutgoingStep = { readonly state: Outgoing; readonly effects: readonly OutgoingEffect[] }

export const offering = (size: number): Outgoing => ({ kind: 'offered', size, sent: 0, upTo: 0 })

/** Bytes that are on the receiver's disk. */
export const arrived = ({ size, upTo }: Flow): number => Math.max(0, Math.min(size, upTo - CREDIT_AHEAD))

const to = (state: Outgoing, ...effects: readonly OutgoingEffect[]): OutgoingStep => ({ state, effects })

const over = (state: Outgoing, end: FileEnd, ...effects: readonly OutgoingEffect[]): OutgoingStep =>
  to(
    { ...flowOf(state), kind: 'ended', end, accepted: state.kind !== 'offered' },
    { kind: 'close' },
    ...effects,
  )

const flowOf = ({ size, sent, upTo }: Flow): Flow => ({ size, sent, upTo })

export function outgoingTransition(state: Outgoing, event: OutgoingEvent): OutgoingStep {
  if (state.kind === 'ended') return afterwards(state, event)
  switch (event.kind) {
    case 'accepted':
      return state.kind === 'offered' ? to({ ...state, kind: 'waiting' }) : forged(state)
    case 'declined':
      if (state.kind !== 'offered') return forged(state)
      return over(
        state,
        event.why === 'declined' ? { kind: 'declined' } : { kind: 'failed', why: 'too-many' },
      )
    case 'credit':
      return credited(state, event.upTo)
    case 'sent':
      return to({ ...state, sent: state.sent + event.bytes })
    case 'all-read':
      return state.kind === 'sending'
        ? to({ ...state, kind: 'ending' }, { kind: 'close' }, { kind: 'say-end', sha256: event.sha256 })
        : to(state)
    case 'received':
      return state.kind === 'ending' ? over(state, { kind: 'done' }) : forged(state)
    case 'turned-away':
      if (state.kind === 'offered') return forged(state)
      return over(
        state,
        event.why === 'cancelled' ? { kind: 'cancelled', by: 'there' } : { kind: 'failed', why: event.why },
      )
    case 'cancel-clicked':
      return over(state, { kind: 'cancelled', by: 'here' }, { kind: 'say-give-up', why: 'cancelled' })
    case 'failed-here':
      return over(state, { kind: 'failed', why: event.why }, { kind: 'say-give-up', why: event.why })
    case 'session-over':
      return over(state, { kind: 'failed', why: 'session-ended' })
    default:
      return unreachable(event)
  }
}

const forged = (state: Outgoing): OutgoingStep => to(state, { kind: 'forged' })

function credited(state: Exclude<Outgoing, { readonly kind: 'ended' }>, upTo: number): OutgoingStep {
  if (state.kind === 'offered' || !isHonestCredit(state, upTo)) return forged(state)
  if (state.kind !== 'waiting') return to({ ...state, upTo }, { kind: 'go-on' })
  return to({ ...state, kind: 'sending', upTo }, { kind: 'open' })
}

/** It goes forward by a step that is worth a frame, and says that no more has arrived than was sent. */
function isHonestCredit({ size, sent, upTo: before }: Flow, upTo: number): boolean {
  const has = upTo - CREDIT_AHEAD
  if (has < 0 || has > sent) return false
  if (before === 0) return true
  return upTo - before >= SMALLEST_CHUNK || (upTo > before && has === size)
}

/** The receiver may not know yet that it is over. */
function afterwards(
  state: Extract<Outgoing, { readonly kind: 'ended' }>,
  event: OutgoingEvent,
): OutgoingStep {
  switch (event.kind) {
    case 'accepted':
      return state.accepted ? forged(state) : to({ ...state, accepted: true }, { kind: 'late' })
    case 'declined':
      return state.accepted ? forged(state) : to({ ...state, accepted: true }, { kind: 'late' })
    case 'credit':
      if (!state.accepted || !isHonestCredit(state, event.upTo)) return forged(state)
      return to({ ...state, upTo: event.upTo }, { kind: 'late' })
    case 'received':
      if (!state.accepted || state.sent < state.size) return forged(state)
      // It was cancelled here a moment too late.
      return to(isCancelledHere(state) ? { ...state, end: { kind: 'done' } } : state, { kind: 'late' })
    case 'turned-away':
      return state.accepted ? to(state, { kind: 'late' }) : forged(state)
    case 'sent':
      return to({ ...state, sent: state.sent + event.bytes })
    case 'all-read':
    case 'cancel-clicked':
    case 'failed-here':
    case 'session-over':
      return to(state)
    default:
      return unreachable(event)
  }
}

const isCancelledHere = ({ end }: Extract<Outgoing, { readonly kind: 'ended' }>): boolean =>
  end.kind === 'cancelled' && end.by === 'here'
