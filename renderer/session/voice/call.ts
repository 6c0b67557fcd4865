// Renderer, session. One conversation: the microphone, the connection between the two pages, the other one's sound.
// Chromium does what is hard about it: echo cancellation, the jitter buffer, encryption (DTLS-SRTP). The keys of that
// encryption come through the session, so nobody in between can take part.

import type { VoiceSignal, VoiceTrouble } from '../../../shared/voice.ts'

export type CallPorts = {
  /** The novice's page offers, the expert's answers. */
  readonly offering: boolean
  send(signal: VoiceSignal): void
  /** The call cannot go on; said once, and everything is let go of. */
  trouble(why: VoiceTrouble): void
  /** The sound of both sides, for the meters: whenever one of the two begins or is replaced. */
  streams(own: MediaStream | null, other: MediaStream | null): void
  connected(): void
}

export type Call = {
  hear(signal: VoiceSignal): void
  mute(muted: boolean): void
  /** Another microphone, by its device id; the one in use stays when it cannot be opened. */
  useMicrophone(deviceId: string): Promise<void>
  useSpeaker(deviceId: string): Promise<void>
  close(): void
}

/** For somebody whose system asks first whether this program may use the microphone; the other one waits as well. */
const PERMISSION_LIMIT_MS = 60_000
/** Once each page knows of the other: two computers that can reach each other, however busy, have done so before. */
const CONNECT_LIMIT_MS = 25_000

const soundOf = (deviceId?: string): MediaStreamConstraints => ({
  audio: {
    echoCancellation: true,
    noiseSuppression: true,
    autoGainControl: true,
    ...(deviceId === undefined ? {} : { deviceId: { exact: deviceId } }),
  },
})

/** Opens the microphone at once: both people have agreed. */
export function openCall(ports: CallPorts): Call {
  const player = new Audio()
  let connection: RTCPeerConnection | undefined
  let own: MediaStream | null = null
  let other: MediaStream | null = null
  let muted = false
  let closed = false
  let limit: ReturnType<typeof setTimeout> | undefined
  const isClosed = () => closed

  const close = () => {
    if (closed) return
    closed = true
    clearTimeout(limit)
    connection?.close()
    for (const track of own?.getTracks() ?? []) track.stop()
    player.srcObject = null
    ports.streams(null, null)
  }
  const fail = (why: VoiceTrouble) => {
    if (closed) return
    close()
    ports.trouble(why)
  }
  const giveUpAfter = (ms: number, why: VoiceTrouble) => {
    clearTimeout(limit)
    if (!closed && connection?.connectionState !== 'connected') limit = setTimeout(() => fail(why), ms)
  }
  giveUpAfter(PERMISSION_LIMIT_MS, 'no-microphone')

  const connect = () => {
    const opened = new RTCPeerConnection({ iceServers: [] })
    opened.onicecandidate = ({ candidate }) => {
      if (candidate === null || closed) return
      ports.send({ type: 'candidate', candidate: candidate.candidate, mid: candidate.sdpMid })
    }
    opened.onconnectionstatechange = () => {
      if (opened.connectionState === 'failed') fail('no-path')
      if (opened.connectionState !== 'connected') return
      clearTimeout(limit)
      ports.connected()
    }
    opened.ontrack = ({ track }) => {
      other = new MediaStream([track])
      player.srcObject = other
      // A page that records may play; should it not, the meter still shows that somebody speaks.
      player.play().catch(() => undefined)
      ports.streams(own, other)
    }
    return opened
  }

  const take = (stream: MediaStream) => {
    for (const track of own?.getTracks() ?? []) track.stop()
    own = stream
    for (const track of stream.getAudioTracks()) track.enabled = !muted
    ports.streams(own, other)
  }

  const describe = async (from: RTCPeerConnection, kind: 'offer' | 'answer') => {
    await from.setLocalDescription()
    const { sdp } = from.localDescription ?? {}
    if (sdp !== undefined && !isClosed()) ports.send({ type: 'description', kind, sdp })
  }

  const start = async () => {
    const stream = await navigator.mediaDevices.getUserMedia(soundOf())
    if (isClosed()) {
      for (const track of stream.getTracks()) track.stop()
      return
    }
    take(stream)
    // Not earlier: to a page without a microphone Chromium gives no addresses but mDNS names (RFC 8828), which only the
    // neighbours on the same network can ask for, and those only with luck.
    connection = connect()
    // The other one, who may still be asked, is to say first that there is no microphone.
    giveUpAfter(PERMISSION_LIMIT_MS + CONNECT_LIMIT_MS, 'no-path')
    for (const track of stream.getAudioTracks()) connection.addTrack(track, stream)
    if (ports.offering) await describe(connection, 'offer')
  }
  // One after the other: what the other page says waits until the microphone is there.
  let work = start().catch(() => fail('no-microphone'))

  const heard = async (signal: VoiceSignal) => {
    if (isClosed() || connection === undefined) return
    if (signal.type === 'candidate') {
      await connection.addIceCandidate({ candidate: signal.candidate, sdpMid: signal.mid })
      return
    }
    await connection.setRemoteDescription({ type: signal.kind, sdp: signal.sdp })
    if (signal.kind === 'offer') await describe(connection, 'answer')
    giveUpAfter(CONNECT_LIMIT_MS, 'no-path')
  }

  return {
    // SECURITY: what the other computer says may be nonsense; then there is no call.
    hear: (signal) => {
      work = work.then(() => heard(signal)).catch(() => fail('no-path'))
    },
    mute: (now) => {
      muted = now
      for (const track of own?.getAudioTracks() ?? []) track.enabled = !muted
    },
    useMicrophone: async (deviceId) => {
      const stream = await navigator.mediaDevices.getUserMedia(soundOf(deviceId))
      const [track] = stream.getAudioTracks()
      const [sender] = connection?.getSenders() ?? []
      if (isClosed() || track === undefined || sender === undefined) {
        for (const unused of stream.getTracks()) unused.stop()
        return
      }
      await sender.replaceTrack(track)
      take(stream)
    },
    useSpeaker: (deviceId) => player.setSinkId(deviceId),
    close,
  }
}
