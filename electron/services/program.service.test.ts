import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createConnection, createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connect, control, invite, keyEvent, kindOf } from './testing/meeting.ts'
import { answer, HASTE, noviceState, openCase, startTestProgram } from './testing/two-programs.ts'
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
  await expert.close()
  await novice.close()
  rmSync(folder, { recursive: true, force: true })
})

const meeting = () => ({ novice, expert, folder })
const connected = () => connect(meeting())
const controlled = () => control(meeting())

/** Whether anything accepts a connection there. */
const answers = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' })
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })

describe('two programs over loopback', () => {
  it('[ACC-4] listens from the first open ticket to the last, and at no other time', async () => {
    expect(novice.program.listeningPort()).toBeUndefined()
    const { ticketId } = await invite(meeting())
    const port = novice.program.listeningPort()
    if (port === undefined) throw new Error('not listening')
    expect(await answers(port)).toBe(true)
    expect(novice.program.expire(ticketId)).toBe(true)
    await novice.until(() => novice.program.listeningPort() === undefined, 'the listener closes')
    expect(await answers(port)).toBe(false)
    expect(novice.program.store.account()).toMatchObject({ enabled: false, logonRight: true })
  })

  it('[ADM-7] nothing is captured and no pixel leaves before the Yes', async () => {
    const { path } = await invite(meeting())
    const opened = await openCase(expert, path)
    opened.session.connect(null)
    await novice.until(() => noviceState(novice)?.kind === 'asking', 'the novice is asked')
    await expert.until(() => kindOf(opened) === 'waiting', 'the expert waits')
    expect(novice.captured.starts).toBe(0)
    expect(expert.pictures).toEqual([])
    answer(novice, true)
    await expert.until(() => expert.pictures.length > 0, 'bytes of the picture')
    expect(novice.captured.running).toBe(true)
  })

  it('[ADM-4] both sides show the same check words, and No ends it', async () => {
    const { path } = await invite(meeting())
    const opened = await openCase(expert, path)
    opened.session.connect(null)
    await expert.until(() => kindOf(opened) === 'waiting', 'the expert waits')
    await novice.until(() => noviceState(novice)?.kind === 'asking', 'the novice is asked')
    const asking = noviceState(novice)
    const waiting = opened.session.state()
    if (asking?.kind !== 'asking' || waiting.kind !== 'waiting') throw new Error('not there')
    expect(asking.helper).toMatchObject({ name: 'Bob', words: waiting.words })
    answer(novice, false)
    await expert.until(() => kindOf(opened) === 'question', 'the dialog is back')
    expect(opened.session.state()).toMatchObject({ failure: { kind: 'refused', refusal: 'denied' } })
    expect(novice.program.visits.shown()).toBeUndefined()
  })

  it('[ADM-4] the novice is asked about the name that the expert has chosen', async () => {
    const { path } = await invite(meeting())
    const robert = startTestProgram('Bob', undefined, { helperName: 'Robert' })
    const opened = await openCase(robert, path)
    opened.session.connect(null)
    await novice.until(() => noviceState(novice)?.kind === 'asking', 'the novice is asked')
    expect(noviceState(novice)).toMatchObject({ helper: { name: 'Robert' } })
    await robert.close()
  })

  it('[ADM-3] a wrong password is told, three of them expire the ticket', async () => {
    const { path, ticketId } = await invite(meeting(), 'Secret-1')
    const opened = await openCase(expert, path)
    for (const refusal of ['wrong-password', 'wrong-password', 'wrong-password', 'expired']) {
      opened.session.connect('guess')
      await expert.until(() => kindOf(opened) !== 'question', 'an attempt')
      await expert.until(() => kindOf(opened) === 'question', 'its end')
      const state = opened.session.state()
      const failure = state.kind === 'question' ? state.failure : null
      // The last ticket took the listener with it, so the fourth attempt may find a closed door.
      if (refusal === 'expired') expect(['refused', 'no-address-answered']).toContain(failure?.kind)
      else expect(failure).toEqual({ kind: 'refused', refusal })
    }
    expect(novice.program.store.find(ticketId)?.state).toMatchObject({ kind: 'expired', by: 'wrong-proofs' })
    expect(novice.program.visits.shown()).toBeUndefined()
  })

  it('[ADM-5] a second expert is told that another session is in progress', async () => {
    const opened = await connected()
    const second = startTestProgram('Eve')
    const other = await openCase(second, opened.path)
    other.session.connect(null)
    await second.until(() => other.session.state().kind !== 'question', 'an attempt')
    await second.until(() => kindOf(other) === 'question', 'its end')
    expect(other.session.state()).toMatchObject({ failure: { kind: 'refused', refusal: 'busy' } })
    expect(kindOf(opened)).toBe('viewing')
    await second.close()
  })

  it('[CTL-1] [CTL-3] input passes from the Yes to the ESC and not one event longer', async () => {
    const opened = await connected()
    opened.session.fromViewer(Buffer.from('RFB 003.008\n'))
    opened.session.fromViewer(Uint8Array.of(1))
    opened.session.fromViewer(Uint8Array.of(1))
    opened.session.fromViewer(keyEvent(0x61))
    opened.session.hear({ kind: 'take-control-clicked' })
    await novice.until(() => noviceState(novice)?.kind === 'control-asked', 'control is asked for')
    expect(novice.injected.filter((line) => line.startsWith('key'))).toEqual([])
    answer(novice, true)
    await expert.until(() => kindOf(opened) === 'controlling', 'the expert controls')
    opened.session.fromViewer(keyEvent(0x62))
    await expect.poll(() => novice.injected).toContain('key 98 down')

    // A flood is under way when ESC comes.
    for (let i = 0; i < 500; i++) opened.session.fromViewer(keyEvent(0x63))
    novice.pressEscape()
    const seen = novice.injected.length
    expect(novice.injected.at(-1)).toBe('release')
    for (let i = 0; i < 500; i++) opened.session.fromViewer(keyEvent(0x64))
    await expert.until(() => kindOf(opened) === 'viewing', 'the expert is told')
    opened.session.fromViewer(keyEvent(0x65))
    opened.session.hear({ kind: 'chat-written', text: 'the last word' })
    await novice.until(() => lastChat(novice) === 'the last word', 'everything before has arrived')
    expect(novice.injected.slice(seen).filter((line) => line !== 'release')).toEqual([])
  })

  it('[CTL-6] the expert’s own ESC gives control up and is never injected', async () => {
    const opened = await controlled()
    opened.session.fromViewer(keyEvent(0xff1b))
    await novice.until(() => noviceState(novice)?.kind === 'viewing', 'control is given back')
    expect(novice.injected.filter((line) => line.startsWith('key'))).toEqual([])
  })

  it('[SES-2] chat goes both ways', async () => {
    const opened = await connected()
    opened.session.hear({ kind: 'chat-written', text: 'Hello Ann <b>&</b>' })
    await novice.until(() => lastChat(novice) === 'Hello Ann <b>&</b>', 'the novice reads')
    novice.program.visits.shown()?.session.hear({ kind: 'chat-written', text: 'Hello Bob' })
    await expert.until(() => opened.session.chat().at(-1)?.kind === 'theirs', 'the expert reads')
    expect(opened.session.chat().at(-1)).toMatchObject({ text: 'Hello Bob' })
  })

  it('[SES-4] when the expert vanishes the session ends by itself and connecting again works', async () => {
    const opened = await controlled()
    await expert.close()
    await novice.until(() => noviceState(novice)?.kind === 'ended', 'the session ends')
    expect(novice.captured.running).toBe(false)
    expect(novice.injected.at(-1)).toBe('release')
    expert = startTestProgram('Bob')
    const again = await openCase(expert, opened.path)
    again.session.connect(null)
    await novice.until(() => noviceState(novice)?.kind === 'asking', 'the novice is asked again')
  })

  it('[TKT-3] [TKT-6] Expire ends the session, and a new attempt is refused without a word to the novice', async () => {
    const opened = await connected()
    const [ticket] = novice.program.store.list()
    expect(novice.program.expire(ticket?.id ?? '')).toBe(true)
    await expert.until(() => kindOf(opened) === 'ended', 'the expert is told')
    expect(opened.session.state()).toMatchObject({ session: { reason: 'invitation-expired' } })
    novice.program.visits.dismiss()
    const before = readFileSync(opened.path, 'utf8')
    const again = await openCase(expert, opened.path)
    again.session.connect(null)
    await expert.until(() => kindOf(again) !== 'question', 'an attempt')
    await expert.until(() => kindOf(again) === 'question', 'its end')
    expect(again.session.state()).toMatchObject({ failure: { kind: 'no-address-answered' } })
    expect(novice.program.visits.shown()).toBeUndefined()
    // TKT-4: the file is as it was.
    expect(readFileSync(again.path, 'utf8')).toBe(before)
  })

  it('[TKT-6] while another ticket keeps the door open, an expired one is refused as expired', async () => {
    const first = await invite(meeting())
    const text = readFileSync(first.path, 'utf8')
    await invite(meeting())
    writeFileSync(join(folder, 'old.msrcincident'), text)
    novice.program.expire(first.ticketId)
    const opened = await openCase(expert, join(folder, 'old.msrcincident'))
    opened.session.connect(null)
    await expert.until(() => kindOf(opened) !== 'question', 'an attempt')
    await expert.until(() => kindOf(opened) === 'question', 'its end')
    expect(opened.session.state()).toMatchObject({ failure: { kind: 'refused', refusal: 'expired' } })
    expect(novice.program.visits.shown()).toBeUndefined()
    expect(novice.program.store.events(50).map(({ kind }) => kind)).toContain('refused')
  })

  it('[CON-1] dead addresses are passed over in order, each for its time, and the living one is reached', async () => {
    const silent = createServer()
    await new Promise<void>((listening) => silent.listen(0, '127.0.0.1', listening))
    const { port } = silent.address() as AddressInfo
    const { path } = await invite(meeting())
    const text = readFileSync(path, 'utf8').replace(/RCTICKET="65538,1,/, `$&127.0.0.1:${port};127.0.0.1:1;`)
    writeFileSync(path, text)
    const opened = await openCase(expert, path)
    const [first, second] = opened.invitation.addresses
    expect([first, second]).toEqual([
      { host: '127.0.0.1', port },
      { host: '127.0.0.1', port: 1 },
    ])
    opened.session.connect(null)
    await expert.until(() => kindOf(opened) === 'waiting', `reached after ${30_000 / HASTE} ms of silence`)
    expect(opened.session.state()).toMatchObject({
      tried: [
        { index: 0, failure: 'timed-out' },
        { index: 1, failure: 'connection-refused' },
      ],
    })
    silent.close()
  })

  it('[EXP-1] the same file has one dialog; a rewritten one gets a new one', async () => {
    const { path, ticketId } = await invite(meeting())
    const first = await openCase(expert, path)
    expect((await openCase(expert, path)).id).toBe(first.id)
    await novice.program.invitations.create({ from: 'Ann', minutes: 30, password: null, path })
    const second = await openCase(expert, path)
    expect(second.id).not.toBe(first.id)
    expect(second.invitation.ticketId).not.toBe(ticketId)
    expect(expert.program.cases.all()).toHaveLength(1)
  })

  it('an own invitation is refused at once, and a Windows one says what it needs', async () => {
    const { path } = await invite(meeting())
    const own = await openCase(novice, path)
    own.session.connect(null)
    expect(own.session.state()).toMatchObject({ failure: { kind: 'refused', refusal: 'own-session' } })
    const windows = join(folder, 'windows.msrcincident')
    writeFileSync(windows, readFileSync(path, 'utf8').replace(/ HelpAndSupport="[^"]*"/, ''))
    const opened = await openCase(expert, windows)
    opened.session.connect(null)
    expect(opened.session.state()).toMatchObject({ failure: { kind: 'needs-windows' } })
  })
})

function lastChat({ program }: TestProgram): string | undefined {
  const line = program.visits.shown()?.session.chat().at(-1)
  return line?.kind === 'theirs' ? line.text : undefined
}
