// Whole sessions on lines as people have them: two programs in two processes and two network namespaces, real TLS, a real X
// server on the novice's side. What is asserted is order, counts, bytes and pixels, never a time; the README has the table.

import { spawnSync } from 'node:child_process'
import { afterEach, describe, expect, it } from 'vitest'
import { whyNoLine } from '../../electron/services/rfb-server/testing/namespaces.ts'
import type { LineKind } from '../../electron/services/rfb-server/testing/on-a-line.ts'
import { openBadLine } from './bad-line.ts'
import type { BadLine } from './bad-line.ts'
import { meet, sendFiles, takeControl } from './two-ends.ts'

const why =
  whyNoLine() ?? (spawnSync('Xvfb', ['-version']).error === undefined ? undefined : 'Xvfb is missing')
if (why !== undefined) process.stderr.write(`sessions were not tried on bad lines: ${why}\n`)

type Case = LineKind & { readonly fileBytes: number }
const CLEAN: LineKind = { rate: 200_000_000, delayMs: 1 }

const lines: readonly (readonly [string, Case])[] = [
  ['a clean line', { ...CLEAN, fileBytes: 8_000_000 }],
  ['2 % loss and 50 ms', { rate: 20_000_000, delayMs: 25, lostEach: 50, fileBytes: 400_000 }],
  ['1 Mbit/s', { rate: 1_000_000, delayMs: 10, fileBytes: 200_000 }],
  ['10 Mbit/s', { rate: 10_000_000, delayMs: 10, fileBytes: 2_000_000 }],
  ['a satellite, 300 ms', { rate: 10_000_000, delayMs: 150, fileBytes: 400_000 }],
]

describe.skipIf(why !== undefined)('[SES-4] a session on', () => {
  let line: BadLine
  afterEach(() => line.close())

  const until = (end: 'novice' | 'expert', state: string, broken = false) =>
    line[end].tell({ do: 'until', state, broken })
  const type = async (number: number) => {
    const { typed } = await line.expert.tell({ do: 'type', number })
    if (typed === null) throw new Error('nothing was typed')
    return typed
  }

  it.each(lines)('%s: letters pass a film and files, and all of it arrives as it is', async (_, kind) => {
    line = await openBadLine(kind)
    await meet(line)
    await takeControl(line)
    await line.untilSame()
    await line.film(true)
    // The film runs, and the line has been learnt.
    await type(0)
    await type(1)
    await sendFiles(line, kind.fileBytes)
    const perMs = kind.rate / 8000
    // What the line itself holds and 50 ms of data, half as much again for a busy computer, and some pieces of a file.
    const most = perMs * (2 * kind.delayMs + 50) * 1.5 + 32 * 1024
    const letters: { readonly inFront: number; readonly before: number }[] = []
    for (let number = 2; number < 12; number++) letters.push(await type(number))
    // For the README's table.
    if (process.env['SHOW_BYTES'] !== undefined) console.log(kind.rate, letters, most)
    // A computer that does not come round for a moment touches one of them.
    const inFront = letters.map((letter) => letter.inFront).toSorted((a, b) => a - b)
    expect(inFront.at(-2)).toBeLessThan(most)
    expect(inFront.at(-1)).toBeLessThan(most * 2)
    for (const { before } of letters) expect(before).toBeLessThan(most * 2)
    const { picture } = await line.expert.tell({ do: 'picture' })
    // Text is never a photograph, whatever runs beside it.
    expect(picture?.missingText).toBe(0)
    await line.film(false)
    const [ann, bob] = [
      await line.novice.tell({ do: 'files-over' }),
      await line.expert.tell({ do: 'files-over' }),
    ]
    expect([...ann.files, ...bob.files].map(({ status }) => status.kind)).toEqual(Array(4).fill('done'))
    await line.untilSame()
    expect(await line.keysTyped()).toBe(12)
    expect(ann).toMatchObject({ state: 'controlled', broken: false, asked: 2 })
    expect(ann.events).not.toContain('line-broken')
  })

  it('a line that is dark for 5 s: it lives, what was held goes up, and what was typed into the dark is lost', async () => {
    line = await openBadLine({ rate: 10_000_000, delayMs: 10 })
    await meet(line)
    await takeControl(line)
    await line.film(true)
    await type(0)
    await line.expert.tell({ do: 'hold-shift' })
    await expect.poll(() => line.keysTyped()).toBe(2)
    expect(line.isHeld()).toBe(true)
    await line.dark()
    const from = await line.novice.tell({ do: 'look' })
    await line.expert.tell({ do: 'type-blindly', letter: 'b' })
    await new Promise((resolve) => setTimeout(resolve, 5000))
    const dark = await line.novice.tell({ do: 'look' })
    // The next heartbeat may be that of the same moment; the one after it is the first that is missed.
    expect(dark.letGo[from.letGo.length]).toBeLessThanOrEqual(from.beats + 2)
    expect(line.isHeld()).toBe(false)
    await line.light()
    await line.film(false)
    // Until each side knows again that what comes is fresh, letters are lost. TCP's next try may be so far away by now that
    // the session takes another connection: then control has to be asked for again.
    const typed = async () => {
      const { state, broken } = await line.expert.tell({ do: 'look' })
      if (state === 'viewing' && !broken) await takeControl(line)
      await line.expert.tell({ do: 'type-blindly', letter: 'c' })
      return (await line.novice.tell({ do: 'look' })).keys
    }
    await expect.poll(typed, { timeout: 60_000, interval: 300 }).toContain('key 99 down')
    await line.untilSame()
    const after = await line.novice.tell({ do: 'look' })
    expect(after.keys).not.toContain('key 98 down')
    expect(after.events.filter((kind) => kind === 'expert-asks')).toHaveLength(1)
  })

  it('a line that is dark for 20 s is taken up again, without a question; control is not', async () => {
    line = await openBadLine({ rate: 10_000_000, delayMs: 10 }, { haste: 5 })
    await meet(line)
    await takeControl(line)
    await type(0)
    await line.dark()
    await until('novice', 'viewing', true)
    await until('expert', 'viewing', true)
    await line.film(true)
    await line.light()
    await until('expert', 'viewing')
    const back = await until('novice', 'viewing')
    expect(back).toMatchObject({ asked: 2 })
    expect(back.events).toEqual(expect.arrayContaining(['line-broken', 'line-back', 'control-ended']))
    await takeControl(line)
    await type(1)
    await line.film(false)
    await line.untilSame()
  })

  it('a line that is dark for 60 s ends on both sides, and the same invitation leads back', async () => {
    line = await openBadLine({ rate: 10_000_000, delayMs: 10 }, { haste: 5 })
    await meet(line)
    await takeControl(line)
    await line.dark()
    const [ann, bob] = [await until('novice', 'ended'), await until('expert', 'ended')]
    expect(ann.why).toMatchObject({ kind: 'session-over', reason: 'link-lost' })
    expect(bob.why).toMatchObject({ reason: 'link-lost' })
    await new Promise((resolve) => setTimeout(resolve, 12_000 - 8_000))
    await line.light()
    await line.expert.tell({ do: 'connect', file: line.file })
    await line.novice.tell({ do: 'answer', question: 'asking' })
    await until('expert', 'viewing')
  })

  it('another address of the expert’s: found again, without a question', async () => {
    line = await openBadLine({ rate: 10_000_000, delayMs: 10 }, { haste: 3 })
    await meet(line)
    await takeControl(line)
    await type(0)
    line.ip('novice', 'route', 'add', '10.77.0.0/24', 'dev', 'DEVICE')
    line.ip('expert', 'address', 'del', '10.77.0.2', 'peer', '10.77.0.1', 'dev', 'DEVICE')
    line.ip('expert', 'address', 'add', '10.77.0.3', 'peer', '10.77.0.1', 'dev', 'DEVICE')
    await until('expert', 'viewing', true)
    await until('expert', 'viewing')
    const back = await until('novice', 'viewing')
    expect(back.asked).toBe(2)
    expect(back.events).toContain('line-back')
    await takeControl(line)
    await type(1)
    await line.untilSame()
  })

  const second = '10.78.0.1'
  const leaveFirst = () => {
    line.ip('novice', 'address', 'del', '10.77.0.1', 'peer', '10.77.0.2', 'dev', 'DEVICE')
    line.ip('novice', 'route', 'add', '10.77.0.2', 'dev', 'DEVICE', 'src', second)
  }

  it('another address of the novice’s that the invitation has: found again, without a question', async () => {
    line = await openBadLine(
      { rate: 10_000_000, delayMs: 10 },
      {
        haste: 3,
        prepare: (ip) => {
          ip('novice', 'address', 'add', `${second}/32`, 'dev', 'DEVICE')
          ip('expert', 'route', 'add', second, 'dev', 'DEVICE')
        },
      },
    )
    expect(line.listed.slice(0, 2)).toEqual(['10.77.0.1:3389', `${second}:3389`])
    await meet(line)
    await takeControl(line)
    await type(0)
    leaveFirst()
    await until('expert', 'viewing', true)
    await until('expert', 'viewing')
    expect((await until('novice', 'viewing')).asked).toBe(2)
    await takeControl(line)
    await type(1)
    await line.untilSame()
  })

  it('an address that the novice got in mid-session, a cable beside Wi-Fi: the expert is told, and finds back', async () => {
    line = await openBadLine({ rate: 10_000_000, delayMs: 10 }, { haste: 3 })
    expect(line.listed).not.toContain(`${second}:3389`)
    await meet(line)
    await takeControl(line)
    line.ip('novice', 'address', 'add', `${second}/32`, 'dev', 'DEVICE')
    line.ip('expert', 'route', 'add', second, 'dev', 'DEVICE')
    const { looks } = await line.novice.tell({ do: 'look' })
    await expect
      .poll(async () => (await line.novice.tell({ do: 'look' })).looks, { timeout: 20_000 })
      .toBeGreaterThan(looks)
    // What is said in a session keeps its order: with this letter the new address has come, too.
    await type(0)
    leaveFirst()
    await until('expert', 'viewing', true)
    await until('expert', 'viewing')
    expect((await until('novice', 'viewing')).asked).toBe(2)
    await takeControl(line)
    await type(1)
  })
})
