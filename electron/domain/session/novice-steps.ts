// Domain. What the transitions of the novice's machine are made of. See novice.ts.

import type { SessionNote } from '../../../shared/session.ts'
import type { NoviceMessage } from './messages.ts'
import type { NoviceEffect, NoviceState, NoviceStep } from './novice-state.ts'

export type In<K extends NoviceState['kind']> = Extract<NoviceState, { readonly kind: K }>
export type AdmittedState = In<'viewing'> | In<'control-asked'> | In<'controlled'> | In<'paused'>

export const stay = (state: NoviceState): NoviceStep => ({ state, effects: [] })
export const to = (state: NoviceState, ...effects: readonly NoviceEffect[]): NoviceStep => ({
  state,
  effects,
})
export const note = (what: SessionNote): NoviceEffect => ({ kind: 'note', note: what })
export const send = (message: NoviceMessage): NoviceEffect => ({ kind: 'send', message })

export const viewing = ({
  helper,
  brokenUntil,
  confirming,
  asked,
  grants,
  inVain,
  lastRequest,
}: AdmittedState): In<'viewing'> => ({
  kind: 'viewing',
  helper,
  brokenUntil,
  confirming,
  asked,
  grants,
  inVain,
  lastRequest,
})
