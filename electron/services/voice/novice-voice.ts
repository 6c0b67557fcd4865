// Services. The novice's side of talking: runs the orders of domain/voice/novice-voice.ts.

import { unreachable } from '../../../shared/result.ts'
import { parseExpertVoice } from '../../domain/voice/messages.ts'
import type { ExpertVoiceMessage, NoviceVoiceMessage } from '../../domain/voice/messages.ts'
import { noviceVoiceTransition, shownToNovice, silentNovice } from '../../domain/voice/novice-voice.ts'
import type { NoviceVoiceEvent } from '../../domain/voice/novice-voice.ts'
import type { Clock, Timers } from '../ports.ts'
import { createSignalCount, decode, encode } from './voice.ts'
import type { Voice, VoicePorts } from './voice.ts'

type Ports = VoicePorts & { readonly clock: Clock; readonly timers: Timers }

export function createNoviceVoice(ports: Ports): Voice {
  let voice = silentNovice
  let closed = false
  let stopTimer: () => void = () => undefined
  const mayReceive = createSignalCount()
  const maySend = createSignalCount()
  const send = (message: NoviceVoiceMessage) => ports.send(encode(message))

  function hear(event: NoviceVoiceEvent) {
    if (closed) return
    const before = voice
    const step = noviceVoiceTransition(voice, event)
    voice = step.voice
    if (voice.turn !== before.turn) stopTimer()
    for (const effect of step.effects) {
      if (effect.kind === 'send') send(effect.message)
      else {
        const { turn } = effect
        stopTimer = ports.timers.after(effect.ms, () => hear({ kind: 'answer-timed-out', turn }))
      }
    }
    if (voice !== before) ports.changed(shownToNovice(before), shownToNovice(voice))
  }

  const isCurrent = (turn: number) => voice.kind === 'talking' && voice.turn === turn

  function heard(message: ExpertVoiceMessage): boolean {
    switch (message.type) {
      case 'ask':
        hear({ kind: 'ask-received', turn: message.turn, now: ports.clock.monotonic() })
        return true
      case 'answer':
        hear({ kind: 'answer-received', turn: message.turn, accept: message.accept })
        return true
      case 'end':
        hear({ kind: 'end-received', turn: message.turn, why: message.why })
        return true
      case 'signal':
        // One that was on its way when the call ended is late, not wrong.
        if (!isCurrent(message.turn)) return true
        if (!mayReceive(message.turn)) return false
        ports.toPage(message.turn, message.signal)
        return true
      default:
        return unreachable(message)
    }
  }

  return {
    state: () => shownToNovice(voice),
    click: hear,
    receive: (payload) => {
      if (closed) return true
      const text = decode(payload)
      const message = text === undefined ? undefined : parseExpertVoice(text)
      return message?.ok === true && heard(message.value)
    },
    fromPage: (call, signal) => {
      if (!closed && isCurrent(call) && maySend(call)) send({ type: 'signal', turn: call, signal })
    },
    close: () => {
      const before = voice
      closed = true
      stopTimer()
      voice = silentNovice
      if (before.kind !== 'off') ports.changed(shownToNovice(before), shownToNovice(voice))
    },
  }
}
