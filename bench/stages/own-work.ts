// Bench. The novice's work on text that scrolls, step by step, by the app's own functions in this process: grab, compare
// with the last picture, and everything from there to the bytes of the update.

import { encodings } from '../../electron/domain/rfb/encodings.ts'
import { wholeOf } from '../../electron/domain/rfb/picture.ts'
import { around } from '../../electron/domain/rfb/rects.ts'
import type { ScreenImage } from '../../electron/services/capture/capture.ts'
import { connectX11 } from '../../electron/services/capture/x11-connection.ts'
import { openPixelReader } from '../../electron/services/capture/x11-pixels.ts'
import { takeChanges } from '../../electron/services/capture/x11-tiles.ts'
import { watchScreen } from '../../electron/services/capture/x11-watch.ts'
import { createRfbServer } from '../../electron/services/rfb-server/create-rfb-server.ts'
import { clientSays } from '../../electron/services/rfb-server/test-client.ts'
import { sleep } from '../clock/nap.ts'

/** Milliseconds of each update, and its bytes. */
export type OwnWork = {
  readonly grab: readonly number[]
  readonly compare: readonly number[]
  readonly encode: readonly number[]
  readonly bytes: readonly number[]
}

/** About as often as the app looks. */
const PAUSE_MS = 16
const LIMIT_MS = 20_000

/** `display`: one on which text scrolls. */
export async function ownWork(display: string, updates: number): Promise<OwnWork> {
  const connected = connectX11(display)
  if (!connected.ok) throw new Error(connected.error.reason)
  const connection = connected.value
  const watch = watchScreen(connection)
  if (!watch.ok) throw new Error(watch.error.reason)
  const size = watch.value.size() ?? { width: 0, height: 0 }
  const words = new Uint32Array(size.width * size.height)
  const fresh = new Uint32Array(words.length)
  const reader = openPixelReader(connection, words.byteLength)
  const server = serverFor({ ...size, pixels: bytesOf(words) })
  await sleep(PAUSE_MS)
  const work = {
    grab: [] as number[],
    compare: [] as number[],
    encode: [] as number[],
    bytes: [] as number[],
  }
  const until = performance.now() + LIMIT_MS
  try {
    while (work.bytes.length < updates && performance.now() < until) {
      await sleep(PAUSE_MS)
      const [first, ...others] = watch.value.takeDamage()
      if (first === undefined) continue
      const area = others.reduce(around, first)
      const begun = performance.now()
      const part = fresh.subarray(0, area.width * area.height)
      reader.read(area, bytesOf(part))
      const grabbed = performance.now()
      const rects = takeChanges({ ...size, words }, part, area)
      const compared = performance.now()
      const bytes = server.changed(rects)
      const encoded = performance.now()
      if (bytes === 0) continue
      work.grab.push(grabbed - begun)
      work.compare.push(compared - grabbed)
      work.encode.push(encoded - compared)
      work.bytes.push(bytes)
    }
    return work
  } finally {
    server.close()
    reader.close()
    connection.close()
  }
}

/** The app's server with a client that is as fast as can be. */
function serverFor(image: ScreenImage) {
  let bytes = 0
  const server = createRfbServer({
    name: 'bench',
    send: (sent) => (bytes += sent.length),
    queuedBytes: () => 0,
    key: () => undefined,
    pointer: () => undefined,
    broken: (why) => {
      throw new Error(why)
    },
  })
  server.screenStarted(image)
  server.receive(clientSays.hello, 0)
  server.receive(clientSays.encodings(encodings.copyRect, encodings.tight, encodings.continuousUpdates), 0)
  server.receive(clientSays.continuous(true, wholeOf(image)), 0)
  return {
    changed: (rects: Parameters<typeof server.screenChanged>[0]) => {
      const before = bytes
      server.screenChanged(rects)
      return bytes - before
    },
    close: server.close,
  }
}

const bytesOf = (words: Uint32Array): Uint8Array =>
  new Uint8Array(words.buffer, words.byteOffset, words.byteLength)
