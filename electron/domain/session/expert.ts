// Domain. One opened invitation on the expert's computer, from the question to the end (EXP, CON, SES, CTL).
//
//   question ──yes──► connecting(n) ──reached──► logging-on ──proved──► waiting ──accepted──► viewing ◄─► asking-control
//      ▲                  │  ▲ 30 s, failed: n+1      │                    │                    ▲  │            │ granted
//      └── failure ───────┴──┴────────────────────────┴────────────────────┘                    └──┼─ controlling
//      each of the three admitted ──novice pauses──► paused ──resumes──► viewing                 ▼
//   ended: the window was closed, or an admitted session is over (final)                       ended
//
// Pure and total; addresses are known here by their index only, passwords not at all.

import type { AddressFailure } from '../../../shared/refusal.ts'
import { unreachable } from '../../../shared/result.ts'
import type { SessionEnd, SessionNote } from '../../../shared/session.ts'
import { ADDRESS_MS } from './expert-state.ts'
import type {
  Attempt,
  ExpertEffect,
  ExpertEvent,
  ExpertFailure,
  ExpertState,
  ExpertStep,
} from './expert-state.ts'
import type { ExpertMessage } from './messages.ts'

export const opened: ExpertState = { kind: 'question', attempt: 0, failure: null }

export function expertTransition(state: ExpertState, event: ExpertEvent): ExpertStep {
  if (state.kind === 'ended') return stay(state)
  if (event.kind === 'window-closed') return windowClosed(state)
  switch (state.kind) {
    case 'question':
      return whileQuestion(state, event)
    case 'connecting':
      return whileConnecting(state, event)
    case 'logging-on':
      return whileLoggingOn(state, event)
    case 'waiting':
      return whileWaiting(state, event)
    case 'viewing':
    case 'asking-control':
    case 'controlling':
    case 'paused':
      return whileAdmitted(state, event)
    default:
      return unreachable(state)
  }
}

type In<K extends ExpertState['kind']> = Extract<ExpertState, { readonly kind: K }>
type AdmittedState = In<'viewing'> | In<'asking-control'> | In<'controlling'> | In<'paused'>

const stay = (state: ExpertState): ExpertStep => ({ state, effects: [] })
const to = (state: ExpertState, ...effects: readonly ExpertEffect[]): ExpertStep => ({ state, effects })
const note = (what: SessionNote): ExpertEffect => ({ kind: 'note', note: what })
const send = (message: ExpertMessage): ExpertEffect => ({ kind: 'send', message })

/** CON-1: what was begun is over at once; nobody waits for a computer that may not answer. */
const cancelled = (attempt: number): ExpertStep =>
  to({ kind: 'question', attempt, failure: null }, { kind: 'stop-address-timer' }, { kind: 'cut-off' })

const backToQuestion = (attempt: number, failure: ExpertFailure | null): ExpertStep =>
  to({ kind: 'question', attempt, failure }, { kind: 'stop-address-timer' }, { kind: 'hang-up' })

function windowClosed(state: ExpertState): ExpertStep {
  if (isAdmitted(state))
    return over(state, 'expert-disconnected', send({ type: 'bye', reason: 'expert-disconnected' }))
  return to({ kind: 'ended', session: null }, { kind: 'stop-address-timer' }, { kind: 'cut-off' })
}

const isAdmitted = (state: ExpertState): state is AdmittedState =>
  ['viewing', 'asking-control', 'controlling', 'paused'].includes(state.kind)

function whileQuestion(state: In<'question'>, event: ExpertEvent): ExpertStep {
  const { attempt } = state
  switch (event.kind) {
    case 'yes-clicked':
      if (!event.ours) return to({ kind: 'question', attempt, failure: { kind: 'needs-windows' } })
      return tryAddress({ attempt: attempt + 1, index: 0, total: event.addresses, tried: [] }, event.now)
    case 'own-invitation':
      return to({ kind: 'question', attempt, failure: { kind: 'refused', refusal: 'own-session' } })
    default:
      return stay(state)
  }
}

/** The next address, or the end of the list (CON-1, CON-2). */
function tryAddress(next: Attempt, now: number): ExpertStep {
  const { attempt, index, total, tried } = next
  if (index >= total) return backToQuestion(attempt, { kind: 'no-address-answered', tried })
  return to(
    { kind: 'connecting', attempt, index, total, tried, until: now + ADDRESS_MS },
    { kind: 'start-address-timer', attempt, index, ms: ADDRESS_MS },
    { kind: 'connect', attempt, index },
  )
}

function nextAddress(state: Attempt, failure: AddressFailure, now: number): ExpertStep {
  const { attempt, index, total } = state
  const tried = [...state.tried, { index, failure }]
  const next = tryAddress({ attempt, index: index + 1, total, tried }, now)
  return to(next.state, { kind: 'stop-address-timer' }, { kind: 'hang-up' }, ...next.effects)
}

function whileConnecting(state: In<'connecting'>, event: ExpertEvent): ExpertStep {
  const current = (late: { readonly attempt: number; readonly index: number }) =>
    late.attempt === state.attempt && late.index === state.index
  switch (event.kind) {
    case 'address-failed':
      return current(event) ? nextAddress(state, event.failure, event.now) : stay(state)
    case 'address-timed-out':
      return current(event) ? nextAddress(state, 'timed-out', event.now) : stay(state)
    case 'reached': {
      if (!current(event)) return stay(state)
      const { attempt, index, total, tried } = state
      return to(
        { kind: 'logging-on', attempt, index, total, tried },
        { kind: 'stop-address-timer' },
        { kind: 'log-on', attempt },
      )
    }
    case 'cancelled':
      return cancelled(state.attempt)
    default:
      return stay(state)
  }
}

function whileLoggingOn(state: In<'logging-on'>, event: ExpertEvent): ExpertStep {
  switch (event.kind) {
    case 'logged-on': {
      if (event.attempt !== state.attempt) return stay(state)
      const { attempt, index, total, tried } = state
      return to({ kind: 'waiting', attempt, index, total, tried, words: event.words })
    }
    case 'logon-refused':
      // A novice who was reached said no: the next address leads to the same answer (CON-3).
      return event.attempt === state.attempt
        ? backToQuestion(state.attempt, { kind: 'refused', refusal: event.refusal })
        : stay(state)
    case 'link-closed':
      return nextAddress(state, 'broken-off', event.now)
    case 'protocol-broken':
      return backToQuestion(state.attempt, { kind: 'refused', refusal: 'broken' })
    case 'cancelled':
      return cancelled(state.attempt)
    default:
      return stay(state)
  }
}

function whileWaiting(state: In<'waiting'>, event: ExpertEvent): ExpertStep {
  switch (event.kind) {
    case 'accepted':
      return to(
        { kind: 'viewing', novice: event.novice, words: state.words, brokenUntil: null },
        { kind: 'show-screen' },
        note({ kind: 'connected' }),
      )
    case 'refused':
      return backToQuestion(state.attempt, { kind: 'refused', refusal: event.refusal })
    case 'link-closed':
      return backToQuestion(state.attempt, {
        kind: 'no-address-answered',
        tried: [...state.tried, { index: state.index, failure: 'broken-off' }],
      })
    case 'protocol-broken':
      return backToQuestion(state.attempt, { kind: 'refused', refusal: 'broken' })
    case 'cancelled':
      return cancelled(state.attempt)
    default:
      return stay(state)
  }
}

function whileAdmitted(state: AdmittedState, event: ExpertEvent): ExpertStep {
  switch (event.kind) {
    case 'chat-received':
      return to(state, { kind: 'chat', from: 'theirs', text: event.text })
    case 'chat-written':
      return to(
        state,
        { kind: 'chat', from: 'mine', text: event.text },
        send({ type: 'chat', text: event.text }),
      )
    case 'typing-received':
      return to(state, { kind: 'typing' })
    case 'typing-here':
      return to(state, send({ type: 'typing' }))
    case 'picture-paused':
      return paused(state)
    case 'picture-resumed':
      if (state.kind !== 'paused') return stay(state)
      return to({ ...state, kind: 'viewing' }, note({ kind: 'resumed' }))
    case 'novice-left':
      return over(state, event.reason)
    case 'line-broken':
      return lineBroken(state, event.until)
    case 'line-back':
      return to({ ...state, brokenUntil: null }, { kind: 'stop-reconnect' }, note({ kind: 'line-back' }))
    case 'link-closed':
      return over(state, 'link-lost')
    case 'protocol-broken':
      return over(state, 'protocol-broken')
    case 'disconnect-clicked':
      return over(state, 'expert-disconnected', send({ type: 'bye', reason: 'expert-disconnected' }))
    default:
      return aboutControl(state, event)
  }
}

/** Who sees and who is seen, whatever is going on between them. */
const pair = ({ novice, words, brokenUntil }: AdmittedState) => ({ novice, words, brokenUntil })

function aboutControl(state: AdmittedState, event: ExpertEvent): ExpertStep {
  switch (event.kind) {
    case 'take-control-clicked':
      if (state.kind !== 'viewing' || state.brokenUntil !== null) return stay(state)
      return to(
        { kind: 'asking-control', ...pair(state) },
        send({ type: 'control-ask' }),
        note({ kind: 'control-asked' }),
      )
    case 'control-granted':
      // Nobody here wants it any more (the request was withdrawn while the Yes travelled): it goes straight back.
      if (state.kind === 'viewing' || state.kind === 'paused')
        return to(state, send({ type: 'control-release', by: 'expert-released' }))
      return to(
        { kind: 'controlling', ...pair(state), grant: event.grant, held: false },
        { kind: 'use-grant', grant: event.grant },
        note({ kind: 'control-taken' }),
      )
    case 'control-refused':
      if (state.kind !== 'asking-control') return stay(state)
      return to({ kind: 'viewing', ...pair(state) }, note({ kind: 'control-refused', why: event.why }))
    case 'control-given-up': {
      if (state.kind === 'viewing' || state.kind === 'paused') return stay(state)
      // The novice's `control-ended` answers this; the note comes with it.
      const release = send({ type: 'control-release', by: event.by })
      if (state.kind === 'asking-control') return to({ kind: 'viewing', ...pair(state) }, release)
      return to({ kind: 'viewing', ...pair(state) }, { kind: 'use-grant', grant: 0 }, release)
    }
    case 'control-ended': {
      const told = note({ kind: 'control-ended', by: event.by })
      if (state.kind === 'asking-control' || state.kind === 'paused') return to(state, told)
      return to({ kind: 'viewing', ...pair(state) }, { kind: 'use-grant', grant: 0 }, told)
    }
    case 'input-held':
      if (state.kind !== 'controlling' || state.held === event.held) return stay(state)
      return to({ ...state, held: event.held })
    case 'input-blocked':
      if (state.kind !== 'controlling') return stay(state)
      return to(state, note({ kind: 'input-blocked', blocked: event.blocked }))
    default:
      return stay(state)
  }
}

/** The novice's machine has ended control and withdrawn its question already; a request on its way there is taken back. */
function paused(state: AdmittedState): ExpertStep {
  if (state.kind === 'paused') return stay(state)
  const withdrawn =
    state.kind === 'asking-control' ? [send({ type: 'control-release', by: 'expert-released' })] : []
  return to(
    { kind: 'paused', ...pair(state) },
    { kind: 'use-grant', grant: 0 },
    ...withdrawn,
    note({ kind: 'paused' }),
  )
}

/** The novice's computer ends control and withdraws its question by itself, now or when we come back. */
const lineBroken = (state: AdmittedState, until: number): ExpertStep =>
  to(
    { kind: state.kind === 'paused' ? 'paused' : 'viewing', ...pair(state), brokenUntil: until },
    { kind: 'use-grant', grant: 0 },
    note({ kind: 'line-broken' }),
    { kind: 'reconnect' },
  )

function over(state: AdmittedState, reason: SessionEnd, ...last: readonly ExpertEffect[]): ExpertStep {
  const { novice, words } = state
  return to(
    { kind: 'ended', session: { novice, words, reason } },
    { kind: 'use-grant', grant: 0 },
    { kind: 'stop-reconnect' },
    ...last,
    { kind: 'hang-up' },
    note({ kind: 'session-ended', reason }),
  )
}
