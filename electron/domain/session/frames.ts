// Domain. Frames of the session protocol: 4-byte big-endian payload length, 1-byte channel, payload.

/** Length of the part in front of every payload, in bytes. */
export const FRAME_HEADER_BYTES = 5
/** Largest payload before the expert is admitted, in bytes (architecture: Session protocol). */
export const LIMIT_BEFORE_ADMISSION = 4 * 1024
/** Largest payload afterwards, in bytes. */
export const LIMIT_AFTER_ADMISSION = 1024 * 1024

const CHANNELS = 5
/** What one waiting chunk costs beside its bytes; a peer that sends single bytes must not look cheap. */
const CHUNK_OVERHEAD_BYTES = 256
const FIRST_ASSEMBLY_BYTES = 4 * 1024

export type FrameChannel = 0 | 1 | 2 | 3 | 4
export type Frame = { readonly channel: FrameChannel; readonly payload: Uint8Array }
export type FrameFault = 'oversize' | 'unknown-channel'

export type FrameReader = {
  /** Takes the next bytes of the stream, cut anywhere. The chunk must not change afterwards. */
  feed(chunk: Uint8Array): void
  /**
   * The next whole frame, `undefined` while bytes are missing, or a fault, which stays.
   * Frames are cut one at a time, so a limit raised between two calls holds for the very next frame.
   */
  next(): Frame | FrameFault | undefined
  raiseLimit(limit: number): void
  /** Memory that unread chunks hold, in bytes. */
  unread(): number
}

/** The 5 bytes in front of a payload of `length` bytes. */
export function frameHeader(channel: FrameChannel, length: number): Uint8Array {
  return Uint8Array.of(length >>> 24, (length >>> 16) & 255, (length >>> 8) & 255, length & 255, channel)
}

/** One frame in one piece. */
export function encodeFrame(channel: FrameChannel, payload: Uint8Array): Uint8Array {
  const frame = new Uint8Array(FRAME_HEADER_BYTES + payload.length)
  frame.set(frameHeader(channel, payload.length))
  frame.set(payload, FRAME_HEADER_BYTES)
  return frame
}

const isChannel = (value: number): value is FrameChannel => value < CHANNELS

/** Cuts a stream of bytes into frames; `limit` is the largest payload it takes, in bytes. */
export function createFrameReader(options: { readonly limit: number }): FrameReader {
  const stream = createChunkQueue()
  let limit = options.limit
  let fault: FrameFault | undefined
  let header = createAssembly(FRAME_HEADER_BYTES)
  let payload: { readonly channel: FrameChannel; readonly bytes: Assembly } | undefined

  const readHeader = (): FrameFault | undefined => {
    const bytes = header.take(stream)
    if (bytes === undefined) return undefined
    header = createAssembly(FRAME_HEADER_BYTES)
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const channel = view.getUint8(4)
    const length = view.getUint32(0)
    if (!isChannel(channel)) return 'unknown-channel'
    if (length > limit) return 'oversize'
    payload = { channel, bytes: createAssembly(length) }
    return undefined
  }

  return {
    feed: (chunk) => stream.push(chunk),
    next: () => {
      if (fault === undefined && payload === undefined) fault = readHeader()
      if (fault !== undefined || payload === undefined) return fault
      const bytes = payload.bytes.take(stream)
      if (bytes === undefined) return undefined
      const frame = { channel: payload.channel, payload: bytes }
      payload = undefined
      return frame
    },
    raiseLimit: (raised) => {
      limit = Math.max(limit, raised)
    },
    unread: stream.held,
  }
}

type ChunkQueue = {
  push(chunk: Uint8Array): void
  /** At most `most` bytes from the front, without copying; `undefined` when nothing is there. */
  shift(most: number): Uint8Array | undefined
  readonly held: () => number
}

function createChunkQueue(): ChunkQueue {
  let chunks: Uint8Array[] = []
  let first = 0
  let offset = 0
  let bytes = 0
  return {
    push: (chunk) => {
      if (chunk.length === 0) return
      chunks.push(chunk)
      bytes += chunk.length
    },
    shift: (most) => {
      const chunk = chunks[first]
      if (chunk === undefined) return undefined
      const part = chunk.subarray(offset, offset + most)
      offset += part.length
      bytes -= part.length
      if (offset === chunk.length) {
        offset = 0
        first += 1
      }
      // Cutting the spent front off now and then keeps the whole linear.
      if (first === chunks.length || first > 1024) {
        chunks = chunks.slice(first)
        first = 0
      }
      return part
    },
    held: () => bytes + (chunks.length - first) * CHUNK_OVERHEAD_BYTES,
  }
}

type Assembly = { take(from: ChunkQueue): Uint8Array | undefined }

/**
 * Collects exactly `length` bytes. Bytes that lie in one chunk are not copied.
 * SECURITY: memory grows with what has arrived (twice that at most), never with the length a peer announces.
 */
function createAssembly(length: number): Assembly {
  let buffer = new Uint8Array(0)
  let filled = 0

  const append = (part: Uint8Array) => {
    const needed = filled + part.length
    if (needed > buffer.length) {
      const grown = new Uint8Array(
        Math.min(length, Math.max(needed, buffer.length * 2, FIRST_ASSEMBLY_BYTES)),
      )
      grown.set(buffer.subarray(0, filled))
      buffer = grown
    }
    buffer.set(part, filled)
    filled = needed
  }

  return {
    take: (from) => {
      while (filled < length) {
        const part = from.shift(length - filled)
        if (part === undefined) return undefined
        if (part.length === length) return part
        append(part)
      }
      return buffer
    },
  }
}
