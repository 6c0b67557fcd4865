// Test networks. What an expert's viewer would do: it keeps the picture, answers fences, and says which typed letters it sees.

import { createHash } from 'node:crypto'
import { clientSays, createTestClient } from '../../electron/services/rfb-server/test-client.ts'
import { CONTINUOUS, COPY_RECT, FENCE, RAW, TIGHT } from '../../electron/services/rfb-server/test-rig.ts'
import { letterAt, letterColour, TEXT } from './desk-places.ts'

const CURSOR = -239
const QUALITY = -26
/** The test client paints what is not exact, and what has never come, in a colour that nobody sends. */
const NOT_EXACT = 0xff00ff

export type Viewer = {
  /** RFB bytes of the novice's. */
  push(bytes: Uint8Array): void
  begin(): void
  hasSize(): boolean
  shows(letter: number): boolean
  picture(): { readonly hash: string; readonly missing: number; readonly missingText: number }
}

export function createViewer(say: (bytes: Uint8Array) => void): Viewer {
  const client = createTestClient()
  const pixel = (x: number, y: number) => {
    const { width, words } = client.picture()
    return words[y * width + x]
  }
  const whole = () => {
    const { width, height } = client.picture()
    return { x: 0, y: 0, width, height }
  }
  return {
    begin: () => say(clientSays.hello),
    hasSize: () => client.picture().width > 0,
    push: (bytes) => {
      for (const heard of client.push(bytes)) {
        if (heard.kind === 'init') {
          say(clientSays.encodings(COPY_RECT, TIGHT, RAW, QUALITY, FENCE, CONTINUOUS, CURSOR))
          say(clientSays.request(false, whole()))
          say(clientSays.continuous(true, whole()))
        }
        if (heard.kind === 'fence') say(clientSays.fence((heard.flags & 7) >>> 0, heard.payload))
      }
    },
    shows: (letter) => {
      const { x, y } = letterAt(letter)
      return pixel(x + 4, y + 8) === letterColour(letter)
    },
    picture: () => {
      const { width, words } = client.picture()
      const isMissing = (word: number) => word === NOT_EXACT
      const text = words.filter((_, at) => {
        const [x, y] = [at % width, Math.floor(at / width)]
        return x >= TEXT.x && x < TEXT.x + TEXT.width && y >= TEXT.y && y < TEXT.y + TEXT.height
      })
      return {
        hash: createHash('sha256').update(words).digest('hex'),
        missing: words.filter(isMissing).length,
        missingText: text.filter(isMissing).length,
      }
    },
  }
}
