// Domain. How control, the picture and a visit end on the novice's computer, and how they come back. See novice.ts.

import type { ControlEnd, SessionEnd } from '../../../shared/session.ts'
import type { NoviceEffect, NoviceStep } from './novice-state.ts'
import { note, send, to, viewing } from './novice-steps.ts'
import type { AdmittedState } from './novice-steps.ts'
import { askStillIn } from './still-sharing.ts'

/** The gate is shut before anything else happens (CTL-3). */
export function controlEnded(state: AdmittedState, by: ControlEnd): NoviceStep {
  return to(
    viewing(state),
    { kind: 'shut-gate' },
    send({ type: 'control-ended', by }),
    note({ kind: 'control-ended', by }),
  )
}

/** What is told when control ends with something else than its own end. */
const controlOver = (state: AdmittedState, by: ControlEnd): readonly NoviceEffect[] =>
  state.kind === 'controlled'
    ? [send({ type: 'control-ended', by }), note({ kind: 'control-ended', by })]
    : []

/** Gate first (CTL-3), then the picture; the words come last. A request that is open is withdrawn with its question. */
export const paused = (state: AdmittedState, why: 'paused' | 'unanswered'): NoviceStep =>
  to(
    { ...viewing(state), kind: 'paused', confirming: false },
    { kind: 'shut-gate' },
    { kind: 'blur-screen' },
    { kind: 'stop-answer-timer' },
    { kind: 'stop-still-timer' },
    ...controlOver(state, 'paused'),
    send({ type: 'paused' }),
    note({ kind: why }),
  )

/** SES-6: who is not to go on seeing the screen is not to stay and ask for it either. */
export const notWanted = (state: AdmittedState): NoviceStep =>
  over(state, 'novice-disconnected', send({ type: 'bye', reason: 'novice-disconnected' }))

/**
 * SECURITY: nobody's grant outlives the connection it was used over: what the expert saw last may be long gone, and the
 * novice goes on working. An open question about control is withdrawn; the expert asks again.
 */
export const lineBroken = (state: AdmittedState, until: number): NoviceStep =>
  to(
    { ...(state.kind === 'paused' ? state : viewing(state)), brokenUntil: until },
    { kind: 'shut-gate' },
    // Whether to go on sharing is asked of the novice whatever the line does.
    ...(state.confirming ? [] : [{ kind: 'stop-answer-timer' } as const]),
    ...controlOver(state, 'line-broken'),
    note({ kind: 'line-broken' }),
  )

export const resumed = (state: AdmittedState): NoviceStep =>
  to(
    viewing(state),
    { kind: 'resume-screen' },
    askStillIn(),
    send({ type: 'resumed' }),
    note({ kind: 'resumed' }),
  )

/** Shut first, whatever the state: an order too many is harmless, one too few is not. */
export function over(state: AdmittedState, reason: SessionEnd, ...last: readonly NoviceEffect[]): NoviceStep {
  return to(
    { kind: 'ended', helper: state.helper, why: { kind: 'session-over', reason } },
    { kind: 'shut-gate' },
    { kind: 'stop-answer-timer' },
    { kind: 'hide-screen' },
    { kind: 'stop-still-timer' },
    ...last,
    { kind: 'hang-up' },
    note({ kind: 'session-ended', reason }),
  )
}
