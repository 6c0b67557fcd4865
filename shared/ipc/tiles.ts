// Both processes. One changed rectangle on its way from the capture window to main, as one binary message:
// 8 bytes header (x, y, width, height; unsigned 16-bit big-endian), then width*height*4 bytes B,G,R,X row by row.

import type { Rect } from '../screen.ts'

export const TILE_HEADER = 8

export function writeTileHeader(target: Uint8Array, rect: Rect): void {
  const view = new DataView(target.buffer, target.byteOffset, TILE_HEADER)
  view.setUint16(0, rect.x)
  view.setUint16(2, rect.y)
  view.setUint16(4, rect.width)
  view.setUint16(6, rect.height)
}

/** The tile, or undefined when the message's length does not match its header. */
export function readTile(
  message: Uint8Array,
): { readonly rect: Rect; readonly pixels: Uint8Array } | undefined {
  if (message.byteLength < TILE_HEADER) return undefined
  const view = new DataView(message.buffer, message.byteOffset, TILE_HEADER)
  const rect = {
    x: view.getUint16(0),
    y: view.getUint16(2),
    width: view.getUint16(4),
    height: view.getUint16(6),
  }
  const pixels = message.subarray(TILE_HEADER)
  return pixels.byteLength === rect.width * rect.height * 4 ? { rect, pixels } : undefined
}
