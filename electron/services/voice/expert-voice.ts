// Services. The expert's side of talking: runs domain/voice/expert-voice.ts.

import { unreachable } from '../../../shared/result.ts'
import { expertVoiceTransition, shownToExpert, silentExpert } from '../../domain/voice/expert-voice.ts'
import type { ExpertVoiceEvent } from '../../domain/voice/expert-voice.ts'
import { parseNoviceVoice } from '../../domain/voice/messages.ts'
import type { ExpertVoiceMessage, NoviceVoiceMessage } from '../../domain/voice/messages.ts'
import { createSignalCount, decode, encode } from './voice.ts'
import type { Voice, VoicePorts } from './voice.ts'

export function createExpertVoice(ports: VoicePorts): Voice {
  let voice = silentExpert
  let closed = false
  const mayReceive = createSignalCount()
  const maySend = createSignalCount()
  const send = (message: ExpertVoiceMessage) => ports.send(encode(message))

  function hear(event: ExpertVoiceEvent) {
    if (closed) return
    const before = voice
    const step = expertVoiceTransition(voice, event)
    voice = step.voice
    for (const message of step.send) send(message)
    if (voice !== before) ports.changed(shownToExpert(before), shownToExpert(voice))
  }

  const isCurrent = (turn: number) => {
    const shown = shownToExpert(voice)
    return shown.kind === 'talking' && shown.call === turn
  }

  function heard(message: NoviceVoiceMessage): boolean {
    switch (message.type) {
      case 'state':
        hear({ kind: 'told', told: message })
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
    state: () => shownToExpert(voice),
    click: hear,
    receive: (payload) => {
      if (closed) return true
      const text = decode(payload)
      const message = text === undefined ? undefined : parseNoviceVoice(text)
      return message?.ok === true && heard(message.value)
    },
    fromPage: (call, signal) => {
      if (!closed && isCurrent(call) && maySend(call)) send({ type: 'signal', turn: call, signal })
    },
    close: () => {
      const before = voice
      closed = true
      voice = silentExpert
      if (shownToExpert(before).kind !== 'off') ports.changed(shownToExpert(before), shownToExpert(voice))
    },
  }
}
