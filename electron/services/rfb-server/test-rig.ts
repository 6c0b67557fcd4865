// Services, tests only. A server, a client of our own and a screen to paint on.

import type { Rect } from '../../../shared/screen.ts'
import { encodings as known } from '../../domain/rfb/encodings.ts'
import { ownFormat, type PixelFormat } from '../../domain/rfb/pixel-format.ts'
import { createServerStream } from '../../domain/rfb/server-stream.ts'
import type { ScreenImage } from '../capture/capture.ts'
import type { KeyEvent, PointerEvent } from '../injector/injector.ts'
import { createRfbServer } from './create-rfb-server.ts'
import type { RfbServerPorts } from './rfb-server.ts'
import { clientSays, createTestClient, type Heard } from './test-client.ts'

export const TIGHT = 7
export const RAW = 0
export const COPY_RECT = 1
export const FENCE = -312
export const CONTINUOUS = -313

export type Painted = ScreenImage & {
  readonly words: Uint32Array
  paint(rect: Rect, colourAt: (x: number, y: number) => number): Rect
}

export function screen(width: number, height: number): Painted {
  const words = new Uint32Array(width * height)
  return {
    width,
    height,
    words,
    pixels: new Uint8Array(words.buffer),
    paint: (rect, colourAt) => {
      for (let y = rect.y; y < rect.y + rect.height; y++)
        // The unused byte holds whatever the system left there.
        for (let x = rect.x; x < rect.x + rect.width; x++) words[y * width + x] = colourAt(x, y) | (x << 24)
      return rect
    },
  }
}

/** What noVNC asks for when it takes the server for one of 8 bits a pixel. */
export const eightBits: PixelFormat = {
  ...ownFormat,
  depth: 8,
  bitsPerPixel: 8,
  redMax: 3,
  greenMax: 3,
  blueMax: 3,
  redShift: 4,
  greenShift: 2,
}

export const whole = ({ width, height }: { width: number; height: number }): Rect => ({
  x: 0,
  y: 0,
  width,
  height,
})
export const colours = (image: Painted) => [...image.words].map((word) => word & 0xffffff)

export function connected(
  image: Painted | undefined,
  encodings: readonly number[],
  format: PixelFormat = ownFormat,
  turns?: (() => void)[],
  more: Partial<RfbServerPorts> = {},
) {
  const client = createTestClient(format)
  const heard: Heard[] = []
  const keys: [KeyEvent, number][] = []
  const pointers: [PointerEvent, number][] = []
  const broken: string[] = []
  const line = { queued: 0, sent: 0, sends: [] as number[] }
  // Whatever a test makes the server say must pass the check in front of the expert's viewer, which asks for this format and
  // knows no pointer of the third kind.
  const checked = createServerStream()
  const isViewers = format === ownFormat && !encodings.includes(known.cursorWithAlpha)
  const server = createRfbServer({
    name: 'Küche',
    send: (bytes) => {
      line.sent += bytes.length
      line.sends.push(bytes.length)
      const refused = isViewers ? checked.push(bytes) : undefined
      if (refused !== undefined) throw new Error(`the expert's computer would refuse this: ${refused}`)
      heard.push(...client.push(bytes.slice()))
    },
    queuedBytes: () => line.queued,
    key: (event, grant) => keys.push([event, grant]),
    pointer: (event, grant) => pointers.push([event, grant]),
    // Turns of the event loop are the matter of one test alone.
    afterOthers: (work) => (turns === undefined ? work() : turns.push(work)),
    broken: (why) => broken.push(why),
    ...more,
  })
  server.receive(clientSays.hello, 0)
  if (image) server.screenStarted(image)
  if (format !== ownFormat) server.receive(clientSays.pixelFormat(format), 0)
  if (image) server.receive(clientSays.encodings(...encodings), 0)
  const updates = () => heard.flatMap((h) => (h.kind === 'update' ? [h.rects] : []))
  return {
    server,
    client,
    heard,
    updates,
    keys,
    pointers,
    broken,
    line,
    colours: () => [...client.picture().words],
  }
}

/** Where the client's picture is wrong first; -1 when it is the screen's, pixel for pixel. */
export function wrongAt(c: ReturnType<typeof connected>, image: Painted): number {
  const { width, height, words } = c.client.picture()
  if (width !== image.width || height !== image.height) return 0
  return words.findIndex((word, i) => word !== ((image.words[i] ?? 0) & 0xffffff))
}

/** A picture with something of everything: one colour, two, some, many. */
export function patchwork(image: Painted, seed: number): void {
  const noise = (x: number, y: number) => Math.imul(x * 31 + y * 17 + seed, 0x9e3779b1) >>> 8
  const { width, height } = image
  image.paint(whole(image), () => 0x336699)
  image.paint({ x: 0, y: 0, width: width >> 1, height: height >> 2 }, (x, y) =>
    noise(x, y) & 1 ? 0 : 0xffffff,
  )
  image.paint(
    { x: width >> 2, y: height >> 2, width: width >> 1, height: height >> 2 },
    (x, y) => noise(x, y) & 0x70f0,
  )
  image.paint({ x: 0, y: height >> 1, width: width >> 1, height: height >> 2 }, noise)
}
