// A whole novice program, and an expert with a program of their own who got as far as the question, the picture or control
// and then says what they like.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { encodeFileMessage } from './files/file-frames.ts'
import { systemTimers } from './ports.ts'
import { logOnHostile, RFB_HELLO, rfbKey, rfbPointer, steal } from './testing/hostile-expert.ts'
import type { HostileExpert } from './testing/hostile-expert.ts'
import { answer, noviceState, startTestProgram } from './testing/two-programs.ts'
import type { TestProgram } from './testing/two-programs.ts'
import { channels } from './terminal-services/link.ts'
import type { Channel } from './terminal-services/link.ts'

let folder: string
let novice: TestProgram
let mallory: HostileExpert

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'attack-'))
  novice = startTestProgram('Ann', systemTimers)
  const path = join(folder, 'invitation.msrcincident')
  const saved = await novice.program.invitations.create({ from: 'Ann', minutes: 60, password: null, path })
  if (!saved.ok) throw new Error(saved.error.kind)
  mallory = await logOnHostile(novice.program.listeningPort() ?? 0, await steal(path))
  await novice.until(() => noviceState(novice)?.kind === 'asking', 'the novice is asked')
})

afterEach(async () => {
  mallory.link.cut()
  await novice.close()
  rmSync(folder, { recursive: true, force: true })
})

/** However busy the machine is. */
const PATIENT = { timeout: 20_000 }

const shown = () => novice.program.visits.shown()?.session
const typed = () => novice.injected.filter((line) => line !== 'release')
const aTurn = () => new Promise((turn) => setImmediate(turn))

async function viewing() {
  answer(novice, true)
  await novice.until(() => novice.captured.running, 'the screen is captured')
  mallory.input(0, ...RFB_HELLO)
}

async function controlling() {
  await viewing()
  await askForControl()
  answer(novice, true)
  await expect.poll(() => mallory.heard.map(({ type }) => type), PATIENT).toContain('control-granted')
}

async function askForControl() {
  mallory.say({ type: 'control-ask' })
  await novice.until(() => noviceState(novice)?.kind === 'control-asked', 'control is asked for')
}

/** The session was ended because of what was said, and nothing came of it. */
async function isThrownOut() {
  await mallory.closed
  expect(noviceState(novice)).toMatchObject({ kind: 'ended', why: { reason: 'protocol-broken' } })
  expect(typed()).toEqual([])
  expect(novice.captured.running).toBe(false)
}

describe('[ADM-7] before the Yes', () => {
  const text = (message: unknown) => Buffer.from(JSON.stringify(message))
  it.each<[string, Channel, Uint8Array]>([
    ['a request for control', channels.control, text({ type: 'control-ask' })],
    ['giving control back', channels.control, text({ type: 'control-release', by: 'expert-released' })],
    ['chat', channels.control, text({ type: 'chat', text: 'hello' })],
    ['a notice of typing', channels.control, text({ type: 'typing' })],
    ['a wish for colours', channels.control, text({ type: 'colours', colours: 'few' })],
    ['the novice’s own Yes', channels.control, text({ type: 'accepted', novice: 'Ann' })],
    ['a grant', channels.control, text({ type: 'control-granted', grant: 1 })],
    ['the logon once more', channels.control, text({ type: 'hello' })],
    ['no JSON', channels.control, Buffer.from('{')],
    ['no UTF-8', channels.control, Uint8Array.of(0xff, 0xfe)],
    ['more than 4 KiB', channels.control, text({ type: 'chat', text: 'x'.repeat(4_100) })],
    ['RFB', channels.rfb, Buffer.concat([Buffer.alloc(4), ...RFB_HELLO])],
    ['a key', channels.rfb, Buffer.concat([Uint8Array.of(0, 0, 0, 1), rfbKey(0x61)])],
    [
      'a file',
      channels.files,
      encodeFileMessage({ type: 'offer', first: 1, files: [{ name: 'a', size: 1 }] }),
    ],
    ['a call', channels.signalling, text({ type: 'ask', turn: 0 })],
    ['a heartbeat that is none', channels.beat, Uint8Array.of(1)],
  ])('%s: the expert is sent away, and sees and does nothing', async (_what, channel, payload) => {
    mallory.send(channel, payload)
    await mallory.closed
    expect(novice.program.visits.shown()).toBeUndefined()
    expect([novice.captured.starts, mallory.pictureBytes(), typed()]).toEqual([0, 0, []])
    const said = mallory.heard.map(({ type }) => type)
    expect(['asking', 'refused']).toEqual(expect.arrayContaining(said))
    expect(JSON.stringify(mallory.heard)).not.toContain('Ann')
  })
})

describe('[CTL-4] a permission that was not given', () => {
  it.each([
    ['a grant', { type: 'control-granted', grant: 1 }],
    ['a Yes', { type: 'accepted', novice: 'Ann' }],
    ['an end of the pause', { type: 'resumed' }],
    ['an answer to the novice’s own question', { type: 'answered', prompt: 2, accept: true }],
    ['a request with more in it', { type: 'control-ask', granted: true }],
  ])('%s of the expert’s own making does nothing and ends the session', async (_what, message) => {
    await viewing()
    await askForControl()
    mallory.say(message)
    await isThrownOut()
  })

  it.each([
    ['none', 0],
    ['the first one, before it is given', 1],
    ['one of later', 2],
    ['the largest', 0xffffffff],
  ])(
    'input under a grant that was never given (%s) does nothing and ends the session',
    async (_what, grant) => {
      await viewing()
      mallory.input(grant, rfbKey(0x61))
      await isThrownOut()
    },
  )

  it('input under the next grant ends the session while this one is used', async () => {
    await controlling()
    mallory.input(2, rfbPointer(1, 1, 1))
    await isThrownOut()
  })

  it('[CTL-3] input under a grant that is over does nothing: it may have been on its way at the ESC', async () => {
    await controlling()
    novice.pressEscape()
    mallory.input(1, rfbKey(0x61), rfbPointer(1, 1, 1))
    await askForControl()
    answer(novice, true)
    mallory.input(1, rfbKey(0x62))
    mallory.say({ type: 'chat', text: 'all has arrived' })
    await novice.until(() => shown()?.chat().at(-1)?.kind === 'theirs', 'all has arrived')
    expect(typed()).toEqual([])
    expect(noviceState(novice)?.kind).toBe('controlled')
  })
})

describe('[CTL-3] a flood of input', () => {
  it('of 10,000 events in one frame, those after the ESC are not injected', async () => {
    await controlling()
    mallory.input(1, ...Array.from({ length: 10_000 }, (_, n) => rfbPointer(n % 60, 1, 0)))
    while (typed().length === 0) await aTurn()
    // The very next turn in which anything else of this process runs.
    novice.pressEscape()
    const before = typed().length
    expect(before).toBeLessThan(1_000)
    mallory.say({ type: 'chat', text: 'all has arrived' })
    await novice.until(() => shown()?.chat().at(-1)?.kind === 'theirs', 'all has arrived')
    for (let n = 0; n < 200; n += 1) await aTurn()
    expect(typed()).toHaveLength(before)
  })

  it('10,000 events in a second are borne, in their order', async () => {
    await controlling()
    // Each frame is more than is worked off at once, and the next one waits behind it.
    for (let frame = 0; frame < 20; frame += 1)
      mallory.input(1, ...Array.from({ length: 500 }, (_, n) => rfbPointer((frame * 500 + n) % 64, 1, 0)))
    await expect.poll(() => typed().length, PATIENT).toBe(10_000)
    expect(typed()).toEqual(Array.from({ length: 10_000 }, (_, n) => `pointer ${n % 64},1 0`))
    expect(noviceState(novice)?.kind).toBe('controlled')
  })

  it('ten times as many end the session', async () => {
    await controlling()
    for (let frame = 0; frame < 1_000; frame += 1)
      mallory.input(1, ...Array.from({ length: 100 }, () => rfbPointer(1, 1, 0)))
    await mallory.closed
    expect(noviceState(novice)).toMatchObject({ kind: 'ended', why: { reason: 'protocol-broken' } })
    expect(novice.injected.at(-1)).toBe('release')
  })

  it('coordinates outside the screen, and every button there is, reach nothing outside', async () => {
    await controlling()
    for (const x of [64, 65, 0x7fff, 0xffff]) mallory.input(1, rfbPointer(x, 1, 255), rfbPointer(1, x, 255))
    mallory.input(1, rfbPointer(63, 47, 255))
    await expect.poll(() => typed().length, PATIENT).toBeGreaterThan(0)
    expect(typed()).toEqual(['pointer 63,47 255'])
  })
})

describe('[CTL-5] while the novice is asked', () => {
  it('Enter, Space, Esc and clicks answer nothing, whatever the question', async () => {
    await controlling()
    const flood = () => {
      for (const key of [0xff0d, 0x20, 0xff1b, 0x79])
        mallory.input(1, rfbKey(key), rfbKey(key, false), rfbPointer(5, 5, 1), rfbPointer(5, 5, 0))
    }
    shown()?.hear({ kind: 'still-due' })
    flood()
    mallory.say({ type: 'chat', text: 'one' })
    await novice.until(() => shown()?.chat().at(-1)?.kind === 'theirs', 'the flood has arrived')
    expect(typed()).toEqual([])
    expect(noviceState(novice)).toMatchObject({ kind: 'controlled', confirming: true })
    answer(novice, true)
    mallory.input(1, rfbKey(0x61))
    await expect.poll(typed, PATIENT).toEqual(['key 97 down'])
  })
})

describe('[CTL-6] what the system keeps the expert’s input from', () => {
  it('is told to both sides while control lasts, and not after', async () => {
    await controlling()
    const notes = () =>
      shown()
        ?.chat()
        .flatMap((line) => (line.kind === 'note' && line.note.kind === 'input-blocked' ? [line.note] : []))
    novice.block(true)
    novice.block(false)
    const both = [true, false].map((blocked) => ({ kind: 'input-blocked', blocked }))
    expect(notes()).toEqual(both)
    await expect.poll(() => mallory.heard, PATIENT).toContainEqual({ type: 'input-blocked', blocked: false })
    novice.pressEscape()
    novice.block(true)
    expect(notes()).toEqual(both)
  })
})

describe('[CTL-2] an ESC sensor that dies', () => {
  it('ends control at once, and both are told why', async () => {
    await controlling()
    novice.loseEscape()
    expect(noviceState(novice)?.kind).toBe('viewing')
    mallory.input(1, rfbKey(0x61))
    await expect
      .poll(() => mallory.heard, PATIENT)
      .toContainEqual({ type: 'control-ended', by: 'escape-unheard' })
    expect(typed()).toEqual([])
    expect(novice.sensor.running).toBe(false)
  })

  it('takes an open request along', async () => {
    await viewing()
    await askForControl()
    novice.loseEscape()
    expect(noviceState(novice)?.kind).toBe('viewing')
    await expect
      .poll(() => mallory.heard, PATIENT)
      .toContainEqual({ type: 'control-refused', why: 'not-possible' })
  })
})
