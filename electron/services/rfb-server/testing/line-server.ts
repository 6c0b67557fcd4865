// Tests. A process of its own: the RFB server with a painted screen on one end of a line. Orders come as lines on its
// standard input, what it has to say goes as lines to its standard output. A key types a letter.

import { createServer, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import { createHash } from 'node:crypto'
import { createRfbServer } from '../create-rfb-server.ts'
import type { RfbServer } from '../rfb-server.ts'
import { loadJpegEncoder } from '../jpeg-encoder.ts'
import { desktop, scrollText, showFilm, typeLetter } from './scenes.ts'

const image = desktop()
let server: RfbServer | undefined
let socket: Socket | undefined
let stop: () => void = () => undefined
let typed = 0

const say = (message: object) => process.stdout.write(`${JSON.stringify(message)}\n`)

function serve(connection: Socket): void {
  socket = connection
  connection.setNoDelay()
  connection.on('error', () => undefined)
  const shown = createRfbServer({
    name: 'line',
    send: (bytes) => connection.write(bytes),
    queuedBytes: () => connection.writableLength,
    key: ({ down }) => {
      if (down) shown.screenChanged([typeLetter(image, typed++)])
    },
    pointer: () => undefined,
    jpeg: loadJpegEncoder,
    broken: (why) => say({ broken: why }),
  })
  connection.on('data', (bytes) => shown.receive(bytes, 1))
  connection.on('drain', () => shown.drained())
  shown.screenStarted(image)
  server = shown
}

const repeat = (ms: number, paint: (moment: number) => void) => {
  let moment = 0
  const timer = setInterval(() => paint(moment++), ms)
  stop = () => clearInterval(timer)
}

createInterface({ input: process.stdin }).on('line', (order) => {
  stop()
  const [what, value] = order.split(' ')
  if (what === 'film') repeat(40, (moment) => server?.screenChanged([showFilm(image, moment)]))
  if (what === 'scroll') repeat(16, (moment) => server?.screenChanged([scrollText(image, moment + 1)]))
  if (what === 'photo') server?.screenChanged([showFilm(image, Number(value))])
  if (what === 'limit') server?.setLimit(Number(value))
  if (what === 'picture') {
    const words = image.words.map((word) => word & 0xffffff)
    say({ picture: createHash('sha256').update(words).digest('hex') })
  }
  if (what === 'queued') say({ queued: socket?.writableLength ?? 0 })
  if (what === 'stop') say({ stopped: true })
})

// Drawn before anybody waits for it.
showFilm(desktop(), 0)
scrollText(desktop(), 0)
const listening = createServer(serve)
listening.listen(5900, () => say({ listening: true }))
