// Domain. "Does this person still need to see your screen?": a session that was forgotten, or that somebody is being talked
// into, does not go on by itself (SES-6).

import { ANSWER_MS } from './novice-state.ts'
import type { NoviceEffect, NoviceState, NoviceStep } from './novice-state.ts'
import { stay, to } from './novice-steps.ts'
import type { AdmittedState } from './novice-steps.ts'

/** So long after the novice's last Yes the novice is asked again, while somebody sees the screen. */
export const STILL_MS = 30 * 60_000

/** The novice has just said Yes to something: the half hour begins. */
export const askStillIn = (ms = STILL_MS): NoviceEffect => ({ kind: 'start-still-timer', ms })

/** The number of the question that is open; each of a visit's questions has one of its own. */
export function openQuestion(state: NoviceState): number | undefined {
  if (state.kind === 'asking' || state.kind === 'control-asked') return state.asked
  return 'confirming' in state && state.confirming ? state.asked : undefined
}

export function stillDue(state: AdmittedState): NoviceStep {
  if (state.kind === 'paused' || state.confirming) return stay(state)
  // One question at a time: after this one's time somebody has answered it, or nobody is there.
  if (state.kind === 'control-asked') return to(state, askStillIn(ANSWER_MS))
  const asked = state.asked + 1
  return to(
    { ...state, confirming: true, asked },
    { kind: 'start-answer-timer', prompt: asked, ms: ANSWER_MS },
  )
}

/** Yes: it goes on as it was. What a No and silence mean: novice.ts. */
export const stillWanted = (state: AdmittedState): NoviceStep =>
  to({ ...state, confirming: false }, { kind: 'stop-answer-timer' }, askStillIn())
