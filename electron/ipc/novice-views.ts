// IPC. What the novice's windows show, computed from the visit; which windows there are follows from it.

import type {
  ActiveHelper,
  ControlBarView,
  NoviceSessionView,
  PromptView,
  View,
} from '../../shared/ipc/views.ts'
import { noFiles } from '../../shared/transfer.ts'
import type { Controllable } from '../../shared/session.ts'
import type { NoviceState } from '../domain/session/novice-state.ts'
import { isOpen } from '../domain/ticket/expiry.ts'
import { expiresAt } from '../domain/ticket/lifetime.ts'
import type { Ticket } from '../domain/ticket/ticket.ts'
import { promptIdOf } from '../services/novice/visits.ts'
import type { Visit } from '../services/novice/visits.ts'

type Around = {
  readonly controllable: Controllable
  ticket(id: string): Ticket | undefined
}

/** Window id -> view, for the visit that is on show. */
export function noviceViews(visit: Visit, around: Around): readonly (readonly [string, View])[] {
  const state = visit.session.state()
  const id = String(visit.number)
  const views: (readonly [string, View])[] = []
  const prompt = promptView(visit, state)
  if (prompt) views.push([prompt.promptId, prompt])
  const session = sessionView(visit, state, around)
  if (session) views.push([id, session])
  const bar = controlBarOf(state)
  if (bar) views.push([id, bar])
  return views
}

/** Undefined: nobody sees the screen, nor is about to. */
export function controlBarOf(state: NoviceState): ControlBarView | undefined {
  // SES-6: whoever sees the screen stands on it; of a blurred still the novice's own window tells.
  if (state.kind === 'knocking' || state.kind === 'paused' || state.kind === 'ended') return undefined
  const common = { role: 'control-bar', expert: state.helper.name } as const
  if (state.kind === 'asking') return { ...common, status: 'prepared', held: false }
  if (state.brokenUntil !== null) return { ...common, status: 'broken', held: false }
  if (state.kind === 'controlled') return { ...common, status: 'controlled', held: state.held }
  return { ...common, status: 'viewing', held: false }
}

/** What the center says of it: the same as the bar. */
export function activeHelperOf(state: NoviceState): ActiveHelper | null {
  const bar = controlBarOf(state)
  return bar === undefined || bar.status === 'prepared' ? null : { name: bar.expert, status: bar.status }
}

function questionOf(state: NoviceState): PromptView['kind'] {
  if (state.kind === 'asking') return 'accept'
  return state.kind === 'control-asked' ? 'control' : 'still'
}

function promptView(visit: Visit, state: NoviceState): PromptView | undefined {
  const promptId = promptIdOf(visit)
  if (promptId === undefined || state.kind === 'knocking' || state.kind === 'ended') return undefined
  const { name, address, words } = state.helper
  return { role: 'prompt', kind: questionOf(state), promptId, expert: name, address, words }
}

function sessionView(
  visit: Visit,
  state: NoviceState,
  { controllable, ticket }: Around,
): NoviceSessionView | undefined {
  if (state.kind === 'knocking' || !state.helper) return undefined
  const { name, address, words } = state.helper
  const common = {
    role: 'novice-session',
    expert: name,
    address,
    words,
    chat: visit.session.chat(),
    files: visit.session.files()?.view() ?? noFiles,
    controllable,
    invitation: null,
    held: state.kind === 'controlled' && state.held,
    brokenUntil: 'brokenUntil' in state ? state.brokenUntil : null,
    typing: visit.session.theyType(),
    screens: visit.session.screens.screens().map(({ width, height }) => ({ width, height })),
    screen: visit.session.screens.chosen(),
    voice: visit.session.voice()?.state() ?? { kind: 'off', end: null },
  } as const
  if (state.kind === 'asking') return { ...common, status: 'prepared', end: null }
  if (state.kind !== 'ended') return { ...common, status: state.kind, end: null }
  if (state.why.kind !== 'session-over') return undefined
  const invitation = invitationOf(ticket(state.helper.ticketId))
  return { ...common, status: 'ended', end: state.why.reason, invitation }
}

const invitationOf = (ticket: Ticket | undefined): NoviceSessionView['invitation'] =>
  ticket ? { open: isOpen(ticket), expiresAt: expiresAt(ticket) } : null
