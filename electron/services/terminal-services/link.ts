// Services. One framed connection between novice and expert (architecture: Session protocol).

export const channels = { control: 0, rfb: 1, files: 2, signalling: 3 } as const
export type Channel = (typeof channels)[keyof typeof channels]

export type Link = {
  /** The peer's IP address as the socket knows it, for the prompt and the log. */
  readonly peerAddress: string
  send(channel: Channel, payload: Uint8Array): void
  /** Bytes handed to this link that the operating system has not yet taken. */
  queuedBytes(): number
  /** Called when `queuedBytes` has fallen to 0 after it was above. */
  onDrain(listener: () => void): void
  /** One listener at a time: the logon first, then the session. Frames wait until there is one. */
  onFrame(listener: (channel: Channel, payload: Uint8Array) => void): void
  /** Exactly once. `broken`: a frame was against the rules; `lost`: the connection failed or ended. */
  onClose(listener: (why: 'closed-here' | 'lost' | 'broken') => void): void
  /** Raises the frame limit from 4 KiB to 1 MiB once the expert is admitted. */
  admit(): void
  /** Sends what is queued, then ends the connection. */
  close(): void
  /** RFC 5705 exporter value of this TLS connection, 32 bytes, under the label of the logon. */
  readonly exporter: Uint8Array
}
