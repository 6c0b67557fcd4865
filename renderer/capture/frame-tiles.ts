// Renderer, capture (worker). Turns video frames into tile messages: compares each with the last one, converts what changed.

import { TILE_HEADER, writeTileHeader } from '../../shared/ipc/tiles.ts'
import type { Rect } from '../../shared/screen.ts'
import { changedRects } from './changed-rects.ts'
import { comparableFormat, layOut, type Plane } from './planes.ts'

export type FrameTiles = {
  /** Present when this frame has another size than the one before: a new picture begins. */
  readonly started?: { readonly width: number; readonly height: number }
  readonly messages: readonly Uint8Array<ArrayBuffer>[]
}

type Picture = {
  readonly format: 'I420' | 'NV12' | 'BGRX'
  readonly width: number
  readonly height: number
  readonly planes: readonly Plane[]
  now: Uint8Array<ArrayBuffer>
  before: Uint8Array<ArrayBuffer>
}

/** Reads one frame at a time; the frame stays the caller's to close. */
export function createFrameTiles(): (frame: VideoFrame) => Promise<FrameTiles> {
  let picture: Picture | undefined

  return async (frame) => {
    const { width, height } = frame.visibleRect ?? { width: frame.codedWidth, height: frame.codedHeight }
    const format = comparableFormat(frame.format)
    const fits = picture?.width === width && picture.height === height && picture.format === format
    const current = fits && picture !== undefined ? picture : begin(format, width, height)
    picture = undefined
    await frame.copyTo(current.now, {
      ...(format === 'BGRX' ? { format } : {}),
      layout: current.planes.map(({ offset, stride }) => ({ offset, stride })),
    })
    const pair = { planes: current.planes, now: words(current.now), before: words(current.before) }
    const rects = changedRects(width, height, fits ? pair : undefined)
    const messages = await Promise.all(rects.map((rect) => tileOf(frame, rect)))
    // Only after every tile was made: after a failure the next frame begins a new picture.
    picture = { ...current, now: current.before, before: current.now }
    return fits ? { messages } : { messages, started: { width, height } }
  }
}

function begin(format: Picture['format'], width: number, height: number): Picture {
  const { planes, size } = layOut(format, width, height)
  return { format, width, height, planes, now: new Uint8Array(size), before: new Uint8Array(size) }
}

const words = ({ buffer }: Uint8Array<ArrayBuffer>) => new Int32Array(buffer)

/** Chromium converts; it knows the frame's matrix and range, and takes 0.1 ms for 256 x 64 pixels. */
async function tileOf(frame: VideoFrame, rect: Rect): Promise<Uint8Array<ArrayBuffer>> {
  const message = new Uint8Array(TILE_HEADER + rect.width * rect.height * 4)
  writeTileHeader(message, rect)
  const { left = 0, top = 0 } = frame.visibleRect ?? {}
  await frame.copyTo(message.subarray(TILE_HEADER), {
    format: 'BGRX',
    rect: { x: left + rect.x, y: top + rect.y, width: rect.width, height: rect.height },
  })
  return message
}
