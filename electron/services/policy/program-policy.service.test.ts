import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createConnection } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Policy, PolicyValues } from '../../../shared/policy.ts'
import { silentPolicy } from '../../../shared/policy.ts'
import { systemTimers } from '../ports.ts'
import { connect, control, invite, keyEvent, kindOf } from '../testing/meeting.ts'
import type { Meeting } from '../testing/meeting.ts'
import { answer, noviceState, openCase, startTestProgram } from '../testing/two-programs.ts'
import type { TestProgram } from '../testing/two-programs.ts'
import { filePolicy } from './file-policy.ts'

let folder: string
let programs: TestProgram[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'policies-'))
  programs = []
})
afterEach(async () => {
  await Promise.all(programs.map((program) => program.close()))
  rmSync(folder, { recursive: true, force: true })
})

const inForce = (values: Partial<PolicyValues>): Policy => ({
  source: 'a test',
  kind: 'in-force',
  values: { ...silentPolicy, ...values },
})
const noHelp = inForce({ allowToGetHelp: false })
const noControl = inForce({ allowFullControl: false })
const broken: Policy = { source: 'a test', kind: 'broken', problem: { kind: 'not-json' } }

function started(
  name: string,
  ...more: Parameters<typeof startTestProgram> extends [string, ...infer R] ? R : never
) {
  const program = startTestProgram(name, ...more)
  programs.push(program)
  return program
}

const meeting = (
  ...novice: Parameters<typeof started> extends [string, ...infer R] ? R : never
): Meeting => ({
  novice: started('Ann', ...novice),
  expert: started('Bob'),
  folder,
})

/** Her program looks at the policy every 15 seconds and not a hundredth of that: so what happens is due to the decision. */
const unhurried = (settings: Parameters<typeof meeting>[1] = {}) => meeting(systemTimers, settings)

const answers = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' })
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })

const logged = ({ program }: TestProgram, kind: string) =>
  program.store.events(100).filter((event) => event.kind === kind)

const create = ({ novice }: Meeting, minutes = 60) =>
  novice.program.invitations.create({
    from: 'Ann',
    minutes,
    password: null,
    path: join(folder, 'x.msrcincident'),
  })

describe('[POL-1] help that is not allowed', () => {
  it.each([
    ['a policy that says no', noHelp],
    ['a policy that cannot be followed', broken],
  ])('%s: no invitation, and nothing listens', async (_, policy) => {
    const all = meeting()
    all.novice.rules.policy = policy
    expect(await create(all)).toEqual({ ok: false, error: { kind: 'not-allowed' } })
    expect(all.novice.program.store.list()).toEqual([])
    expect(logged(all.novice, 'ticket-created')).toEqual([])
    expect(all.novice.program.listeningPort()).toBeUndefined()
  })

  it('the user’s own No is one as well, and a policy does not overrule it', async () => {
    const all = meeting(undefined, { allowToGetHelp: false })
    all.novice.rules.policy = inForce({ allowToGetHelp: true, allowFullControl: true })
    expect(await create(all)).toEqual({ ok: false, error: { kind: 'not-allowed' } })
  })

  it('closes the door that is open, keeps the invitation, and opens again when it is allowed', async () => {
    const all = meeting()
    const { novice, expert } = all
    const { path, ticketId } = await invite(all)
    const port = novice.program.listeningPort() ?? 0
    novice.rules.policy = noHelp
    await novice.until(() => novice.program.listeningPort() === undefined, 'the listener closes')
    expect(await answers(port)).toBe(false)
    expect(novice.program.store.find(ticketId)?.state.kind).toBe('open')
    expect(await novice.program.invitations.resend(ticketId, path)).toEqual({
      ok: false,
      error: { kind: 'not-allowed' },
    })
    novice.rules.policy = { source: 'a test', kind: 'not-set' }
    await novice.until(() => novice.program.listeningPort() !== undefined, 'the listener opens')
    expect(logged(novice, 'policy-changed').map(({ details }) => details)).toEqual([
      { policy: 'not-set' },
      { policy: 'in-force' },
    ])
    const saved = await novice.program.invitations.resend(ticketId, path)
    expect(saved.ok).toBe(true)
    const opened = await openCase(expert, path)
    opened.session.connect(null)
    await novice.until(() => noviceState(novice)?.kind === 'asking', 'the novice is asked')
  })

  it('[ADM-1] refuses an expert before the logon, with a word of its own and a line in the log', async () => {
    const all = unhurried()
    const { novice, expert } = all
    const { path, ticketId } = await invite(all, 'Secret-1')
    const opened = await openCase(expert, path)
    novice.rules.policy = noHelp
    // The password is wrong: nobody has come so far as to hear about it.
    opened.session.connect('guess')
    await expert.until(() => kindOf(opened) !== 'question', 'an attempt')
    await expert.until(() => kindOf(opened) === 'question', 'its end')
    expect(opened.session.state()).toMatchObject({ failure: { kind: 'refused', refusal: 'policy' } })
    expect(novice.program.visits.shown()).toBeUndefined()
    expect(novice.program.store.find(ticketId)?.wrongProofs).toBe(0)
    expect(logged(novice, 'refused')).toMatchObject([{ details: { reason: 'policy' } }])
    await novice.until(() => novice.program.listeningPort() === undefined, 'the listener closes')
  })

  it('[ADM-1] a Yes that comes when it is not allowed any more shows nothing', async () => {
    const all = unhurried()
    const { novice, expert } = all
    const { path } = await invite(all)
    const opened = await openCase(expert, path)
    opened.session.connect(null)
    await novice.until(() => noviceState(novice)?.kind === 'asking', 'the novice is asked')
    novice.rules.policy = noHelp
    answer(novice, true)
    await expert.until(() => kindOf(opened) === 'question', 'the dialog is back')
    expect(opened.session.state()).toMatchObject({ failure: { kind: 'refused', refusal: 'policy' } })
    expect(novice.captured.starts).toBe(0)
    expect(expert.pictures).toEqual([])
  })

  it('ends a question that is open, and a session that runs', async () => {
    const all = meeting()
    const { novice, expert } = all
    const { path } = await invite(all)
    const waiting = await openCase(expert, path)
    waiting.session.connect(null)
    await expert.until(() => kindOf(waiting) === 'waiting', 'the expert waits')
    novice.rules.policy = broken
    await expert.until(() => kindOf(waiting) === 'question', 'the dialog is back')
    expect(waiting.session.state()).toMatchObject({ failure: { kind: 'refused', refusal: 'policy' } })

    novice.rules.policy = inForce({})
    await novice.until(() => novice.program.listeningPort() !== undefined, 'the listener opens')
    const opened = await connect(all)
    novice.rules.policy = noHelp
    await expert.until(() => kindOf(opened) === 'ended', 'the session ends')
    expect(opened.session.state()).toMatchObject({ session: { reason: 'policy' } })
    expect(novice.captured.running).toBe(false)
    expect(logged(novice, 'session-ended')).toMatchObject([{ details: { reason: 'policy' } }])
  })
})

describe('[CTL-7] control that is not allowed', () => {
  it.each([
    ['by a policy', {}, noControl],
    ['by the user’s own settings', { allowFullControl: false }, inForce({ allowFullControl: true })],
  ])('%s is refused without a question, and the expert is told why', async (_, settings, policy) => {
    const all = unhurried(settings)
    const { novice, expert } = all
    novice.rules.policy = policy
    const opened = await connect(all)
    opened.session.hear({ kind: 'take-control-clicked' })
    await expert.until(() => kindOf(opened) === 'asking-control', 'control is asked for')
    await expert.until(() => kindOf(opened) === 'viewing', 'the answer')
    const refused = { kind: 'note', note: { kind: 'control-refused', why: 'policy' } }
    expect(opened.session.chat().at(-1)).toMatchObject(refused)
    expect(novice.program.visits.shown()?.session.chat().at(-1)).toMatchObject(refused)
    expect(noviceState(novice)?.kind).toBe('viewing')
    expect(novice.sensor.running).toBe(false)
    expect(logged(novice, 'control-not-allowed')).toMatchObject([{ details: { expert: 'Bob' } }])
  })

  it('is not granted by a Yes to a question that was open', async () => {
    const all = unhurried()
    const { novice, expert } = all
    const opened = await connect(all)
    opened.session.hear({ kind: 'take-control-clicked' })
    await novice.until(() => noviceState(novice)?.kind === 'control-asked', 'control is asked for')
    novice.rules.policy = noControl
    answer(novice, true)
    await expert.until(() => kindOf(opened) === 'viewing', 'the expert is told')
    expect(noviceState(novice)?.kind).toBe('viewing')
    expect(logged(novice, 'control-granted')).toEqual([])
    expect(novice.sensor.running).toBe(false)
  })

  it('[CTL-3] ends when it runs: nothing more is injected, what was held is released, the session goes on', async () => {
    const all = meeting()
    const { novice, expert } = all
    const opened = await control(all)
    opened.session.fromViewer(keyEvent(0x61))
    await expect.poll(() => novice.injected).toContain('key 97 down')
    novice.rules.policy = noControl
    await expert.until(() => kindOf(opened) === 'viewing', 'the expert is told')
    expect(novice.injected.at(-1)).toBe('release')
    const count = novice.injected.length
    opened.session.fromViewer(keyEvent(0x62))
    opened.session.hear({ kind: 'chat-written', text: 'after it' })
    await novice.until(
      () => novice.program.visits.shown()?.session.chat().at(-1)?.kind === 'theirs',
      'what was sent after the key',
    )
    expect(novice.injected).toHaveLength(count)
    const ended = { note: { kind: 'control-ended', by: 'policy' } }
    expect(
      opened.session.chat().some((line) => line.kind === 'note' && line.note.kind === 'control-ended'),
    ).toBe(true)
    expect(novice.program.visits.shown()?.session.chat().at(-2)).toMatchObject(ended)
    expect(noviceState(novice)?.kind).toBe('viewing')
  })

  it('writes no more lines into the log than questions could be asked', async () => {
    const all = unhurried()
    const { novice, expert } = all
    novice.rules.policy = noControl
    const opened = await connect(all)
    for (let n = 0; n < 12; n++) {
      opened.session.hear({ kind: 'take-control-clicked' })
      await expert.until(() => kindOf(opened) === 'viewing', 'the answer')
    }
    expect(logged(novice, 'control-not-allowed')).toHaveLength(5)
  })
})

describe('[TKT-9] the maximum of a policy', () => {
  it('bounds what is made from now on, and leaves open invitations their time', async () => {
    const all = meeting()
    const { novice } = all
    const before = await create(all, 600)
    novice.rules.policy = inForce({ maximum: { count: 2, unit: 'hours' } })
    const after = await create(all, 600)
    expect(after).toMatchObject({ ok: true, value: { minutes: 120 } })
    expect(await create(all, 30)).toMatchObject({ ok: true, value: { minutes: 30 } })
    expect(before.ok && novice.program.store.find(before.value.ticketId)).toMatchObject({
      lifetimeMinutes: 600,
      state: { kind: 'open' },
    })
  })
})

describe.runIf(process.getuid?.() === 0)('[POL-1] a policy.json of root', () => {
  it('is followed while the program runs, from the file’s coming to its going', async () => {
    const place = join(folder, 'help-and-support')
    const file = join(place, 'policy.json')
    const write = (text: string) => {
      writeFileSync(`${file}.new`, text, { mode: 0o644 })
      chmodSync(`${file}.new`, 0o644)
      renameSync(`${file}.new`, file)
    }
    const all = meeting(undefined, { policy: filePolicy(file) })
    const { novice } = all
    await invite(all)
    expect(novice.program.listeningPort()).toBeDefined()
    mkdirSync(place, { mode: 0o755 })
    write('{"fAllowToGetHelp": 0}')
    await novice.until(() => novice.program.listeningPort() === undefined, 'the listener closes')
    expect(novice.program.policy.shown().policy).toMatchObject({ source: file, kind: 'in-force' })
    write('{"fAllowToGetHelp": 1}')
    await novice.until(() => novice.program.listeningPort() !== undefined, 'the listener opens')
    write('{"fAllowToGetHelp": 1')
    await novice.until(() => novice.program.listeningPort() === undefined, 'the listener closes again')
    expect(novice.program.policy.shown().policy).toMatchObject({ kind: 'broken' })
    rmSync(file)
    await novice.until(() => novice.program.listeningPort() !== undefined, 'the listener opens again')
  })
})
