// Domain. Agreeing to talk, on the novice's computer, which keeps the state for both sides. Pure and total.
//
//   off --talk-clicked--> novice-asks --yes of the expert--.
//    |                                                      |--> talking
//    '----ask-received--> expert-asks --yes of the novice---'
//   every state --(no, hung up, trouble, 2 minutes)--> off; each change is a new turn, and the expert is told.
//
// SECURITY: nobody is heard who has not agreed: `talking` needs a click on either computer, each checked on its own.

import { unreachable } from '../../../shared/result.ts'
import type { VoiceEnd, VoiceState, VoiceTrouble } from '../../../shared/voice.ts'
import { ANSWER_MS, restAfter } from '../session/novice-state.ts'
import type { NoviceVoiceMessage } from './messages.ts'

export type NoviceVoice = {
  readonly kind: 'off' | 'novice-asks' | 'expert-asks' | 'talking'
  readonly turn: number
  readonly end: VoiceEnd | null
  /** How often the expert asked in vain since the last call, and when last (ms that never go back). */
  readonly inVain: number
  readonly lastAsked: number
}

export type NoviceVoiceEvent =
  | { readonly kind: 'talk-clicked' }
  | { readonly kind: 'answered'; readonly accept: boolean }
  | { readonly kind: 'hang-up-clicked' }
  | { readonly kind: 'trouble'; readonly why: VoiceTrouble }
  | { readonly kind: 'answer-timed-out'; readonly turn: number }
  | { readonly kind: 'ask-received'; readonly turn: number; readonly now: number }
  | { readonly kind: 'answer-received'; readonly turn: number; readonly accept: boolean }
  | { readonly kind: 'end-received'; readonly turn: number; readonly why: 'hung-up' | VoiceTrouble }

export type NoviceVoiceEffect =
  | { readonly kind: 'send'; readonly message: NoviceVoiceMessage }
  | { readonly kind: 'start-answer-timer'; readonly turn: number; readonly ms: number }

export type NoviceVoiceStep = {
  readonly voice: NoviceVoice
  readonly effects: readonly NoviceVoiceEffect[]
}

export const silentNovice: NoviceVoice = { kind: 'off', turn: 0, end: null, inVain: 0, lastAsked: 0 }

export function noviceVoiceTransition(voice: NoviceVoice, event: NoviceVoiceEvent): NoviceVoiceStep {
  if ('turn' in event && event.turn !== voice.turn) return stay(voice)
  switch (voice.kind) {
    case 'off':
      return whileOff(voice, event)
    case 'novice-asks':
      return whileNoviceAsks(voice, event)
    case 'expert-asks':
      return whileExpertAsks(voice, event)
    case 'talking':
      return whileTalking(voice, event)
    default:
      return unreachable(voice.kind)
  }
}

/** What the novice's windows show. */
export function shownToNovice({ kind, turn, end }: NoviceVoice): VoiceState {
  switch (kind) {
    case 'off':
      return { kind, end }
    case 'novice-asks':
      return { kind: 'asking' }
    case 'expert-asks':
      return { kind: 'asked' }
    case 'talking':
      return { kind, call: turn }
    default:
      return unreachable(kind)
  }
}

const stay = (voice: NoviceVoice): NoviceVoiceStep => ({ voice, effects: [] })

function to(voice: NoviceVoice, kind: NoviceVoice['kind'], end: VoiceEnd | null = null): NoviceVoiceStep {
  const turn = voice.turn + 1
  const asks = kind === 'novice-asks' || kind === 'expert-asks'
  return {
    voice: { ...voice, kind, turn, end, inVain: kind === 'talking' ? 0 : voice.inVain },
    effects: [
      { kind: 'send', message: { type: 'state', turn, kind, end } },
      ...(asks ? [{ kind: 'start-answer-timer', turn, ms: ANSWER_MS } as const] : []),
    ],
  }
}

function whileOff(voice: NoviceVoice, event: NoviceVoiceEvent): NoviceVoiceStep {
  switch (event.kind) {
    case 'talk-clicked':
      return to(voice, 'novice-asks')
    case 'ask-received':
      // SECURITY: asking again and again must not wear the novice down; it is declined without a question then.
      if (event.now - voice.lastAsked < restAfter(voice.inVain)) return to(voice, 'off', 'novice-declined')
      return to({ ...voice, inVain: voice.inVain + 1, lastAsked: event.now }, 'expert-asks')
    default:
      return stay(voice)
  }
}

function whileNoviceAsks(voice: NoviceVoice, event: NoviceVoiceEvent): NoviceVoiceStep {
  switch (event.kind) {
    case 'answer-received':
      return event.accept ? to(voice, 'talking') : to(voice, 'off', 'expert-declined')
    case 'hang-up-clicked':
      return to(voice, 'off', 'withdrawn')
    case 'answer-timed-out':
      return to(voice, 'off', 'no-answer')
    case 'end-received':
      return to(voice, 'off', 'expert-declined')
    default:
      return stay(voice)
  }
}

function whileExpertAsks(voice: NoviceVoice, event: NoviceVoiceEvent): NoviceVoiceStep {
  switch (event.kind) {
    case 'talk-clicked':
      return to(voice, 'talking')
    case 'answered':
      return event.accept ? to(voice, 'talking') : to(voice, 'off', 'novice-declined')
    case 'hang-up-clicked':
      return to(voice, 'off', 'novice-declined')
    case 'answer-timed-out':
      return to(voice, 'off', 'no-answer')
    case 'end-received':
      return to(voice, 'off', 'withdrawn')
    default:
      return stay(voice)
  }
}

function whileTalking(voice: NoviceVoice, event: NoviceVoiceEvent): NoviceVoiceStep {
  switch (event.kind) {
    case 'hang-up-clicked':
      return to(voice, 'off', 'novice-hung-up')
    case 'trouble':
      return to(voice, 'off', event.why === 'no-microphone' ? 'novice-has-no-microphone' : 'no-path')
    case 'end-received':
      return to(voice, 'off', endOf(event.why))
    default:
      return stay(voice)
  }
}

function endOf(why: 'hung-up' | VoiceTrouble): VoiceEnd {
  switch (why) {
    case 'hung-up':
      return 'expert-hung-up'
    case 'no-microphone':
      return 'expert-has-no-microphone'
    case 'no-path':
      return 'no-path'
    default:
      return unreachable(why)
  }
}
