// Services. When photographs may be made smaller, and by how much: on a thin line, the thinner the more.

import type { Rect } from '../../../shared/screen.ts'
import type { Picture } from '../../domain/rfb/picture.ts'
import type { PhotoMaker } from '../../domain/rfb/rect-encoders.ts'
import type { JpegEncoder } from './jpeg.ts'

export type Photos = {
  /** `rate`: bytes a second that the line carries. Undefined: send every pixel as it is. */
  makerFor(rate: number | undefined): PhotoMaker | undefined
}

/** 12 Mbit/s: below it a photograph that fills the screen would take more than a second as it is. */
const THIN = 1_500_000
/** JPEG quality below so many bytes a second. */
const QUALITIES = [
  { below: 64_000, quality: 35 },
  { below: 400_000, quality: 50 },
  { below: THIN, quality: 70 },
] as const

function pixelsOf(picture: Picture, rect: Rect): Uint8Array {
  const pixels = new Uint8Array(rect.width * rect.height * 4)
  let out = 0
  for (let y = rect.y; y < rect.y + rect.height; y++) {
    const start = y * picture.width + rect.x
    for (let i = start; i < start + rect.width; i++) {
      const word = picture.words[i] ?? 0
      pixels[out++] = word >>> 16
      pixels[out++] = word >>> 8
      pixels[out++] = word
      pixels[out++] = 255
    }
  }
  return pixels
}

/** `load` is called once, when the line is thin for the first time; until it is there pictures go as they are. */
export function createPhotos(load: (() => Promise<JpegEncoder>) | undefined): Photos {
  let encode: JpegEncoder | undefined
  let asked = false

  const ask = () => {
    if (asked || load === undefined) return
    asked = true
    load().then(
      (loaded) => (encode = loaded),
      // Without an encoder the picture is slower and nothing else.
      () => undefined,
    )
  }

  return {
    makerFor: (rate) => {
      const step = rate === undefined ? undefined : QUALITIES.find(({ below }) => rate < below)
      if (step === undefined) return undefined
      ask()
      const encoder = encode
      if (encoder === undefined) return undefined
      return (picture, rect) => encoder(pixelsOf(picture, rect), rect.width, rect.height, step.quality)
    },
  }
}
