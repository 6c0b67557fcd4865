// Domain. One frame of channel 2: its kind (1 byte), then
//
//   0  a message: JSON in UTF-8 (messages.ts)
//   1  a piece of a file: transfer (4 bytes), offset (8 bytes), data
//   2  credit: transfer (4 bytes); the sender may send up to this offset (8 bytes)
//
// Numbers are unsigned and big-endian; offsets stay below 2^53, where a number still knows its last digit.

import { LARGEST_CHUNK } from './limits.ts'

export type FileFrame =
  | { readonly kind: 'message'; readonly json: Uint8Array }
  | { readonly kind: 'chunk'; readonly transfer: number; readonly offset: number; readonly data: Uint8Array }
  | { readonly kind: 'credit'; readonly transfer: number; readonly upTo: number }

export const KIND = { message: 0, chunk: 1, credit: 2 } as const

/** Bytes in front of the data of a piece; all of a credit. */
export const CHUNK_HEADER = 13

/** Into the first 13 bytes of a frame whose data is in its place already: no byte of a file is copied. */
export function writeChunkHeader(frame: Uint8Array, transfer: number, offset: number): void {
  writeHeader(frame, KIND.chunk, transfer, offset)
}

export function encodeCredit(transfer: number, upTo: number): Uint8Array {
  const frame = new Uint8Array(CHUNK_HEADER)
  writeHeader(frame, KIND.credit, transfer, upTo)
  return frame
}

/** Undefined: against the protocol. What it returns lies in the frame and is not copied. */
export function readFileFrame(frame: Uint8Array): FileFrame | undefined {
  switch (frame[0]) {
    case KIND.message:
      return { kind: 'message', json: frame.subarray(1) }
    case KIND.chunk: {
      const at = readHeader(frame)
      const data = frame.subarray(CHUNK_HEADER)
      const fits = at && data.length > 0 && data.length <= LARGEST_CHUNK
      return fits ? { kind: 'chunk', ...at, data } : undefined
    }
    case KIND.credit: {
      const at = frame.length === CHUNK_HEADER ? readHeader(frame) : undefined
      return at && { kind: 'credit', transfer: at.transfer, upTo: at.offset }
    }
    default:
      return undefined
  }
}

function writeHeader(frame: Uint8Array, kind: number, transfer: number, offset: number) {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength)
  view.setUint8(0, kind)
  view.setUint32(1, transfer)
  view.setBigUint64(5, BigInt(offset))
}

function readHeader(frame: Uint8Array): { readonly transfer: number; readonly offset: number } | undefined {
  if (frame.length < CHUNK_HEADER) return undefined
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength)
  const offset = view.getBigUint64(5)
  if (offset > BigInt(Number.MAX_SAFE_INTEGER)) return undefined
  return { transfer: view.getUint32(1), offset: Number(offset) }
}
