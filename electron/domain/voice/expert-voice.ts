// Domain. Agreeing to talk, on the expert's computer: what the novice's computer said last, and whether this person wants
// it. Pure and total.
//
// SECURITY: `willing` is this person's own word. Without it nothing is heard here, whatever the other computer says.

import { unreachable } from '../../../shared/result.ts'
import type { VoiceEnd, VoiceState, VoiceTrouble } from '../../../shared/voice.ts'
import type { ExpertVoiceMessage, NoviceVoiceMessage } from './messages.ts'

type Told = Extract<NoviceVoiceMessage, { readonly type: 'state' }>

export type ExpertVoice = {
  readonly kind: Told['kind']
  readonly turn: number
  readonly end: VoiceEnd | null
  readonly willing: boolean
}

export type ExpertVoiceEvent =
  | { readonly kind: 'talk-clicked' }
  | { readonly kind: 'answered'; readonly accept: boolean }
  | { readonly kind: 'hang-up-clicked' }
  | { readonly kind: 'trouble'; readonly why: VoiceTrouble }
  | { readonly kind: 'told'; readonly told: Told }

export type ExpertVoiceStep = { readonly voice: ExpertVoice; readonly send: readonly ExpertVoiceMessage[] }

export const silentExpert: ExpertVoice = { kind: 'off', turn: 0, end: null, willing: false }

export function expertVoiceTransition(voice: ExpertVoice, event: ExpertVoiceEvent): ExpertVoiceStep {
  switch (event.kind) {
    case 'talk-clicked':
      return voice.kind === 'off' && !voice.willing
        ? { voice: { ...voice, willing: true }, send: [{ type: 'ask', turn: voice.turn }] }
        : agreed(voice)
    case 'answered':
      return event.accept ? agreed(voice) : ended(voice, 'hung-up')
    case 'hang-up-clicked':
      return ended(voice, 'hung-up')
    case 'trouble':
      return voice.kind === 'talking' ? ended(voice, event.why) : { voice, send: [] }
    case 'told':
      return heard(voice, event.told)
  }
}

/** What the expert's window shows. */
export function shownToExpert({ kind, turn, end, willing }: ExpertVoice): VoiceState {
  if (kind === 'novice-asks' && !willing) return { kind: 'asked' }
  if (kind === 'talking' && willing) return { kind, call: turn }
  return willing ? { kind: 'asking' } : { kind: 'off', end }
}

function agreed(voice: ExpertVoice): ExpertVoiceStep {
  if (voice.kind !== 'novice-asks' || voice.willing) return { voice, send: [] }
  return {
    voice: { ...voice, willing: true },
    send: [{ type: 'answer', turn: voice.turn, accept: true }],
  }
}

/** Nothing is heard from here on, and why is known here at once; the other computer ends it when it has heard of it. */
function ended(voice: ExpertVoice, why: 'hung-up' | VoiceTrouble): ExpertVoiceStep {
  if (shownToExpert(voice).kind === 'off') return { voice, send: [] }
  const without: ExpertVoice = { ...voice, willing: false, end: endOf(voice, why) }
  return voice.kind === 'off' ? { voice: without, send: [] } : { voice: without, send: [no(voice, why)] }
}

function endOf({ kind }: ExpertVoice, why: 'hung-up' | VoiceTrouble): VoiceEnd {
  switch (why) {
    case 'no-microphone':
      return 'expert-has-no-microphone'
    case 'no-path':
      return 'no-path'
    case 'hung-up':
      return kind === 'talking' ? 'expert-hung-up' : 'withdrawn'
    default:
      return unreachable(why)
  }
}

const no = ({ kind, turn }: ExpertVoice, why: 'hung-up' | VoiceTrouble): ExpertVoiceMessage =>
  kind === 'novice-asks' ? { type: 'answer', turn, accept: false } : { type: 'end', turn, why }

function heard(voice: ExpertVoice, told: Told): ExpertVoiceStep {
  const { kind, turn, end } = told
  const now: ExpertVoice = { kind, turn, end, willing: kind !== 'off' && voice.willing }
  switch (kind) {
    case 'off':
      return { voice: now, send: [] }
    // Both asked at the same time: this person's click is the answer.
    case 'novice-asks':
      return { voice: now, send: now.willing ? [{ type: 'answer', turn, accept: true }] : [] }
    case 'expert-asks':
    case 'talking':
      return { voice: now, send: now.willing ? [] : [no(now, 'hung-up')] }
  }
}
