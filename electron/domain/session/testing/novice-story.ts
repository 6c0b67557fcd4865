// Domain, tests only. A visit as events of the novice's machine: proved, yes(1), ask, yes(2), and what comes of them.

import { knocking, noviceTransition } from '../novice.ts'
import type { Helper, NoviceEffect, NoviceEvent, NoviceStep } from '../novice-state.ts'

export const helper: Helper = {
  name: 'Ann',
  address: '192.0.2.7',
  ticketId: 't1',
  words: ['ash', 'bee', 'cow', 'dam'],
}
export const proved: NoviceEvent = { kind: 'logon-succeeded', helper, turnedAway: null }
export const yes = (prompt: number): NoviceEvent => ({ kind: 'answered', prompt, accept: true })
export const ask = { kind: 'control-requested', obstacle: null, now: 0 } as const
export const kinds = (effects: readonly NoviceEffect[]) => effects.map(({ kind }) => kind)
export const play = (...story: readonly NoviceEvent[]) =>
  story.reduce<NoviceStep>((step, event) => noviceTransition(step.state, event), {
    state: knocking,
    effects: [],
  })
