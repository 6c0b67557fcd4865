// The RFB server and a client on lines as people have them: two processes in two network namespaces, real TCP, each kernel
// with its own buffers. What is asserted is order, counts and pixels, never a time.

import { afterEach, describe, expect, it } from 'vitest'
import { whyNoLine } from './testing/namespaces.ts'
import { onALine, type LineKind, type OnALine } from './testing/on-a-line.ts'

const why = whyNoLine()
if (why !== undefined) console.warn(`lines are not tried: ${why}`)

const lines: readonly (readonly [string, LineKind])[] = [
  ['1 Mbit/s', { rate: 1_000_000, delayMs: 10 }],
  ['10 Mbit/s', { rate: 10_000_000, delayMs: 10 }],
  ['10 Mbit/s and 300 ms', { rate: 10_000_000, delayMs: 150 }],
  ['10 Mbit/s and 50 ms, 2 % lost', { rate: 10_000_000, delayMs: 25, lostEach: 50 }],
]

describe.skipIf(why !== undefined)('the picture on a line', () => {
  let stage: OnALine | undefined
  afterEach(() => stage?.stop())

  it.each(lines)('of %s: letters pass a film, and at rest each pixel is the screen’s', async (_, kind) => {
    const on = await onALine(kind)
    stage = on
    await on.untilSame()
    on.server.order('film')
    // The film runs, and the line has been learnt.
    for (let warm = 0; warm < 5; warm++) await on.echo()
    const film = await on.count(1000)
    expect(film.ways['jpeg']).toBeGreaterThan(0)
    const perMs = kind.rate / 8000
    for (let letter = 0; letter < 10; letter++) {
      // What the line itself holds and 50 ms of data, thrice for a busy computer, and a few parts: no film's backlog.
      const most = perMs * (2 * kind.delayMs + 50) * 3 + 32 * 1024
      expect(await on.bytesBeforeEcho()).toBeLessThan(most)
    }
    on.server.order('stop')
    await on.server.says('stopped')
    await on.untilSame()
    expect(await on.compare()).toEqual({ same: true, missing: 0 })
  })

  it('of 1 Mbit/s: letters arrive before the rest of a large change', async () => {
    const on = await onALine({ rate: 1_000_000, delayMs: 10 })
    stage = on
    await on.untilSame()
    on.server.order('photo 3')
    const letters = [await on.bytesBeforeEcho(), await on.bytesBeforeEcho(), await on.bytesBeforeEcho()]
    // As it is, the photograph is half a million bytes: more than three seconds of this line.
    // On a busy computer something of all of it may be there by then, but not all of it as it is.
    expect((await on.compare()).same).toBe(false)
    expect(Math.max(...letters)).toBeLessThan(100_000)
    await on.untilSame()
    expect((await on.compare()).missing).toBe(0)
  })

  it('that the expert bounds stays below the bound while a film plays', async () => {
    const on = await onALine({ rate: 10_000_000, delayMs: 10 })
    stage = on
    // Who is not connected yet has nothing to bound.
    await on.untilSame()
    // What the expert's 1 Mbit/s leaves to the picture.
    on.server.order('limit 112500')
    on.server.order('film')
    await on.echo()
    const { arrivals } = await on.count(6000)
    const [first] = arrivals
    const last = arrivals.at(-1)
    if (first === undefined || last === undefined) throw new Error('nothing came')
    const seconds = (last.at - first.at) / 1000
    const bytes = arrivals.reduce((sum, each) => sum + each.bytes, 0)
    // What was under way when counting began, and the burst that a bound allows, come on top.
    expect(bytes / 125_000).toBeLessThan(seconds + 1)
    expect(bytes / 125_000).toBeGreaterThan(seconds * 0.2)
  })
})
