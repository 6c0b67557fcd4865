// Test networks, a process of its own: what is on a novice's screen. Text, a film that can be switched on and off, and a
// typewriter that shows each key it gets as a cell of its own colour. Arguments: DISPLAY. It says `ready`; on `film on` and
// `film off` it says so, on `keys` how many keys were pressed.

import { createInterface } from 'node:readline'
import { openXClient } from '../../bench/clock/x-client.ts'
import { pair, request } from '../../electron/services/capture/x11-requests.ts'
import { photograph, text } from '../../electron/services/rfb-server/testing/scenes.ts'
import { FILM, letterAt, letterColour, PAPER, TEXT } from './desk-places.ts'
import type { Rect } from '../../shared/screen.ts'

const FRAME_MS = 125
/** A few pictures, shown in turn: painting them anew would cost more than sending them. */
const PICTURES = 8
const ROWS_A_REQUEST = 8
const CREATE_GC = 55
const PUT_IMAGE = 72
const Z_PIXMAP = 2
const KEY_PRESS = 2

const client = openXClient(process.argv[2] ?? '')
const { connection } = client
const say = (line: string) => process.stdout.write(`${line}\n`)

/** A window whose pixels are put from here. */
function openPicture(area: Rect) {
  const { window } = client.patch(area)
  const context = connection.newId()
  connection.send(request(CREATE_GC, 0, context, window, 0))
  const show = (words: Uint32Array) => {
    for (let y = 0; y < area.height; y += ROWS_A_REQUEST) {
      const rows = words.subarray(y * area.width, (y + ROWS_A_REQUEST) * area.width)
      const size = pair(area.width, rows.length / area.width)
      const depth = connection.screen.depth << 8
      connection.send(request(PUT_IMAGE, Z_PIXMAP, window, context, size, pair(0, y), depth, ...rows))
    }
    connection.sync()
  }
  return { show }
}

const painted = ({ width, height }: Rect, colourAt: (x: number, y: number) => number) =>
  Uint32Array.from({ length: width * height }, (_, at) => colourAt(at % width, Math.floor(at / width)))

openPicture(TEXT).show(painted(TEXT, text))
const film = openPicture(FILM)
const pictures = Array.from({ length: PICTURES }, (_, moment) =>
  painted(FILM, (x, y) => photograph(x, y, moment)),
)
let moment = 0
let running: NodeJS.Timeout | undefined
function next() {
  film.show(pictures[moment++ % PICTURES] ?? new Uint32Array())
  // A request that was answered may have brought events along.
  type()
}

const paper = client.patch(PAPER)
paper.paint(0xffffff)
client.focus(paper.window)
let pressed = 0

function type() {
  for (let event = connection.nextEvent(); event !== null; event = connection.nextEvent()) {
    if (((event[0] ?? 0) & 0x7f) !== KEY_PRESS) continue
    client.patch(letterAt(pressed)).paint(letterColour(pressed))
    pressed += 1
  }
}

connection.whenReadable(type)
createInterface({ input: process.stdin }).on('line', (order) => {
  clearInterval(running)
  if (order === 'film on') running = setInterval(next, FRAME_MS)
  type()
  say(order === 'keys' ? String(pressed) : order)
})
say('ready')
