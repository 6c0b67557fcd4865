// Test networks. A novice's screen, two whole programs in two namespaces and a line of the wanted kind between them, which
// can go dark and be mended. The line is tun-line.ts, because many kernels have no netem.

import { execFileSync, spawn } from 'node:child_process'
import { createNamespaces, into } from '../../electron/services/rfb-server/testing/namespaces.ts'
import type { LineKind } from '../../electron/services/rfb-server/testing/on-a-line.ts'
import { startDisplay } from '../displays/xvfb.ts'
import { nothingHeld } from '../story/held-keys.ts'
import { HEIGHT, WIDTH } from './desk-places.ts'
import { playerOf } from './player.ts'
import { hashOf, startTwoEnds } from './two-ends.ts'
import type { Place, TwoEnds } from './two-ends.ts'

const lineScript = new URL('../../electron/services/rfb-server/testing/tun-line.ts', import.meta.url).pathname
const deskScript = new URL('./desk.ts', import.meta.url).pathname

export type BadLine = TwoEnds & {
  /** Nothing gets through until it is `light` again; what was on its way is lost. */
  dark(): Promise<void>
  light(): Promise<void>
  film(on: boolean): Promise<void>
  /** How many keys a program on the novice's screen has got. */
  keysTyped(): Promise<number>
  /** Whether the X server believes a key or a button to be down. */
  isHeld(): boolean
  /** Resolves when the expert's picture is the X server's, pixel for pixel. */
  untilSame(): Promise<void>
  /** Words for `ip` in the namespace of one end; `DEVICE` stands for its end of the line. */
  ip(end: 'novice' | 'expert', ...words: readonly string[]): void
}

type Wishes = {
  readonly haste?: number
  /** Before the invitation is made. */
  prepare?(ip: BadLine['ip']): void
}

const spawnPiped = ([command = '', ...words]: readonly string[]) =>
  spawn(command, words, { stdio: ['pipe', 'pipe', 'pipe'] })
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const PATIENCE_MS = 60_000

export async function openBadLine(
  { rate, delayMs, lostEach = 0 }: LineKind,
  { haste, prepare }: Wishes = {},
): Promise<BadLine> {
  const endings: (() => unknown)[] = []
  const close = async () => {
    for (const end of endings.reverse()) await end()
  }
  const begin = async (script: string, ...words: readonly string[]) => {
    const player = await playerOf(spawnPiped(words), script)
    endings.push(player.kill)
    return player
  }
  try {
    const spaces = createNamespaces()
    endings.push(spaces.remove)
    const numbers = [rate, delayMs, lostEach].map(String)
    const names = [spaces.server, spaces.client]
    const line = await begin(lineScript, process.execPath, lineScript, ...names, ...numbers)
    const { devices } = JSON.parse(line.first) as { devices: { server: string; client: string } }
    const ends = {
      novice: { space: spaces.server, device: devices.server },
      expert: { space: spaces.client, device: devices.client },
    }
    const ip: BadLine['ip'] = (end, ...words) => {
      const { space, device } = ends[end]
      execFileSync('ip', ['-n', space, ...words.map((word) => (word === 'DEVICE' ? device : word))])
    }
    prepare?.(ip)
    const display = await startDisplay({ width: WIDTH, height: HEIGHT, firstNumber: 110 })
    endings.push(display.stop)
    const desk = await begin(deskScript, process.execPath, deskScript, display.display)
    const at =
      (space: string): Place =>
      (script, argument) =>
        begin(script, ...into(space), process.execPath, script, argument)
    const two = await startTwoEnds(
      { novice: at(spaces.server), expert: at(spaces.client) },
      { display: display.display, ...(haste !== undefined && { haste }) },
    )
    endings.push(two.close)
    return {
      ...two,
      ip,
      dark: async () => {
        await line.ask('dark')
      },
      light: async () => {
        await line.ask('light')
      },
      film: async (on) => {
        await desk.ask(on ? 'film on' : 'film off')
      },
      isHeld: () => !nothingHeld(display),
      keysTyped: async () => Number(await desk.ask('keys')),
      untilSame: async () => {
        for (const from = performance.now(); ; await pause(100)) {
          const { picture } = await two.expert.tell({ do: 'picture' })
          if (picture?.hash === hashOf(display) && picture.missing === 0) return
          if (performance.now() - from > PATIENCE_MS)
            throw new Error(`the picture never was the screen's: ${JSON.stringify(picture)}`)
        }
      },
      close,
    }
  } catch (cause) {
    await close()
    throw cause
  }
}
