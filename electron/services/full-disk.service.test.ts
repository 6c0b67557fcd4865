// Tests of a whole program whose profile lies on a real disk that gets full in the middle of a session.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type SmallDisk, openSmallDisk, whyNoSmallDisk } from './testing/small-disk.ts'
import { type TestProgram, answer, noviceState, openCase, startTestProgram } from './testing/two-programs.ts'

const reason = whyNoSmallDisk()

describe.skipIf(reason !== undefined)(`a full disk${reason === undefined ? '' : ` (${reason})`}`, () => {
  let folder: string
  let disk: SmallDisk
  let novice: TestProgram
  let expert: TestProgram

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'invitations-'))
    disk = openSmallDisk()
    novice = startTestProgram('Ann', undefined, { folder: disk.folder })
    expert = startTestProgram('Bob')
  })
  afterEach(async () => {
    await expert.close()
    await novice.close()
    disk.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const invite = (name: string) =>
    novice.program.invitations.create({
      from: 'Ann',
      minutes: 60,
      password: null,
      path: join(folder, `${name}.msrcincident`),
    })

  async function meet(path: string) {
    const opened = await openCase(expert, path)
    opened.session.connect(null)
    await novice.until(() => noviceState(novice)?.kind === 'asking', 'the novice is asked')
    return opened
  }

  it('[TKT-3] takes no session away, and Expire ends session, ticket and port at once', async () => {
    const saved = await invite('one')
    if (!saved.ok) throw new Error(saved.error.kind)
    const { session } = await meet(saved.value.path)
    disk.fill()
    // What is asked, answered and said is noted in the event log, which takes nothing any more.
    answer(novice, true)
    await expert.until(() => session.state().kind === 'viewing', 'the expert sees')
    session.hear({ kind: 'take-control-clicked' })
    await novice.until(() => noviceState(novice)?.kind === 'control-asked', 'control is asked for')
    answer(novice, true)
    await expert.until(() => session.state().kind === 'controlling', 'the expert controls')
    expect(novice.program.listeningPort()).toBeDefined()
    expect(novice.program.expire(saved.value.ticketId)).toBe(true)
    expect(novice.program.store.unsaved).toBe(true)
    expect(noviceState(novice)?.kind).toBe('ended')
    expect(novice.captured.running).toBe(false)
    expect(novice.injected.at(-1)).toBe('release')
    await novice.until(() => novice.program.listeningPort() === undefined, 'the port closes')
    // Room again: the timer that tries keeps it, and nobody has to do anything.
    disk.empty()
    await novice.until(() => !novice.program.store.unsaved, 'it is on the disk')
  })

  it('[TKT-1] says so when an invitation is to be made, and no port opens', async () => {
    disk.fill()
    expect(await invite('one')).toEqual({ ok: false, error: { kind: 'not-stored' } })
    expect(novice.program.store.list()).toEqual([])
    expect(novice.program.listeningPort()).toBeUndefined()
    disk.empty()
    expect(await invite('two')).toMatchObject({ ok: true })
  })

  it('a disk that gets full before the door opens leaves no ticket open without its file', async () => {
    const { store } = novice.program
    const stop = store.onChange(() => {
      stop()
      disk.fill()
    })
    expect(await invite('one')).toEqual({ ok: false, error: { kind: 'not-stored' } })
    expect(store.list().filter(({ state }) => state.kind === 'open')).toEqual([])
    await novice.until(() => novice.program.listeningPort() === undefined, 'the port closes')
  })
})
