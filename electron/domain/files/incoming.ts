// Domain. One file on its way to this side, as its receiver sees it (SES-3).
//
//   offered ──accepted──► waiting ──its turn──► opening ──opened──► receiving ──end came──► checking ──kept──► ended
//      │                     │                     │                   │ ▲ piece, written       │
//      └── declined, cancelled, given up, failed, session over ────────┴─┴──────────────────────┴───────────► ended
//
// Pure and total. The bytes are not here, only their places: `received` of them came, `written` are on the disk, and
// the sender was granted all up to `upTo`. What comes late for a transfer that is over changes nothing, as long as it
// was granted; what an honest sender never sends (bytes that nobody granted, a gap, crumbs) is `forged`.

import { unreachable } from '../../../shared/result.ts'
import type { FileEnd } from '../../../shared/transfer.ts'
import { CREDIT_AHEAD, SMALLEST_CHUNK } from './limits.ts'
import type { GiveUp, TurnAway } from './messages.ts'

type Flow = {
  readonly size: number
  readonly received: number
  readonly written: number
  readonly upTo: number
}

export type Incoming =
  | ({ readonly kind: 'offered' | 'waiting' | 'opening' | 'receiving' | 'checking' } & Flow)
  | ({ readonly kind: 'ended'; readonly end: FileEnd; readonly sender: SenderSaid } & Flow)

/** The sender's last word so far: after its `end` it can only give up, after that nothing. */
type SenderSaid = 'nothing' | 'end' | 'give-up'

export type IncomingEvent =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'declined'; readonly why: 'declined' | 'too-many' }
  | { readonly kind: 'turn-came' }
  /** The new file is there, empty, and there is room for it. */
  | { readonly kind: 'opened' }
  | { readonly kind: 'chunk'; readonly offset: number; readonly bytes: number }
  | { readonly kind: 'written'; readonly bytes: number }
  | { readonly kind: 'end-came'; readonly sha256: string }
  /** Everything is on the disk, the SHA-256 is right, and the file has its name. */
  | { readonly kind: 'kept' }
  | { readonly kind: 'given-up'; readonly why: GiveUp }
  | { readonly kind: 'cancel-clicked' }
  | { readonly kind: 'failed-here'; readonly why: Exclude<TurnAway, 'cancelled'> }
  | { readonly kind: 'session-over' }

export type IncomingEffect =
  | { readonly kind: 'open' }
  /** The piece that this event is about goes to the disk. */
  | { readonly kind: 'write' }
  | { readonly kind: 'grant'; readonly upTo: number }
  | { readonly kind: 'keep'; readonly sha256: string }
  /** The partial file goes away. */
  | { readonly kind: 'discard' }
  | { readonly kind: 'say-received' }
  | { readonly kind: 'say-turn-away'; readonly why: TurnAway }
  | { readonly kind: 'late' }
  | { readonly kind: 'forged' }

export type IncomingStep = { readonly state: Incoming; readonly effects: readonly IncomingEffect[] }

export const offered = (size: number): Incoming => ({
  kind: 'offered',
  size,
  received: 0,
  written: 0,
  upTo: 0,
})

type Live = Exclude<Incoming, { readonly kind: 'ended' }>
type Ended = Extract<Incoming, { readonly kind: 'ended' }>

const to = (state: Incoming, ...effects: readonly IncomingEffect[]): IncomingStep => ({ state, effects })
const forged = (state: Incoming): IncomingStep => to(state, { kind: 'forged' })

function ended({ kind, size, received, written, upTo }: Live, end: FileEnd, sender?: SenderSaid): Ended {
  const said = sender ?? (kind === 'checking' ? 'end' : 'nothing')
  return { kind: 'ended', end, sender: said, size, received, written, upTo }
}

function over(
  state: Live,
  end: FileEnd,
  sender: SenderSaid | undefined,
  ...effects: readonly IncomingEffect[]
): IncomingStep {
  const isOpen = ['opening', 'receiving', 'checking'].includes(state.kind)
  const discard: readonly IncomingEffect[] = isOpen ? [{ kind: 'discard' }] : []
  return to(ended(state, end, sender), ...discard, ...effects)
}

const failed = (state: Live, why: Exclude<TurnAway, 'cancelled'>, sender?: SenderSaid): IncomingStep =>
  over(state, { kind: 'failed', why }, sender, { kind: 'say-turn-away', why })

export function incomingTransition(state: Incoming, event: IncomingEvent): IncomingStep {
  if (state.kind === 'ended') return afterwards(state, event)
  switch (event.kind) {
    case 'accepted':
      return state.kind === 'offered' ? to({ ...state, kind: 'waiting' }) : to(state)
    case 'declined':
      if (state.kind !== 'offered') return to(state)
      return over(
        state,
        event.why === 'declined' ? { kind: 'declined' } : { kind: 'failed', why: 'too-many' },
        undefined,
      )
    case 'turn-came':
      return state.kind === 'waiting' ? to({ ...state, kind: 'opening' }, { kind: 'open' }) : to(state)
    case 'opened':
      return state.kind === 'opening'
        ? to({ ...state, kind: 'receiving', upTo: CREDIT_AHEAD }, { kind: 'grant', upTo: CREDIT_AHEAD })
        : to(state)
    case 'chunk':
      return pieceCame(state, event.offset, event.bytes)
    case 'written':
      return written(state, event.bytes)
    case 'end-came':
      if (state.kind !== 'receiving') return forged(state)
      return state.received === state.size
        ? to({ ...state, kind: 'checking' }, { kind: 'keep', sha256: event.sha256 })
        : failed(state, 'wrong-size', 'end')
    case 'kept':
      return state.kind === 'checking'
        ? to(ended(state, { kind: 'done' }), { kind: 'say-received' })
        : to(state)
    case 'given-up':
      // After its `end` a sender has nothing left to give up but by a click.
      if (state.kind === 'checking' && event.why !== 'cancelled') return forged(state)
      return over(
        state,
        event.why === 'cancelled' ? { kind: 'cancelled', by: 'there' } : { kind: 'failed', why: event.why },
        'give-up',
      )
    case 'cancel-clicked':
      if (state.kind === 'offered') return to(state)
      return over(state, { kind: 'cancelled', by: 'here' }, undefined, {
        kind: 'say-turn-away',
        why: 'cancelled',
      })
    case 'failed-here':
      return state.kind === 'offered' ? to(state) : failed(state, event.why)
    case 'session-over':
      return over(state, { kind: 'failed', why: 'session-ended' }, 'give-up')
    default:
      return unreachable(event)
  }
}

/** In its place, granted, and large enough to be worth a frame unless the file ends with it. */
const isHonestPiece = ({ size, received, upTo }: Flow, offset: number, bytes: number): boolean =>
  offset === received &&
  offset + bytes <= upTo &&
  (bytes >= SMALLEST_CHUNK || (offset <= size && offset + bytes >= size))

function pieceCame(state: Live, offset: number, bytes: number): IncomingStep {
  if (state.kind !== 'receiving' || !isHonestPiece(state, offset, bytes)) return forged(state)
  const came = { ...state, received: offset + bytes }
  // More than was offered: an error of the sender's, not an attack, as long as it was granted.
  return came.received > state.size ? failed(came, 'wrong-size') : to(came, { kind: 'write' })
}

function written(state: Live, bytes: number): IncomingStep {
  const now = { ...state, written: state.written + bytes }
  const upTo = now.written + CREDIT_AHEAD
  // Crumbs are saved up until they are worth a frame.
  const isWorthIt = upTo - state.upTo >= SMALLEST_CHUNK || now.written === state.size
  if (!isWorthIt || upTo === state.upTo) return to(now)
  return to({ ...now, upTo }, { kind: 'grant', upTo })
}

/** The sender may not know yet that it is over, and what it was granted may be on its way. */
function afterwards(state: Ended, event: IncomingEvent): IncomingStep {
  switch (event.kind) {
    case 'chunk':
      if (state.sender !== 'nothing' || !isHonestPiece(state, event.offset, event.bytes)) return forged(state)
      return to({ ...state, received: event.offset + event.bytes })
    case 'end-came':
      if (state.sender !== 'nothing' || state.upTo === 0) return forged(state)
      return to({ ...state, sender: 'end' }, { kind: 'late' })
    case 'given-up':
      if (state.sender === 'give-up') return forged(state)
      return to({ ...state, sender: 'give-up' }, { kind: 'late' })
    case 'accepted':
    case 'declined':
    case 'turn-came':
    case 'opened':
    case 'written':
    case 'kept':
    case 'cancel-clicked':
    case 'failed-here':
    case 'session-over':
      return to(state)
    default:
      return unreachable(event)
  }
}
