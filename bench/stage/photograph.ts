// Bench, a process of its own: a picture like a film's, over most of the novice's screen, new ten times a second.
// Arguments: DISPLAY. The hardest thing to encode: no two neighbouring pixels are equal.

import { pair } from '../../electron/services/capture/x11-requests.ts'
import { openXClient } from '../clock/x-client.ts'

const [WIDTH, HEIGHT] = [1100, 700]
const ROWS_A_REQUEST = 3
const FRAME_MS = 100
const PUT_IMAGE = 72
const CREATE_GC = 55
const Z_PIXMAP = 2

const client = openXClient(process.argv[2] ?? '')
const patch = client.patch({ x: 10, y: 10, width: WIDTH, height: HEIGHT })
const context = client.connection.newId()
const gc = new DataView(new ArrayBuffer(16))
gc.setUint8(0, CREATE_GC)
gc.setUint32(4, context, true)
gc.setUint32(8, patch.window, true)
client.connection.send(new Uint8Array(gc.buffer))

const strip = new DataView(new ArrayBuffer(24 + WIDTH * ROWS_A_REQUEST * 4))
strip.setUint8(0, PUT_IMAGE)
strip.setUint8(1, Z_PIXMAP)
strip.setUint32(4, patch.window, true)
strip.setUint32(8, context, true)
strip.setUint32(12, pair(WIDTH, ROWS_A_REQUEST), true)
strip.setUint8(21, client.connection.screen.depth)

let frame = 0
setInterval(() => {
  frame += 1
  for (let y = 0; y + ROWS_A_REQUEST <= HEIGHT; y += ROWS_A_REQUEST) {
    strip.setUint32(16, pair(0, y), true)
    for (let i = 0; i < WIDTH * ROWS_A_REQUEST; i++) {
      const noise = Math.imul(i + y * WIDTH, 0x9e3779b1) >>> 28
      // Never as little green as the mark by which a patch is found (picture-point.ts).
      const [red, green, blue] = [(i + frame * 7) & 255, ((y + frame * 3) & 127) | 128, (i + y) & 255]
      strip.setUint32(24 + i * 4, ((red << 16) | (green << 8) | blue) ^ noise, true)
    }
    client.connection.send(new Uint8Array(strip.buffer))
  }
  client.connection.sync()
  if (client.connection.broken()) process.exit(0)
}, FRAME_MS)
