// Domain. The heartbeat, the one frame of channel 4: that this side lives, how much of the other's has come, and which
// of the other's heartbeats it has heard last.

export type Beat = {
  /** Frames of the other channels that have come, over all connections of this session. */
  readonly received: number
  /** Grows with every heartbeat of this side. */
  readonly number: number
  /** The last number heard from the other side; 0 before the first. */
  readonly echo: number
  /** The other side shall answer at once. */
  readonly urgent: boolean
}

export const BEAT_BYTES = 17

export function encodeBeat({ received, number, echo, urgent }: Beat): Uint8Array {
  const bytes = new Uint8Array(BEAT_BYTES)
  const view = new DataView(bytes.buffer)
  view.setBigUint64(0, BigInt(received))
  view.setUint32(8, number)
  view.setUint32(12, echo)
  view.setUint8(16, urgent ? 1 : 0)
  return bytes
}

/** `undefined` for everything that `encodeBeat` would not have written. */
export function parseBeat(payload: Uint8Array): Beat | undefined {
  if (payload.byteLength !== BEAT_BYTES) return undefined
  const view = new DataView(payload.buffer, payload.byteOffset, BEAT_BYTES)
  const received = Number(view.getBigUint64(0))
  const urgent = view.getUint8(16)
  if (!Number.isSafeInteger(received) || urgent > 1) return undefined
  return { received, number: view.getUint32(8), echo: view.getUint32(12), urgent: urgent === 1 }
}
