import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { beginPicture, PICTURE_HEADER, readAnswer, readPicture, writeAnswer } from './video.ts'

describe('messages of the encoder window', () => {
  const order = fc.record({
    number: fc.nat(0xffffffff),
    width: fc.integer({ min: 1, max: 40 }),
    height: fc.integer({ min: 1, max: 40 }),
    bitsPerSecond: fc.nat(0xffffffff),
    picturesPerSecond: fc.integer({ min: 1, max: 60 }),
    key: fc.boolean(),
    strip: fc.nat(255),
  })

  it('say the same at both ends', () => {
    fc.assert(
      fc.property(order, fc.nat(255), (given, value) => {
        const message = beginPicture(given)
        message.fill(value, PICTURE_HEADER)
        const { pixels, ...read } = readPicture(message)
        expect(read).toEqual(given)
        expect(pixels).toEqual(new Uint8Array(given.width * given.height * 4).fill(value))
      }),
    )
    fc.assert(
      fc.property(fc.nat(0xffffffff), fc.uint8Array(), (number, stream) => {
        expect(readAnswer(writeAnswer(number, stream))).toEqual({ number, stream })
      }),
    )
  })

  it('are no answers when they are shorter than a number', () => {
    for (let length = 0; length < 4; length++) expect(readAnswer(new Uint8Array(length))).toBeUndefined()
  })
})
