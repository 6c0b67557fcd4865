// Tests. A process of its own: an RFB client on the other end of the line. It keeps the picture, answers fences, types
// letters and tells how long each took to appear.

import { createHash } from 'node:crypto'
import { connect } from 'node:net'
import { createInterface } from 'node:readline'
import { clientSays, createTestClient, type HeardRect } from '../test-client.ts'
import { COPY_RECT, CONTINUOUS, FENCE, RAW, TIGHT } from '../test-rig.ts'
import { HEIGHT, letterAt, letterColour, WIDTH } from './scenes.ts'

const QUALITY = -26
const client = createTestClient()
const socket = connect(5900, process.argv[2] ?? '127.0.0.1').setNoDelay()
let waiting: { readonly number: number; readonly since: number } | undefined
let typed = 0
/** Bytes that had come when the last letter was typed. */
let before = 0
let bytes = 0
const ways = new Map<string, number>()
const arrivals: { readonly at: number; readonly bytes: number }[] = []

const say = (message: object) => process.stdout.write(`${JSON.stringify(message)}\n`)
const isShown = (number: number): boolean => {
  const { x, y } = letterAt(number)
  const { width, words } = client.picture()
  return words[(y + 8) * width + x + 4] === letterColour(number)
}

function updated(rects: readonly HeardRect[]): void {
  for (const { how } of rects) ways.set(how, (ways.get(how) ?? 0) + 1)
  if (waiting === undefined || !isShown(waiting.number)) return
  say({ echo: performance.now() - waiting.since, number: waiting.number, between: bytes - before })
  waiting = undefined
}

socket.on('error', (cause) => say({ broken: String(cause) }))
socket.on('data', (chunk) => {
  bytes += chunk.length
  arrivals.push({ at: performance.now(), bytes: chunk.length })
  for (const heard of client.push(chunk)) {
    if (heard.kind === 'init') {
      socket.write(clientSays.encodings(COPY_RECT, TIGHT, RAW, QUALITY, FENCE, CONTINUOUS))
      socket.write(clientSays.request(false, { x: 0, y: 0, width: WIDTH, height: HEIGHT }))
      socket.write(clientSays.continuous(true, { x: 0, y: 0, width: WIDTH, height: HEIGHT }))
    }
    if (heard.kind === 'fence') socket.write(clientSays.fence((heard.flags & 7) >>> 0, heard.payload))
    if (heard.kind === 'update') updated(heard.rects)
  }
})
socket.write(clientSays.hello)

createInterface({ input: process.stdin }).on('line', (order) => {
  if (order === 'type') {
    before = bytes
    waiting = { number: typed++, since: performance.now() }
    for (const down of [1, 0]) socket.write(Uint8Array.of(4, down, 0, 0, 0, 0, 0, 0x61))
  }
  if (order === 'picture') {
    const { words } = client.picture()
    say({
      picture: createHash('sha256').update(words).digest('hex'),
      missing: words.filter((word) => word === 0xff00ff).length,
    })
  }
  if (order === 'count') {
    bytes = 0
    arrivals.length = 0
    ways.clear()
    say({ counting: true })
  }
  if (order === 'counted') say({ bytes, ways: Object.fromEntries(ways), arrivals })
})
