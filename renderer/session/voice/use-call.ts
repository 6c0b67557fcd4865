// Renderer, session. A conversation as React state: opened with its component, closed with it.

import { useEffect, useRef, useState } from 'react'
import { tell } from '../../store/command.ts'
import { openCall, type Call } from './call.ts'
import { voiceInbox } from './inbox.ts'

export type Conversation = {
  readonly connected: boolean
  readonly own: MediaStream | null
  readonly other: MediaStream | null
  readonly call: { readonly current: Call | null }
}

export function useCall(number: number, offering: boolean): Conversation {
  const call = useRef<Call>(null)
  const [connected, setConnected] = useState(false)
  const [streams, setStreams] = useState<{ own: MediaStream | null; other: MediaStream | null }>({
    own: null,
    other: null,
  })
  useEffect(() => {
    const opened = openCall({
      offering,
      send: (signal) => tell('sendVoice', { call: number, signal }),
      trouble: (why) => tell('reportVoiceTrouble', { why }),
      streams: (own, other) => setStreams({ own, other }),
      connected: () => setConnected(true),
    })
    call.current = opened
    const stop = voiceInbox().listen(number, opened.hear)
    return () => {
      call.current = null
      stop()
      opened.close()
    }
  }, [number, offering])
  return { connected, ...streams, call }
}
