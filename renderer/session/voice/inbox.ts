// Renderer, session. What the other person's page says may arrive before this page has opened the call: it waits here.

import type { Bridge } from '../../../shared/ipc/bridge.ts'
import type { VoiceSignal } from '../../../shared/voice.ts'

export type VoiceInbox = {
  /** What has come for this call, at once, and then what comes; the returned function ends that. */
  listen(call: number, hear: (signal: VoiceSignal) => void): () => void
}

/** Main lets no more through in one call. */
const MOST = 200

export function openVoiceInbox(bridge: Pick<Bridge, 'onVoice'>): VoiceInbox {
  let latest = 0
  let waiting: VoiceSignal[] = []
  let listener: { readonly call: number; readonly hear: (signal: VoiceSignal) => void } | undefined
  bridge.onVoice((call, signal) => {
    if (listener?.call === call) {
      listener.hear(signal)
      return
    }
    if (call < latest) return
    if (call > latest) [latest, waiting] = [call, []]
    if (waiting.length < MOST) waiting.push(signal)
  })
  return {
    listen: (call, hear) => {
      const own = { call, hear }
      listener = own
      if (call === latest) for (const signal of waiting.splice(0)) hear(signal)
      return () => {
        if (listener === own) listener = undefined
      }
    },
  }
}

/** One for the page, from its start. */
let inbox: VoiceInbox | undefined
export const startVoiceInbox = (bridge: Bridge): void => void (inbox ??= openVoiceInbox(bridge))
export const voiceInbox = (): VoiceInbox => (inbox ??= openVoiceInbox(window.assist))
