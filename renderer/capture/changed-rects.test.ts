// Tests of the comparison of two frames: no changed pixel is missed, and little else is sent.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changedRects } from './changed-rects.ts'
import { comparableFormat, layOut, TILE } from './planes.ts'

const formats = ['I420', 'NV12', 'BGRX'] as const

function framesOf(format: (typeof formats)[number], width: number, height: number) {
  const { planes, size } = layOut(format, width, height)
  const [now, before] = [new Uint8Array(size), new Uint8Array(size)]
  const pair = { planes, now: new Int32Array(now.buffer), before: new Int32Array(before.buffer) }
  return { planes, now, pair }
}

const covers = (rects: ReturnType<typeof changedRects>, x: number, y: number) =>
  rects.filter((rect) => x >= rect.x && x < rect.x + rect.width && y >= rect.y && y < rect.y + rect.height)
    .length

describe('changedRects', () => {
  const size = { width: fc.integer({ min: 1, max: 700 }), height: fc.integer({ min: 1, max: 300 }) }

  it('covers every pixel of a first frame exactly once, in messages of at most 256 x 64', () => {
    fc.assert(
      fc.property(fc.record(size), ({ width, height }) => {
        const rects = changedRects(width, height, undefined)
        const area = rects.reduce((sum, rect) => sum + rect.width * rect.height, 0)
        expect(area).toBe(width * height)
        for (const rect of rects) {
          expect(rect.width <= 256 && rect.height <= 64).toBe(true)
          expect(rect.x + rect.width <= width && rect.y + rect.height <= height).toBe(true)
          expect(covers(rects, rect.x, rect.y)).toBe(1)
        }
      }),
    )
  })

  it.each(formats)('finds one changed byte of %s, in any plane, in the tile it belongs to', (format) => {
    fc.assert(
      fc.property(fc.record({ ...size, plane: fc.nat(2), at: fc.nat(), line: fc.nat() }), (sample) => {
        const { width, height } = sample
        const { planes, now, pair } = framesOf(format, width, height)
        expect(changedRects(width, height, pair)).toEqual([])
        const plane = planes[sample.plane % planes.length]
        if (plane === undefined) throw new Error('no plane')
        const line = sample.line % plane.rows
        const byte = sample.at % (Math.ceil(width / TILE) * plane.tileBytes)
        now[plane.offset + line * plane.stride + byte] = 1
        const [column, row] = [Math.floor(byte / plane.tileBytes), Math.floor(line / plane.tileRows)]
        const [x, y] = [column * TILE, row * TILE]
        expect(changedRects(width, height, pair)).toEqual([
          { x, y, width: Math.min(TILE, width - x), height: Math.min(TILE, height - y) },
        ])
      }),
    )
  })

  it('joins neighbours and leaves gaps out', () => {
    const { planes, now, pair } = framesOf('I420', 640, 64)
    const stride = planes[0]?.stride ?? 0
    for (const column of [0, 1, 3, 4, 5, 6, 7, 8]) now[stride * 10 + column * TILE] = 1
    expect(changedRects(640, 64, pair).map(({ x, width }) => [x, width])).toEqual([
      [0, 128],
      [192, 256],
      [448, 128],
    ])
  })
})

describe('layOut', () => {
  it.each(formats)('gives %s planes that follow each other and rows of whole words', (format) => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4000 }), fc.integer({ min: 1, max: 4000 }), (width, height) => {
        const { planes, size } = layOut(format, width, height)
        let end = 0
        for (const plane of planes) {
          expect(plane.offset).toBe(end)
          expect(plane.offset % 4 === 0 && plane.stride % 4 === 0).toBe(true)
          end += plane.stride * plane.rows
        }
        expect(size).toBe(end)
      }),
    )
  })

  it('reads what it does not know as BGRX', () => {
    expect([comparableFormat('I420'), comparableFormat('NV12')]).toEqual(['I420', 'NV12'])
    expect([comparableFormat(null), comparableFormat('I444'), comparableFormat('RGBA')]).toEqual([
      'BGRX',
      'BGRX',
      'BGRX',
    ])
  })
})
