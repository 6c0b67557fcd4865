// IPC. What the expert's windows show, computed from a case: the invitation's dialog, later the session.

import type {
  CheckWords,
  ConnectFailure,
  ExpertSessionView,
  InvitationFacts,
  InvitationView,
  ListedAddress,
} from '../../shared/ipc/views.ts'
import type { VoiceState } from '../../shared/voice.ts'
import { unreachable } from '../../shared/result.ts'
import { noFiles } from '../../shared/transfer.ts'
import { addressKind } from '../domain/addresses/address-kind.ts'
import { formatAddress } from '../domain/invitation/address.ts'
import type { Address, Invitation } from '../domain/invitation/invitation.ts'
import type { ExpertFailure, ExpertState } from '../domain/session/expert-state.ts'
import type { ExpertSession } from '../services/session/expert-session-ports.ts'
import type { Case } from '../services/expert/cases.ts'

/** The windows that a case has at this moment: its dialog or its session; none once they were closed. */
export function expertViews(shown: Case, now: number): readonly (InvitationView | ExpertSessionView)[] {
  const view = expertView(shown, now)
  const state = shown.kind === 'open' ? shown.session.state() : undefined
  if (!view) return []
  return shown.kind === 'open' && state?.kind === 'waiting'
    ? [view, prepared(shown.invitation.username, state.words)]
    : [view]
}

const silence: VoiceState = { kind: 'off', end: null }

const prepared = (novice: string, words: CheckWords): ExpertSessionView => ({
  role: 'expert-session',
  novice,
  words,
  status: 'prepared',
  held: false,
  brokenUntil: null,
  typing: false,
  voice: silence,
  end: null,
  chat: [],
  files: noFiles,
})

function expertView(shown: Case, now: number): InvitationView | ExpertSessionView | undefined {
  const dialog = { role: 'invitation', fileName: shown.fileName } as const
  if (shown.kind === 'broken') return { ...dialog, kind: 'broken', problem: shown.problem }
  const { invitation, session } = shown
  const state = session.state()
  const facts = factsOf(invitation, now)
  const addressAt = (index: number) => listed(invitation.addresses[index])
  switch (state.kind) {
    case 'question':
      return { ...dialog, kind: 'question', invitation: facts, failure: failureOf(state.failure, addressAt) }
    case 'connecting': {
      const { index, total, until } = state
      return {
        ...dialog,
        kind: 'connecting',
        invitation: facts,
        trying: addressAt(index),
        next: index + 1 < total ? addressAt(index + 1) : null,
        index,
        total,
        until,
      }
    }
    case 'logging-on':
      return { ...dialog, kind: 'logging-on', invitation: facts, address: addressAt(state.index).address }
    case 'waiting':
      return { ...dialog, kind: 'waiting', invitation: facts, words: state.words }
    case 'viewing':
    case 'asking-control':
    case 'controlling':
    case 'paused':
    case 'ended':
      return sessionView(state, session)
    default:
      return unreachable(state)
  }
}

type SessionState = Extract<
  ExpertState,
  { readonly kind: 'viewing' | 'asking-control' | 'controlling' | 'paused' | 'ended' }
>

function sessionView(state: SessionState, session: ExpertSession): ExpertSessionView | undefined {
  const told = {
    role: 'expert-session',
    chat: session.chat(),
    files: session.files()?.view() ?? noFiles,
    brokenUntil: state.kind === 'ended' ? null : state.brokenUntil,
  } as const
  if (state.kind !== 'ended') {
    const { novice, words, kind } = state
    const held = state.kind === 'controlling' && state.held
    const voice = session.voice()?.state() ?? silence
    return { ...told, novice, words, status: kind, held, typing: session.theyType(), voice, end: null }
  }
  if (!state.session) return undefined
  const { novice, words, reason } = state.session
  return { ...told, novice, words, status: 'ended', held: false, typing: false, voice: silence, end: reason }
}

const factsOf = (invitation: Invitation, now: number): InvitationFacts => ({
  username: invitation.username,
  createdAt: invitation.createdAt,
  expiresAt: invitation.expiresAt,
  // EXP-2: for information only; the novice's computer decides.
  seemsExpired: now >= invitation.expiresAt,
  passwordRequired: invitation.passwordRequired,
  writtenBy: invitation.writtenBy,
})

function failureOf(
  failure: ExpertFailure | null,
  addressAt: (index: number) => ListedAddress,
): ConnectFailure | null {
  if (failure?.kind !== 'no-address-answered') return failure
  const tried = failure.tried.map(({ index, failure: why }) => ({ ...addressAt(index), failure: why }))
  return { kind: 'no-address-answered', tried }
}

/** The machine counts no further than the invitation lists. */
function listed(address: Address | undefined): ListedAddress {
  if (!address) throw new Error('the machine asked for an address that the invitation does not have')
  return { address: formatAddress(address), leads: addressKind(address.host) }
}
