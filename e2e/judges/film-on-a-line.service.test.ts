// A film on a thin line, from our encoder page to our viewer, each in a Chromium of its own: what the viewer shows follows
// the film, and at rest each pixel is the screen's. How many pictures a second there are, and when it is sharp, is printed and not asserted; with
// SHOW_JPEG in the environment the same film comes as JPEG first, to compare.

import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { SERVER_ADDRESS, whyNoLine } from '../../electron/services/rfb-server/testing/namespaces.ts'
import { onALine, type OnALine } from '../../electron/services/rfb-server/testing/on-a-line.ts'
import { PICTURE_MS, PICTURES } from './film/movie.ts'

const why = whyNoLine()
if (why !== undefined) console.warn(`films are not tried on lines: ${why}`)

/** Each look costs the viewer's page some time of its own. */
const PATIENCE = { timeout: 120_000, interval: 1000 }
const WATCHED_MS = 8000
const WARM_MS = 5000
const watchedSchema = z.object({
  watched: z.array(z.array(z.object({ at: z.number(), number: z.number() }))),
  off: z.number(),
  /** Pictures of H.264. */
  decoded: z.number(),
})

const end = (file: string) => join(import.meta.dirname, 'film', file)
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const median = (list: readonly number[]) =>
  list.toSorted((one, other) => one - other)[list.length >> 1] ?? NaN

/** Plays the film and looks at it after a while. */
async function watch(on: OnALine) {
  await expect.poll(async () => (await on.compare()).same, PATIENCE).toBe(true)
  on.server.order('film')
  const begun = Number((await on.server.says('begun'))['begun'])
  await pause(WARM_MS)
  on.client.order(`watch ${WATCHED_MS}`)
  const { watched, off, decoded } = watchedSchema.parse(await on.client.says('watched'))
  const round = PICTURES * PICTURE_MS
  const lateness = watched.flatMap((row) =>
    row.slice(1).map(({ at, number }) => (((at - begun - number * PICTURE_MS) % round) + round) % round),
  )
  const counts = watched.map((row) => row.length - 1)
  return { off, decoded, late: median(lateness), counts, perSecond: median(counts) / (WATCHED_MS / 1000) }
}

const print = (rate: number, how: string, { perSecond, late }: Awaited<ReturnType<typeof watch>>) =>
  console.info(
    `${rate} bit/s, ${how}: ${perSecond.toFixed(1)} pictures a second, ${Math.round(late)} ms late`,
  )

describe.skipIf(why !== undefined)('a film on a line', { timeout: 300_000 }, () => {
  let stage: OnALine | undefined
  afterEach(() => stage?.stop())

  const play = async (how: 'jpeg' | 'video', rate: number) => {
    const on = await onALine(
      { rate, delayMs: 10 },
      { server: [end('film-server.ts'), how], client: [end('film-viewer.ts'), SERVER_ADDRESS] },
    )
    stage = on
    return { on, seen: await watch(on) }
  }

  it.each([1_000_000, 300_000])('of %d bit/s comes as H.264, and is sharp at rest', async (rate) => {
    if (process.env['SHOW_JPEG'] !== undefined) {
      const jpeg = await play('jpeg', rate)
      jpeg.on.stop()
      print(rate, 'JPEG', jpeg.seen)
    }
    const { on, seen } = await play('video', rate)
    print(rate, 'H.264', seen)
    expect(seen.decoded).toBeGreaterThan(10)
    // Each height shows pictures of its own; what stands still in the film has its colours.
    for (const count of seen.counts) expect(count).toBeGreaterThan(10)
    expect(seen.off).toBeLessThan(32)

    on.server.order('stop')
    await on.server.says('stopped')
    const rest = performance.now()
    await expect.poll(async () => (await on.compare()).same, PATIENCE).toBe(true)
    console.info(`${rate} bit/s: sharp after ${Math.round(performance.now() - rest)} ms`)
  })
})
