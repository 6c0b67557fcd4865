// A hostile novice against the check in front of the expert's viewer: sizes, places, lengths, bombs, what nobody asked for.

import { describe, expect, it } from 'vitest'
import { encodings, serverTypes } from './encodings.ts'
import { createServerStream } from './server-stream.ts'

const joined = (...parts: readonly Uint8Array[]) => {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
const hello = Uint8Array.from('RFB 003.008\n\x01\x01\0\0\0\0', (sign) => sign.charCodeAt(0))
const u16s = (...numbers: readonly number[]) =>
  Uint8Array.from(numbers.flatMap((value) => [value >>> 8, value & 255]))
const FORMAT = Uint8Array.of(32, 24, 0, 1, 0, 255, 0, 255, 0, 255, 16, 8, 0, 0, 0, 0)
const initOf = (width: number, height: number, { format = FORMAT, name = 3 } = {}) =>
  joined(u16s(width, height), format, u16s(name >>> 16, name & 0xffff), new Uint8Array(Math.min(name, 2000)))
const begun = joined(hello, initOf(640, 480))
const rect = (
  x: number,
  y: number,
  width: number,
  height: number,
  encoding: number,
  ...body: readonly number[]
) => joined(u16s(x, y, width, height, encoding >>> 16, encoding & 0xffff), Uint8Array.from(body))
const update = (...rects: readonly Uint8Array[]) => joined(u16s(0, rects.length), ...rects)
const { tight, raw, copyRect, cursor, vmwareCursor, desktopSize, extendedDesktopSize, h264 } = encodings

/** A baseline JPEG as far as its frame, and as long as is said. */
const jpeg = (width: number, height: number, marker = 0xffc0) =>
  joined(
    u16s(0xffd8, 0xffe0, 4, 0, marker, 11),
    Uint8Array.of(8),
    u16s(height, width),
    Uint8Array.of(1, 1, 17, 0),
  )
const jpegRect = (width: number, height: number, picture: Uint8Array) =>
  rect(0, 0, width, height, tight, 0x90, picture.length, ...picture)

const why = (...parts: readonly Uint8Array[]) => createServerStream().push(joined(...parts))

describe('a hostile novice', () => {
  it.each<readonly [string, Uint8Array, string]>([
    [
      'another protocol',
      Uint8Array.from('RFB 003.003\n', (sign) => sign.charCodeAt(0)),
      'unknown protocol version',
    ],
    [
      'security that asks for a password',
      joined(hello.subarray(0, 12), Uint8Array.of(1, 2)),
      'another security type',
    ],
    [
      'security that fails with a long reason',
      joined(hello.subarray(0, 14), Uint8Array.of(0, 0, 0, 1)),
      'RFB’s own security failed',
    ],
    ['a screen of 65535x65535', joined(hello, initOf(65_535, 65_535)), 'a screen of an impossible size'],
    ['a screen of 16384x16384', joined(hello, initOf(16_384, 16_384)), 'a screen of an impossible size'],
    ['no screen', joined(hello, initOf(0, 480)), 'a screen of an impossible size'],
    [
      'a colour map',
      joined(hello, initOf(8, 8, { format: Uint8Array.of(8, 8, 0, 0, ...FORMAT.slice(4)) })),
      'another pixel format',
    ],
    ['a name of 4 GB', joined(hello, initOf(8, 8, { name: 0xffffffff })), 'a name too long'],
    [
      'a new size of 65535x1',
      joined(begun, update(rect(0, 0, 65_535, 1, desktopSize))),
      'a screen of an impossible size',
    ],
    [
      'a new size of 60000x60000',
      joined(begun, update(rect(0, 0, 60_000, 60_000, extendedDesktopSize, 0, 0, 0, 0))),
      'a screen of an impossible size',
    ],
    [
      '255 monitors',
      joined(begun, update(rect(0, 0, 640, 480, extendedDesktopSize, 255, 0, 0, 0))),
      'too many screens',
    ],
    [
      'pixels right of the screen',
      joined(begun, update(rect(639, 0, 2, 1, raw))),
      'a rectangle outside the screen',
    ],
    [
      'pixels below the screen',
      joined(begun, update(rect(0, 480, 1, 1, tight))),
      'a rectangle outside the screen',
    ],
    [
      'pixels far away',
      joined(begun, update(rect(65_535, 65_535, 65_535, 65_535, raw))),
      'a rectangle outside the screen',
    ],
    [
      'pixels without a width',
      joined(begun, update(rect(0, 0, 0, 480, tight))),
      'a rectangle outside the screen',
    ],
    [
      'a copy from outside',
      joined(begun, update(rect(0, 0, 64, 64, copyRect, 2, 0x7f, 0, 0))),
      'a copy from outside the screen',
    ],
    [
      'a pointer of 65535x65535',
      joined(begun, update(rect(0, 0, 65_535, 65_535, cursor))),
      'an impossible pointer',
    ],
    [
      'a pointer held beside itself',
      joined(begun, update(rect(30, 0, 16, 16, vmwareCursor))),
      'an impossible pointer',
    ],
    [
      'a pointer of masks',
      joined(begun, update(rect(0, 0, 16, 16, vmwareCursor, 0, 0))),
      'a pointer of an unknown kind',
    ],
    [
      'a zlib bomb: 4 MB for 4 pixels',
      joined(begun, update(rect(0, 0, 2, 2, tight, 0x00, 0xff, 0xff, 0xff))),
      'more zlib data than pixels',
    ],
    [
      'a filter of another kind',
      joined(begun, update(rect(0, 0, 64, 64, tight, 0x40, 3))),
      'an unknown filter',
    ],
    [
      'a zlib bomb behind the gradient filter',
      joined(begun, update(rect(0, 0, 2, 2, tight, 0x40, 2, 0xff, 0xff, 0xff))),
      'more zlib data than pixels',
    ],
    [
      'a palette of one colour',
      joined(begun, update(rect(0, 0, 64, 64, tight, 0x40, 1, 0))),
      'a palette of one colour',
    ],
    [
      'Tight that is wider than Tight may be',
      joined(hello, initOf(4096, 8), update(rect(0, 0, 2049, 1, tight))),
      'too wide for Tight',
    ],
    ['PNG inside Tight', joined(begun, update(rect(0, 0, 64, 64, tight, 0xa0))), 'an unknown kind of Tight'],
    [
      'a JPEG larger than its pixels',
      joined(begun, update(rect(0, 0, 2, 2, tight, 0x90, 0xff, 0xff, 0x7f))),
      'a JPEG larger than its pixels',
    ],
    [
      'a JPEG that claims 65500x65500',
      joined(begun, update(jpegRect(64, 64, jpeg(65_500, 65_500)))),
      'a JPEG of another size than its rectangle',
    ],
    [
      'a progressive JPEG',
      joined(begun, update(jpegRect(64, 64, jpeg(64, 64, 0xffc2)))),
      'a JPEG of another kind',
    ],
    ['what is no JPEG', joined(begun, update(jpegRect(64, 64, new Uint8Array(60)))), 'no JPEG'],
    [
      'a JPEG cut short',
      joined(begun, update(jpegRect(64, 64, jpeg(64, 64).subarray(0, 10)))),
      'a JPEG without a picture',
    ],
    [
      'a JPEG whose tables reach beyond its end',
      joined(begun, update(jpegRect(64, 64, u16s(0xffd8, 0xffdb, 0xffff)))),
      'a JPEG that ends too early',
    ],
    ['ZRLE', joined(begun, update(rect(0, 0, 64, 64, 16))), 'encoding 16'],
    [
      'a film with odd sides',
      joined(begun, update(rect(0, 0, 63, 64, h264, 0, 0, 0, 9, 0, 0, 0, 1))),
      'a film of an impossible size',
    ],
    [
      'a film of 4 GB',
      joined(begun, update(rect(0, 0, 64, 64, h264, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 1))),
      'a film larger than its pixels',
    ],
    [
      'a film that resets all others',
      joined(begun, update(rect(0, 0, 64, 64, h264, 0, 0, 0, 9, 0, 0, 0, 2))),
      'an unknown kind of film',
    ],
    ['a new name', joined(begun, update(rect(0, 0, 0, 0, -307))), 'encoding -307'],
    ['a colour map’s entries', joined(begun, Uint8Array.of(1)), 'message 1'],
    ['a flood of bells', joined(begun, Uint8Array.of(2, 2, 2)), 'message 2'],
    ['a clipboard of 2 GB', joined(begun, Uint8Array.of(3, 0, 0, 0, 0x7f, 0xff, 0xff, 0xff)), 'message 3'],
    [
      'a fence of 200 bytes',
      joined(begun, Uint8Array.of(serverTypes.fence, 0, 0, 0, 0, 0, 0, 0, 200)),
      'a fence too long',
    ],
  ])('is stopped at %s', (_, bytes, reason) => {
    expect(why(bytes)).toBe(reason)
    // Byte by byte it is no later than that, and nothing after it is looked at.
    const stream = createServerStream()
    const reasons = [...bytes].map((byte) => stream.push(Uint8Array.of(byte)))
    expect(reasons.at(-1)).toBe(reason)
    expect(stream.push(begun)).toBe(reason)
  })

  it('is stopped when one update paints without an end', () => {
    const over = Array.from({ length: 40 }, () => rect(0, 0, 640, 480, tight, 0x80, 1, 2, 3))
    expect(why(begun, update(...over.slice(0, 4)))).toBeUndefined()
    expect(why(begun, update(...over))).toBe('an update without an end')
    expect(why(begun, ...over.slice(0, 20).map((each) => update(each)))).toBeUndefined()
  })

  it('a film of a possible size passes', () => {
    const picture = rect(0, 0, 64, 64, h264, 0, 0, 0, 2, 0, 0, 0, 1, 7, 7)
    expect(
      why(begun, update(picture, picture), Uint8Array.of(serverTypes.endOfContinuousUpdates)),
    ).toBeUndefined()
  })

  it('a JPEG of the right size passes', () => {
    expect(
      why(begun, update(jpegRect(64, 32, jpeg(64, 32))), Uint8Array.of(serverTypes.endOfContinuousUpdates)),
    ).toBeUndefined()
  })
})
