// Test networks. Two whole programs in two processes, wherever they run, and what a session between them consists of.

import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Display } from '../displays/xvfb.ts'
import type { Answer, Order, Report, Setup } from './orders.ts'
import type { Player } from './player.ts'

const script = new URL('./whole-program.ts', import.meta.url).pathname

export type End = {
  /** Throws with what went wrong over there. */
  tell(order: Order): Promise<Report>
  kill(): Promise<void>
}

/** Starts a script of ours somewhere, with one argument. */
export type Place = (script: string, argument: string) => Promise<Player>

export type TwoEnds = {
  readonly novice: End
  readonly expert: End
  /** Addresses in the invitation. */
  readonly listed: readonly string[]
  /** Where the invitation is. */
  readonly file: string
  /** A file of so many bytes that nobody could press together. */
  makeFile(name: string, bytes: number): string
  close(): Promise<void>
}

type Wishes = Pick<Setup, 'display' | 'portMapping' | 'haste'>

async function startEnd(place: Place, setup: Setup): Promise<End> {
  const player = await place(script, JSON.stringify(setup))
  return {
    tell: async (order) => {
      const answer = JSON.parse(await player.ask(JSON.stringify(order))) as Answer
      if ('failed' in answer) throw new Error(answer.failed)
      return answer
    },
    kill: player.kill,
  }
}

/** The invitation is written; nobody has opened it yet. */
export async function startTwoEnds(
  places: { readonly novice: Place; readonly expert: Place },
  { display, portMapping, haste = 1 }: Wishes,
): Promise<TwoEnds> {
  const folder = mkdtempSync(join(tmpdir(), 'two-ends-'))
  const folderOf = (name: string) => mkdtempSync(join(folder, name))
  const novice = await startEnd(places.novice, {
    name: 'Ann',
    folder: folderOf('ann'),
    haste,
    ...(display !== undefined && { display }),
    ...(portMapping !== undefined && { portMapping }),
  })
  const expert = await startEnd(places.expert, { name: 'Bob', folder: folderOf('bob'), haste })
  const file = join(folder, 'Ann.msrcincident')
  const { listed } = await novice.tell({ do: 'invite', file })
  return {
    novice,
    expert,
    listed,
    file,
    makeFile: (name, bytes) => {
      const path = join(folder, name)
      writeFileSync(path, randomBytes(bytes))
      return path
    },
    close: async () => {
      await Promise.all([novice.kill(), expert.kill()])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** From the double click to the expert's picture. */
export async function meet({ novice, expert, file }: TwoEnds): Promise<void> {
  await expert.tell({ do: 'connect', file })
  await novice.tell({ do: 'answer', question: 'asking' })
  await expert.tell({ do: 'until', state: 'viewing' })
  await expert.tell({ do: 'view' })
}

export async function takeControl({ novice, expert }: TwoEnds): Promise<void> {
  await expert.tell({ do: 'ask-control' })
  await novice.tell({ do: 'answer', question: 'control-asked' })
  await expert.tell({ do: 'until', state: 'controlling' })
}

/** What the X server itself holds. */
export function hashOf(display: Display): string {
  const { pixels } = display.framebuffer()
  const words = new Uint32Array(pixels.slice().buffer).map((word) => word & 0xffffff)
  return createHash('sha256').update(words).digest('hex')
}

/** Both ways at the same time; resolves when both are under way. */
export async function sendFiles({ novice, expert, makeFile }: TwoEnds, bytes: number): Promise<void> {
  await novice.tell({ do: 'offer', path: makeFile('to-bob.bin', bytes) })
  await expert.tell({ do: 'take' })
  await expert.tell({ do: 'offer', path: makeFile('to-ann.bin', bytes) })
  await novice.tell({ do: 'take' })
}
