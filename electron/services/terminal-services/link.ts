// Services. One framed connection between novice and expert (architecture: Session protocol).

export const channels = { control: 0, rfb: 1, files: 2, signalling: 3, beat: 4 } as const
export type Channel = (typeof channels)[keyof typeof channels]

export type FrameListener = (channel: Channel, payload: Uint8Array) => void
export type CloseReason = 'closed-here' | 'lost' | 'broken'

export type Link = {
  /** The peer's IP address as the socket knows it, for the prompt and the log. */
  readonly peerAddress: string
  /** At most 1 MiB; the payload must not change afterwards. Does nothing once the link is closed. */
  send(channel: Channel, payload: Uint8Array): void
  /** Bytes handed to this link that the operating system has not yet taken. */
  queuedBytes(): number
  /** Called when `queuedBytes` has fallen to 0 after it was above. */
  onDrain(listener: () => void): void
  /**
   * One listener at a time: the logon first, then the session. Frames wait until there is one; `undefined` makes
   * them wait again, so that none is lost between two listeners. Never called before `onFrame` has returned.
   */
  onFrame(listener: FrameListener | undefined): void
  /**
   * Each listener exactly once, a late one too. `broken`: a frame was against the rules, and the listener may still
   * send one last frame; `lost`: the connection failed or ended; `closed-here`: after `close`, when all is over.
   */
  onClose(listener: (why: CloseReason) => void): void
  /** Raises the frame limit from 4 KiB to 1 MiB once the expert is admitted; call it in the frame listener itself. */
  admit(): void
  /** Sends what is queued, then ends the connection. */
  close(): void
  /** Ends the connection at once, whatever is queued and whether or not the peer listens; also after `close`. */
  cut(): void
  /** RFC 5705 exporter value of this TLS connection, 32 bytes, under the label of the logon. */
  readonly exporter: Uint8Array
}
