// Domain. Bytes of a message under construction; integers are big-endian, as everywhere in RFB.

export type ByteSink = {
  u8(value: number): void
  u16(value: number): void
  /** Also takes negative numbers (S32). */
  u32(value: number): void
  bytes(value: Uint8Array): void
  /** `count` bytes at the end, to be filled by the caller before the next call. */
  room(count: number): Uint8Array
  /** Overwrites two bytes that were written before. */
  patchU16(at: number, value: number): void
  length(): number
  /** Forgets what was written from there on. */
  cut(to: number): void
  /** A copy of everything written; the sink is empty afterwards. */
  take(): Uint8Array
}

export function createByteSink(): ByteSink {
  let buffer = new Uint8Array(4096)
  let length = 0
  const room = (count: number): Uint8Array => {
    if (length + count > buffer.length) {
      const grown = new Uint8Array(Math.max(buffer.length * 2, length + count))
      grown.set(buffer.subarray(0, length))
      buffer = grown
    }
    length += count
    return buffer.subarray(length - count, length)
  }
  const patchU16 = (at: number, value: number) => {
    buffer[at] = value >>> 8
    buffer[at + 1] = value
  }
  return {
    u8: (value) => {
      room(1)[0] = value
    },
    u16: (value) => {
      room(2)
      patchU16(length - 2, value)
    },
    u32: (value) => {
      room(4)
      patchU16(length - 4, value >>> 16)
      patchU16(length - 2, value)
    },
    bytes: (value) => {
      room(value.length).set(value)
    },
    room,
    patchU16,
    length: () => length,
    cut: (to) => {
      length = Math.min(length, to)
    },
    take: () => {
      const taken = buffer.slice(0, length)
      length = 0
      return taken
    },
  }
}
