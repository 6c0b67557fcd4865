import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Rect } from '../../../shared/screen.ts'
import { type Cursor, blendRow, cursorRect } from './cursor.ts'
import { type Screen, absorb, createPicture, difference, maskOf, reduced, wholeOf } from './picture.ts'

const [WIDTH, HEIGHT] = [40, 24]
const SIZE = { width: WIDTH, height: HEIGHT }

/** A white arrow's worth of pixels, half of them see-through. */
const cursor: Cursor = {
  width: 4,
  height: 3,
  hotX: 1,
  hotY: 1,
  pixels: Uint8Array.from({ length: 48 }, (_, i) => (i % 4 === 3 ? ((i >> 2) % 2) * 255 : 0xe0)),
}

const rects: fc.Arbitrary<Rect> = fc
  .tuple(fc.nat(WIDTH - 1), fc.nat(HEIGHT - 1), fc.nat(WIDTH), fc.nat(HEIGHT))
  .map(([x, y, width, height]) => ({
    x,
    y,
    width: Math.max(1, Math.min(width, WIDTH - x)),
    height: Math.max(1, Math.min(height, HEIGHT - y)),
  }))

const dots = fc.array(
  fc.record({
    x: fc.nat(WIDTH - 1),
    y: fc.nat(HEIGHT - 1),
    // The top byte means nothing; the lowest bits of a colour may be too fine for the client.
    word: fc.constantFrom(0xff000000, 0x00ffffff, 0x12345678, 0x00010101, 0xff0000ff),
  }),
  { maxLength: 8 },
)

const screens: fc.Arbitrary<Screen> = fc
  .record({
    dots,
    bits: fc.constantFrom(8 as const, 5 as const, 3 as const),
    pointer: fc.option(
      fc.record({ x: fc.integer({ min: -3, max: 44 }), y: fc.integer({ min: -3, max: 27 }) }),
    ),
  })
  .map(({ dots: painted, bits, pointer }) => {
    const words = new Uint32Array(WIDTH * HEIGHT)
    for (const { x, y, word } of painted) words[y * WIDTH + x] = word
    return {
      ...SIZE,
      words,
      bits,
      ...(pointer && { pointer: { cursor, area: cursorRect(cursor, pointer.x, pointer.y) } }),
    }
  })

/** What the client gets of the screen: the slow and simple way, all rows blended and every pixel reduced. */
function shownOf({ words, pointer, bits = 8 }: Screen): Uint32Array {
  const shown = new Uint32Array(WIDTH * HEIGHT)
  for (let y = 0; y < HEIGHT; y++) {
    const row = words.slice(y * WIDTH, (y + 1) * WIDTH)
    if (pointer) blendRow(row, 0, y, pointer.cursor, pointer.area)
    shown.set(
      row.map((word) => reduced(word, bits)),
      y * WIDTH,
    )
  }
  return shown
}

describe('the picture of what was sent', () => {
  it('differs exactly where a pixel counts, and the box around that is the smallest', () =>
    fc.assert(
      fc.property(screens, rects, (screen, rect) => {
        const blank = createPicture(WIDTH, HEIGHT)
        const shown = shownOf(screen)
        const inside: { x: number; y: number }[] = []
        for (let y = rect.y; y < rect.y + rect.height; y++) {
          for (let x = rect.x; x < rect.x + rect.width; x++) {
            if (((shown[y * WIDTH + x] ?? 0) & maskOf(screen)) !== 0) inside.push({ x, y })
          }
        }
        const box = difference(screen, blank, rect)
        if (inside.length === 0) {
          expect(box).toBeUndefined()
          return
        }
        const [xs, ys] = [inside.map(({ x }) => x), inside.map(({ y }) => y)]
        const [left, top] = [Math.min(...xs), Math.min(...ys)]
        const [width, height] = [Math.max(...xs) - left + 1, Math.max(...ys) - top + 1]
        expect(box).toEqual({ x: left, y: top, width, height })
      }),
    ))

  it('is the screen after all of it was absorbed, in one piece or in many', () =>
    fc.assert(
      fc.property(screens, (screen) => {
        const sent = createPicture(WIDTH, HEIGHT)
        absorb(screen, sent, wholeOf(SIZE))
        expect(sent.words).toEqual(shownOf(screen))
        expect(difference(screen, sent, wholeOf(SIZE))).toBeUndefined()
      }),
    ))

  it('leaves the capture’s own image as it is, whatever lies under the pointer', () =>
    fc.assert(
      fc.property(screens, rects, (screen, rect) => {
        const before = screen.words.slice()
        const sent = createPicture(WIDTH, HEIGHT)
        difference(screen, sent, rect)
        absorb(screen, sent, rect)
        expect(screen.words).toEqual(before)
      }),
    ))
})
