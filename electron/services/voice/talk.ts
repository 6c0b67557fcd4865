// Services. Talking as part of a session: its wire, the chat's notes, and on the novice's side the gate.

import type { VoiceEnd, VoiceSignal, VoiceState } from '../../../shared/voice.ts'
import { holdGate } from '../injector/gate.ts'
import type { Gate } from '../injector/gate.ts'
import type { Clock, Timers } from '../ports.ts'
import type { ChatHistory } from '../session/chat-history.ts'
import { createExpertVoice } from './expert-voice.ts'
import { createNoviceVoice } from './novice-voice.ts'
import type { Voice } from './voice.ts'

type Ports = {
  readonly link: { sendVoice(payload: Uint8Array): void }
  readonly chat: Pick<ChatHistory, 'note'>
  /** What the other person's page says, for the page of this session. */
  voice(call: number, signal: VoiceSignal): void
  changed(): void
}

const common = ({ link, voice }: Ports) => ({
  send: (payload: Uint8Array) => link.sendVoice(payload),
  toPage: (call: number, signal: VoiceSignal) => voice(call, signal),
})

/** What the chat history tells of it. */
function note(chat: Ports['chat'], before: VoiceState, now: VoiceState): void {
  if (now.kind === 'talking') chat.note({ kind: 'talking' })
  else if (before.kind !== 'off' && now.kind === 'off' && now.end !== null)
    chat.note({ kind: 'not-talking', end: now.end })
}

export const talkAsExpert = (ports: Ports): Voice =>
  createExpertVoice({
    ...common(ports),
    changed: (before, now) => {
      note(ports.chat, before, now)
      ports.changed()
    },
  })

export type TalkEvent = 'talk-began' | 'talk-ended' | 'talk-refused'

/** SES-5: what the event log tells of it; the end of the session stands there by itself. */
function record(tell: NoviceTalk['talked'], before: VoiceState, now: VoiceState): void {
  if (now.kind === 'talking') tell('talk-began', null)
  else if (before.kind !== 'off' && now.kind === 'off' && now.end !== null)
    tell(before.kind === 'talking' ? 'talk-ended' : 'talk-refused', now.end)
}

type NoviceTalk = Ports & {
  readonly clock: Clock
  readonly timers: Timers
  readonly gate: Gate
  talked(what: TalkEvent, end: VoiceEnd | null): void
}

export function talkAsNovice(ports: NoviceTalk): Voice {
  let letGo: () => void = () => undefined
  return createNoviceVoice({
    ...common(ports),
    clock: ports.clock,
    timers: ports.timers,
    changed: (before, now) => {
      // SECURITY: a question to the novice, which an expert in control must not answer (CTL-5).
      if (before.kind === 'asked') letGo()
      if (now.kind === 'asked') letGo = holdGate(ports.gate)
      note(ports.chat, before, now)
      record(ports.talked, before, now)
      ports.changed()
    },
  })
}
