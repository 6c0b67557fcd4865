import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Case } from './expert/cases.ts'
import { answer, noviceState, openCase, startTestProgram } from './testing/two-programs.ts'
import type { TestProgram } from './testing/two-programs.ts'

let folder: string
let novice: TestProgram
let expert: TestProgram

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'invitations-'))
  novice = startTestProgram('Ann')
  expert = startTestProgram('Bob')
})

afterEach(async () => {
  novice.faults.clear()
  await expert.close()
  await novice.close()
  rmSync(folder, { recursive: true, force: true })
})

async function invite() {
  const path = join(folder, 'invitation.msrcincident')
  const saved = await novice.program.invitations.create({ from: 'Ann', minutes: 60, password: null, path })
  if (!saved.ok) throw new Error(saved.error.kind)
  return saved.value
}

async function knocking(): Promise<Extract<Case, { kind: 'open' }>> {
  const opened = await openCase(expert, (await invite()).path)
  opened.session.connect(null)
  return opened
}

async function asked() {
  const opened = await knocking()
  await novice.until(() => noviceState(novice)?.kind === 'asking', 'the novice is asked')
  return opened
}

async function controlled() {
  const opened = await asked()
  answer(novice, true)
  await expert.until(() => opened.session.state().kind === 'viewing', 'the expert sees')
  opened.session.hear({ kind: 'take-control-clicked' })
  await novice.until(() => noviceState(novice)?.kind === 'control-asked', 'control is asked for')
  answer(novice, true)
  await expert.until(() => opened.session.state().kind === 'controlling', 'the expert controls')
  return opened
}

/** From now on every write into the novice's event log meets a full disk. */
function fillDisk() {
  Object.assign(novice.program.store, {
    record: () => {
      throw new Error('the disk is full')
    },
  })
}

const lastNote = ({ session }: Extract<Case, { kind: 'open' }>) => {
  const line = session.chat().at(-1)
  return line?.kind === 'note' ? line.note : undefined
}

describe('an expert who wants too much', () => {
  it('[ADM-4] is denied without a prompt after five Nos in a row', async () => {
    const opened = await openCase(expert, (await invite()).path)
    for (let i = 0; i < 5; i++) {
      opened.session.connect(null)
      await novice.until(() => noviceState(novice)?.kind === 'asking', 'the novice is asked')
      answer(novice, false)
      await expert.until(() => opened.session.state().kind === 'question', 'the No')
    }
    const events = novice.program.store.events(1000).length
    opened.session.connect(null)
    await expert.until(() => opened.session.state().kind === 'logging-on', 'one more attempt')
    await expert.until(() => opened.session.state().kind === 'question', 'its end')
    const since = novice.program.store.events(1000).slice(0, -events)
    expect(since.map(({ kind }) => kind)).toEqual(['refused'])
    expect(opened.session.state()).toMatchObject({ failure: { kind: 'refused', refusal: 'too-soon' } })
  })

  it('[CTL-1] is refused without a prompt after five Nos, and nothing listens to the novice’s keys', async () => {
    const opened = await asked()
    answer(novice, true)
    await expert.until(() => opened.session.state().kind === 'viewing', 'the expert sees')
    for (let i = 0; i < 5; i++) {
      opened.session.hear({ kind: 'take-control-clicked' })
      await novice.until(() => noviceState(novice)?.kind === 'control-asked', 'control is asked for')
      expect(novice.sensor.running).toBe(true)
      answer(novice, false)
      expect(novice.sensor.running).toBe(false)
      await expert.until(() => opened.session.state().kind === 'viewing', 'the No')
    }
    opened.session.hear({ kind: 'take-control-clicked' })
    await expert.until(() => opened.session.state().kind === 'viewing', 'one more No')
    expect(lastNote(opened)).toEqual({ kind: 'control-refused', why: 'too-soon' })
    expect(noviceState(novice)?.kind).toBe('viewing')
    expect(novice.sensor.running).toBe(false)
  })

  it('[CTL-2] hears that control is not possible where ESC cannot be heard, and the novice is told of the request', async () => {
    const opened = await asked()
    answer(novice, true)
    await expert.until(() => opened.session.state().kind === 'viewing', 'the expert sees')
    novice.faults.add('sensor')
    opened.session.hear({ kind: 'take-control-clicked' })
    await expert.until(() => opened.session.state().kind === 'viewing', 'the refusal')
    const refusal = { kind: 'control-refused', why: 'not-possible' }
    expect(lastNote(opened)).toEqual(refusal)
    expect(novice.program.visits.shown()?.session.chat().at(-1)).toMatchObject({ note: refusal })
  })
})

describe('when something of the novice’s computer fails', () => {
  it('[SES-4] an injector that fails at the end keeps neither the screen nor the connection open', async () => {
    const opened = await controlled()
    novice.faults.add('release')
    opened.session.hear({ kind: 'disconnect-clicked' })
    await novice.until(() => noviceState(novice)?.kind === 'ended', 'the session ends')
    expect(novice.captured.running).toBe(false)
    expect(novice.sensor.running).toBe(false)
  })

  it('[CTL-6] an injector that fails while control is taken back ends the session', async () => {
    const opened = await controlled()
    novice.faults.add('release')
    novice.program.visits.shown()?.session.hear({ kind: 'control-stopped', by: 'stop-button' })
    expect(noviceState(novice)).toMatchObject({ kind: 'ended', why: { reason: 'failed' } })
    expect(novice.captured.running).toBe(false)
    await expert.until(() => opened.session.state().kind === 'ended', 'the expert is told')
  })

  it('[ADM-7] a capture that fails at once ends the session, and both sides are told', async () => {
    const opened = await asked()
    novice.faults.add('capture')
    answer(novice, true)
    await novice.until(() => noviceState(novice)?.kind === 'ended', 'the session ends')
    await expert.until(() => opened.session.state().kind === 'ended', 'the expert is told')
  })

  it('[SES-5] a full disk takes lines of the log, not the end of the session', async () => {
    const opened = await controlled()
    fillDisk()
    opened.session.hear({ kind: 'disconnect-clicked' })
    await novice.until(() => noviceState(novice)?.kind === 'ended', 'the session ends')
    expect(novice.captured.running).toBe(false)
    expect(novice.injected.at(-1)).toBe('release')
  })

  it('[ADM-2] nobody gets in while tickets cannot be read, and nobody is left waiting', async () => {
    const path = (await invite()).path
    const opened = await openCase(expert, path)
    Object.assign(novice.program.store, {
      find: () => {
        throw new Error('the disk cannot be read')
      },
    })
    opened.session.connect(null)
    await expert.until(() => opened.session.state().kind !== 'question', 'an attempt')
    await expert.until(() => opened.session.state().kind === 'question', 'its end')
    expect(opened.session.state()).toMatchObject({ failure: { kind: 'no-address-answered' } })
    expect(novice.program.visits.shown()).toBeUndefined()
  })

  it('[TKT-7] an invitation that cannot be finished leaves no open ticket behind', async () => {
    Object.assign(novice.program.store, {
      rewritten: () => {
        throw new Error('the disk is full')
      },
    })
    const wish = { from: 'Ann', minutes: 60, password: null, path: join(folder, 'a.msrcincident') }
    await expect(novice.program.invitations.create(wish)).rejects.toThrow('the disk is full')
    expect(novice.program.store.list()).toEqual([])
    await novice.until(() => novice.program.listeningPort() === undefined, 'the listener closes')
  })
})
