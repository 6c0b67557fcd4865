// How long a call waits for what: a person whom the system asks about the microphone, and the way between two computers. The
// browser is not here: what it would say is said by the test (the real one: e2e/voice, e2e/networks/calls-across-routers).

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { VoiceTrouble } from '../../../shared/voice.ts'
import { openCall } from './call.ts'

type Connection = { connectionState: string; onconnectionstatechange: (() => void) | null }

const connectionOf = () => ({
  connectionState: 'new',
  localDescription: { sdp: 'v=0' },
  onconnectionstatechange: null,
  setLocalDescription: () => Promise.resolve(),
  setRemoteDescription: () => Promise.resolve(),
  addTrack: () => undefined,
  close: () => undefined,
})
let connection: Connection | undefined
const stream = { getTracks: () => [], getAudioTracks: () => [] }

describe('a call that does not begin', () => {
  let answerSystem: () => void
  let troubles: VoiceTrouble[]
  const open = () =>
    openCall({
      offering: true,
      send: () => undefined,
      trouble: (why) => troubles.push(why),
      streams: () => undefined,
      connected: () => undefined,
    })

  beforeEach(() => {
    troubles = []
    vi.useFakeTimers()
    const asked = new Promise((granted) => {
      answerSystem = () => granted(stream)
    })
    vi.stubGlobal('RTCPeerConnection', function () {
      return (connection = connectionOf())
    })
    vi.stubGlobal('Audio', function () {
      return {}
    })
    vi.stubGlobal('navigator', { mediaDevices: { getUserMedia: () => asked } })
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  it('[SES-2] gives a person a minute for the system’s question, then says that there is no microphone', async () => {
    open()
    await vi.advanceTimersByTimeAsync(59_000)
    expect(troubles).toEqual([])
    await vi.advanceTimersByTimeAsync(1000)
    expect(troubles).toEqual(['no-microphone'])
  })

  it('[SES-2] waits longer for the other person than that one’s own computer does', async () => {
    open()
    answerSystem()
    await vi.advanceTimersByTimeAsync(84_000)
    expect(troubles).toEqual([])
    await vi.advanceTimersByTimeAsync(1000)
    expect(troubles).toEqual(['no-path'])
  })

  it('[SES-2] gives up 25 seconds after both pages know of each other, once, and not when they are connected', async () => {
    const call = open()
    answerSystem()
    await vi.advanceTimersByTimeAsync(30_000)
    call.hear({ type: 'description', kind: 'answer', sdp: 'v=0' })
    await vi.advanceTimersByTimeAsync(24_000)
    expect(troubles).toEqual([])
    await vi.advanceTimersByTimeAsync(100_000)
    expect(troubles).toEqual(['no-path'])

    troubles = []
    const better = open()
    await vi.advanceTimersByTimeAsync(0)
    if (connection) connection.connectionState = 'connected'
    connection?.onconnectionstatechange?.()
    better.hear({ type: 'description', kind: 'answer', sdp: 'v=0' })
    await vi.advanceTimersByTimeAsync(100_000)
    expect(troubles).toEqual([])
  })
})
