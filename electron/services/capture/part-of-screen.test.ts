import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Rect } from '../../../shared/screen.ts'
import type { CaptureSink, ScreenImage } from './capture.ts'
import { partOfScreen } from './part-of-screen.ts'
import { readMonitors } from './x11-screens.ts'

const [WIDTH, HEIGHT] = [12, 9]
const rects = fc
  .record({ x: fc.nat(WIDTH - 1), y: fc.nat(HEIGHT - 1), w: fc.nat(WIDTH), h: fc.nat(HEIGHT) })
  .map(({ x, y, w, h }): Rect => ({
    x,
    y,
    width: Math.max(1, Math.min(w, WIDTH - x)),
    height: Math.max(1, Math.min(h, HEIGHT - y)),
  }))

function stage(part: Rect) {
  const told = { image: undefined as ScreenImage | undefined, lost: '', pointer: '', changed: [] as Rect[] }
  const sink: CaptureSink = {
    started: (image) => (told.image = image),
    changed: (changed) => told.changed.push(...changed),
    cursor: () => undefined,
    pointer: (x, y) => (told.pointer = `${x},${y}`),
    lost: (reason) => (told.lost = reason),
  }
  return { told, cut: partOfScreen(sink, part) }
}

const words = (image: ScreenImage) => [...new Uint32Array(image.pixels.buffer)]

describe('one screen out of several', () => {
  it('[ADM-7] is always the part of the whole, and changes elsewhere are not told', () => {
    fc.assert(
      fc.property(rects, fc.array(rects, { maxLength: 6 }), (part, changes) => {
        const all = Uint32Array.from({ length: WIDTH * HEIGHT }, (_, at) => at)
        const { told, cut } = stage(part)
        cut.started({ width: WIDTH, height: HEIGHT, pixels: new Uint8Array(all.buffer) })
        for (const [round, change] of changes.entries()) {
          for (let y = change.y; y < change.y + change.height; y++)
            all.fill(1000 * round + y, y * WIDTH + change.x, y * WIDTH + change.x + change.width)
          told.changed.length = 0
          cut.changed([change])
          for (const { x, y, width, height } of told.changed)
            expect(x >= 0 && y >= 0 && x + width <= part.width && y + height <= part.height).toBe(true)
        }
        const wanted = Array.from({ length: part.width * part.height }, (_, at) => {
          const [x, y] = [at % part.width, Math.floor(at / part.width)]
          return all[(part.y + y) * WIDTH + part.x + x]
        })
        expect(told.image && words(told.image)).toEqual(wanted)
      }),
    )
  })

  it('[ADM-7] is lost with its monitor: nothing else is shown instead', () => {
    const { told, cut } = stage({ x: 8, y: 0, width: 4, height: 4 })
    cut.started({ width: 10, height: 9, pixels: new Uint8Array(10 * 9 * 4) })
    expect(told).toMatchObject({ image: undefined, lost: 'the chosen screen is gone' })
    cut.changed([{ x: 8, y: 0, width: 1, height: 1 }])
    expect(told.changed).toEqual([])
  })

  it('has the pointer in its own coordinates', () => {
    const { told, cut } = stage({ x: 8, y: 2, width: 4, height: 4 })
    cut.pointer(9, 1)
    expect(told.pointer).toBe('1,-1')
  })
})

describe('the monitors of an X screen', () => {
  it('are read with the primary one first, mirrored ones once, and a broken list to its end', () => {
    const reply = new Uint8Array(32 + 3 * 28)
    const view = new DataView(reply.buffer)
    view.setUint32(12, 9, true)
    const monitor = (index: number, primary: number, x: number) => {
      const at = 32 + index * 28
      view.setUint32(at, 100 + index, true)
      view.setUint8(at + 4, primary)
      view.setUint16(at + 6, 1, true)
      view.setInt16(at + 8, x, true)
      view.setUint16(at + 12, 640, true)
      view.setUint16(at + 14, 480, true)
    }
    monitor(0, 0, 640)
    monitor(1, 1, 0)
    monitor(2, 0, 0)
    expect(readMonitors(reply)).toEqual([
      { name: 101, x: 0, y: 0, width: 640, height: 480 },
      { name: 100, x: 640, y: 0, width: 640, height: 480 },
    ])
  })
})
