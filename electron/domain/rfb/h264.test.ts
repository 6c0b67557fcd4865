import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createByteSink } from './byte-sink.ts'
import { isPicture, pictureIn, stripsOf, writeH264 } from './h264.ts'

const unit = (type: number, ...body: readonly number[]) => [0, 0, 0, 1, 0x60 | type, ...body]
const stream = (...units: readonly (readonly number[])[]) => Uint8Array.from(units.flat())
const [SEQUENCE, SETTINGS, KEY, DELTA] = [unit(7, 0x42), unit(8, 9), unit(5, 1, 2, 3), unit(1, 4, 5)]

describe('a stream', () => {
  it('is one picture, with all that it needs where it must stand for itself', () => {
    expect(isPicture(stream(SEQUENCE, SETTINGS, KEY), true)).toBe(true)
    expect(isPicture(stream(DELTA), false)).toBe(true)
    // Who encodes may begin anew at any time.
    expect(isPicture(stream(SEQUENCE, SETTINGS, KEY), false)).toBe(true)
    expect(isPicture(stream(DELTA), true)).toBe(false)
    expect(isPicture(stream(KEY), true)).toBe(false)
  })

  it('is refused when viewers would take it for more than one picture, or for none', () => {
    expect(isPicture(stream(DELTA, DELTA), false)).toBe(false)
    expect(isPicture(stream(SEQUENCE, SETTINGS, KEY, KEY), true)).toBe(false)
    expect(isPicture(stream(SEQUENCE, SETTINGS), false)).toBe(false)
    expect(isPicture(Uint8Array.of(9, 9, 0, 0, 1, 1, 7), false)).toBe(false)
    expect(isPicture(new Uint8Array(0), false)).toBe(false)
  })

  it('is judged without a throw, whatever it is', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60, max: 9 }), fc.boolean(), (bytes, key) => {
        expect(typeof isPicture(bytes, key)).toBe('boolean')
      }),
    )
  })
})

describe('a picture', () => {
  it('has even sides and fits into level 4', () => {
    expect(pictureIn({ x: 3, y: 5, width: 641, height: 361 })).toEqual({
      x: 3,
      y: 5,
      width: 640,
      height: 360,
    })
    expect(pictureIn({ x: 0, y: 0, width: 1920, height: 1088 })).toBeDefined()
    expect(pictureIn({ x: 0, y: 0, width: 2560, height: 1440 })).toBeUndefined()
  })

  it('is cut into strips that cover it, each below 640 x 480 and none a sliver', () => {
    const side = (most: number) => fc.integer({ min: 72, max: most / 2 }).map((half) => half * 2)
    fc.assert(
      fc.property(side(1920), side(1088), (width, height) => {
        const strips = stripsOf({ x: 4, y: 6, width, height })
        let next = 6
        for (const strip of strips) {
          expect(strip).toMatchObject({ x: 4, y: next, width })
          expect(strip.height % 2).toBe(0)
          expect(strip.height).toBeGreaterThanOrEqual(16)
          expect(strip.width * strip.height).toBeLessThan(640 * 480)
          next += strip.height
        }
        expect(next).toBe(6 + height)
      }),
    )
    expect(stripsOf({ x: 0, y: 0, width: 640, height: 360 })).toHaveLength(1)
    expect(stripsOf({ x: 0, y: 0, width: 1280, height: 720 })).toHaveLength(4)
  })

  it('is written as rfbproto says: length, flags, stream', () => {
    const sink = createByteSink()
    writeH264(sink, { x: 1, y: 2, width: 640, height: 360 }, stream(DELTA), true)
    writeH264(sink, { x: 1, y: 2, width: 640, height: 360 }, stream(DELTA), false)
    const header = [0, 1, 0, 2, 2, 128, 1, 104, 0, 0, 0, 50, 0, 0, 0, 7]
    expect([...sink.take()]).toEqual([...header, 0, 0, 0, 1, ...DELTA, ...header, 0, 0, 0, 0, ...DELTA])
  })
})
