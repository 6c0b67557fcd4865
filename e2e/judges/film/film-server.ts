// Tests. A process of its own: the RFB server with a film on its screen, at one end of a line, with our encoder page in a
// Chromium of its own where `video` is asked for. Orders come as lines on its standard input.

import { createHash } from 'node:crypto'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { systemTimers } from '../../../electron/services/ports.ts'
import { createRfbServer } from '../../../electron/services/rfb-server/create-rfb-server.ts'
import { loadJpegEncoder } from '../../../electron/services/rfb-server/jpeg-encoder.ts'
import type { RfbServer } from '../../../electron/services/rfb-server/rfb-server.ts'
import { desktop, typeLetter } from '../../../electron/services/rfb-server/testing/scenes.ts'
import { openPageEncoder } from '../../../electron/services/video/page-encoder.ts'
import { startEncoderPages } from './encoder-port.ts'
import { endWith } from './end-with.ts'
import { drawMovie, FILM, PICTURE_MS, PICTURES } from './movie.ts'

const encoders = process.argv.includes('video') ? await startEncoderPages() : undefined
const image = desktop()
const movie = drawMovie()
let server: RfbServer | undefined
let stop: () => void = () => undefined
let typed = 0

const say = (message: object) => process.stdout.write(`${JSON.stringify(message)}\n`)

function show(moment: number): void {
  const picture = movie[moment % PICTURES]
  if (picture === undefined) return
  for (let y = 0; y < FILM.height; y++)
    image.words.set(
      picture.subarray(y * FILM.width, (y + 1) * FILM.width),
      (FILM.y + y) * image.width + FILM.x,
    )
  server?.screenChanged([FILM])
}

/** By the clock, not by the timer: who is late leaves pictures out. */
function play(): void {
  const begun = Date.now()
  let shown = -1
  const timer = setInterval(() => {
    const moment = Math.floor((Date.now() - begun) / PICTURE_MS)
    if (moment !== shown) show((shown = moment))
  }, PICTURE_MS / 4)
  stop = () => clearInterval(timer)
  say({ begun })
}

const listening = createServer((connection) => {
  connection.setNoDelay()
  connection.on('error', () => undefined)
  const shown = createRfbServer({
    name: 'film',
    send: (bytes) => connection.write(bytes),
    queuedBytes: () => connection.writableLength,
    key: ({ down }) => {
      if (down) shown.screenChanged([typeLetter(image, typed++)])
    },
    pointer: () => undefined,
    jpeg: loadJpegEncoder,
    ...(encoders && {
      video: () => openPageEncoder({ openWindow: encoders.openWindow, timers: systemTimers }),
    }),
    broken: (why) => say({ broken: why }),
  })
  connection.on('data', (bytes) => shown.receive(bytes, 1))
  connection.on('drain', () => shown.drained())
  shown.screenStarted(image)
  server = shown
})

const orders = createInterface({ input: process.stdin })
endWith(orders, async () => encoders?.stop())
orders.on('line', (order) => {
  if (order === 'film') play()
  if (order === 'stop') {
    stop()
    say({ stopped: true })
  }
  if (order === 'picture') {
    const words = image.words.map((word) => word & 0xffffff)
    say({ picture: createHash('sha256').update(words).digest('hex') })
  }
})

listening.listen(5900, () => say({ listening: true }))
