// Our encoder page in a real Chromium: what it makes of pictures of any size is what viewers take, one picture each.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isPicture } from '../../electron/domain/rfb/h264.ts'
import { systemTimers } from '../../electron/services/ports.ts'
import type { VideoEncoder } from '../../electron/services/rfb-server/video.ts'
import { openPageEncoder } from '../../electron/services/video/page-encoder.ts'
import { photograph } from '../../electron/services/rfb-server/testing/scenes.ts'
import { type EncoderPages, startEncoderPages } from './film/encoder-port.ts'

const BITS = 800_000

describe('the encoder', { timeout: 120_000 }, () => {
  let pages: EncoderPages
  let encoder: VideoEncoder
  beforeAll(async () => {
    pages = await startEncoderPages()
    encoder = openPageEncoder({ openWindow: pages.openWindow, timers: systemTimers })
  }, 60_000)
  afterAll(async () => {
    encoder.close()
    await pages.stop()
  })

  const encode = (width: number, height: number, key: boolean, moment = 0) =>
    encoder.encode({ width, height, bitsPerSecond: BITS, picturesPerSecond: 25, key, strip: 0 }, (pixels) => {
      const words = new Uint32Array(width * height)
      for (let at = 0; at < words.length; at++)
        words[at] = photograph((at % width) + moment * 3, Math.floor(at / width), 0)
      pixels.set(new Uint8Array(words.buffer))
    })

  it('is there in this Chromium', async () => {
    expect(await encoder.ready).toBe(true)
  })

  it.each([
    [256, 144],
    [640, 360],
    [722, 416],
    [1280, 224],
    [1920, 144],
  ])(
    'makes one picture of each of %d x %d, the first one a key, another one where it is told to',
    async (width, height) => {
      const sizes: number[] = []
      for (const moment of [0, 1, 2, 3]) {
        const isKey = moment === 0 || moment === 3
        const stream = await encode(width, height, isKey, moment)
        expect(isPicture(stream ?? new Uint8Array(), isKey)).toBe(true)
        // Not a key where none was asked for: three times as large.
        if (!isKey) expect(isPicture(stream ?? new Uint8Array(), true)).toBe(false)
        sizes.push(stream?.length ?? 0)
      }
      expect(Math.min(...sizes)).toBeGreaterThan(0)
    },
  )
})
