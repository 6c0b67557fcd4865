import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readInvitationFile, writeInvitationFile } from './invitation-file.ts'
import { openWay } from './testing/cuttable-way.ts'
import type { CuttableWay } from './testing/cuttable-way.ts'
import { invite, keyEvent, kindOf } from './testing/meeting.ts'
import type { Open } from './testing/meeting.ts'
import { answer, noviceState, openCase, startTestProgram } from './testing/two-programs.ts'
import type { TestProgram } from './testing/two-programs.ts'

/** Session time runs four times as fast, not more: a busy computer may need a second to come back. */
let haste = 4
const brisk = {
  after: (ms: number, fire: () => void) => {
    const timer = setTimeout(fire, ms / haste)
    return () => clearTimeout(timer)
  },
}

let folder: string
let novice: TestProgram
let expert: TestProgram
let way: CuttableWay
/** A second address of the novice's, where nobody gets through yet. */
let detour: CuttableWay
let opened: Open

/** The expert reaches the novice over a way that can be cut, and controls. */
beforeEach(async () => {
  haste = 4
  folder = mkdtempSync(join(tmpdir(), 'invitations-'))
  novice = startTestProgram('Ann', brisk)
  expert = startTestProgram('Bob', brisk)
  const { path } = await invite({ novice, expert, folder })
  way = await openWay(listening())
  detour = await openWay(listening())
  detour.cut()
  await lead(path, [way.port, detour.port])
  opened = await openCase(expert, path)
  opened.session.connect(null)
  await novice.until(() => noviceState(novice)?.kind === 'asking', 'the novice is asked')
  answer(novice, true)
  await expert.until(() => kindOf(opened) === 'viewing', 'the expert sees')
  opened.session.fromViewer(Buffer.from('RFB 003.008\n'))
  opened.session.fromViewer(Uint8Array.of(1))
  opened.session.fromViewer(Uint8Array.of(1))
})

afterEach(async () => {
  await expert.close()
  await novice.close()
  await way.close()
  await detour.close()
  rmSync(folder, { recursive: true, force: true })
})

const listening = () => {
  const port = novice.program.listeningPort()
  if (port === undefined) throw new Error('nobody listens')
  return port
}

/** The invitation leads over these ports and nowhere else. */
async function lead(path: string, ports: readonly number[]) {
  const read = await readInvitationFile(path)
  if (!read.ok) throw new Error(read.error.kind)
  const { ticketId, publicKeySha1, extension } = read.value
  if (ticketId === undefined || publicKeySha1 === undefined || !extension) throw new Error('not one of ours')
  const addresses = ports.map((port) => ({ host: '127.0.0.1', port }))
  await writeInvitationFile(path, { ...read.value, ticketId, publicKeySha1, extension, addresses })
}

async function control() {
  opened.session.hear({ kind: 'take-control-clicked' })
  await novice.until(() => noviceState(novice)?.kind === 'control-asked', 'control is asked for')
  answer(novice, true)
  await expert.until(() => kindOf(opened) === 'controlling', 'the expert controls')
}

const injected = (event: string) => expect.poll(() => novice.injected, { timeout: 20_000 }).toContain(event)

const brokenAt = (state: object | undefined) =>
  state !== undefined && 'brokenUntil' in state && state.brokenUntil !== null
const isBroken = () => brokenAt(noviceState(novice)) && brokenAt(opened.session.state())
const isUp = () => !brokenAt(noviceState(novice)) && !brokenAt(opened.session.state())
const lines = (side: { chat(): readonly { kind: string }[] } | undefined) =>
  side?.chat().flatMap((line) => ('text' in line ? [line.text] : []))

describe('[SES-4] a line that breaks', () => {
  it('is taken up again without a question, and nothing that was said is lost', async () => {
    const prompts = novice.program.visits.shown()?.session.state()
    way.cut()
    await novice.until(() => brokenAt(noviceState(novice)), 'the novice sees the break')
    await expert.until(() => brokenAt(opened.session.state()), 'the expert sees the break')
    opened.session.hear({ kind: 'chat-written', text: 'can you hear me?' })
    novice.program.visits.shown()?.session.hear({ kind: 'chat-written', text: 'hello?' })
    way.mend()
    await expert.until(isUp, 'the line is back')
    await novice.until(
      () => lines(novice.program.visits.shown()?.session)?.includes('can you hear me?') ?? false,
      'the expert’s line',
    )
    await expert.until(() => lines(opened.session)?.includes('hello?') ?? false, 'the novice’s line')
    expect(noviceState(novice)).toMatchObject({ kind: 'viewing', asked: 1 })
    expect(prompts).toMatchObject({ asked: 1 })
    expect(novice.program.store.events(20).map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['line-broken', 'line-back']),
    )
    await control()
    opened.session.fromViewer(keyEvent(0x61))
    await injected('key 97 down')
  })

  it('[CTL-3] ends control at once, and no event of before is injected when it is back', async () => {
    await control()
    opened.session.fromViewer(keyEvent(0x61))
    await injected('key 97 down')
    way.silence()
    novice.injected.length = 0
    opened.session.fromViewer(keyEvent(0x62))
    await injected('release')
    await expert.until(isBroken, 'both see the break')
    expect(noviceState(novice)?.kind).toBe('viewing')
    expect(kindOf(opened)).toBe('viewing')
    way.mend()
    await expert.until(isUp, 'the line is back')
    await control()
    opened.session.fromViewer(keyEvent(0x63))
    await injected('key 99 down')
    expect(novice.injected).not.toContain('key 98 down')
  })

  it('[CTL-3] a short silence keeps control, but what was typed in it is dropped', async () => {
    await control()
    way.silence()
    novice.injected.length = 0
    opened.session.fromViewer(keyEvent(0x62))
    await injected('release')
    way.mend()
    await expect
      .poll(() => {
        opened.session.fromViewer(keyEvent(0x63))
        return novice.injected.includes('key 99 down')
      })
      .toBe(true)
    expect(novice.injected).not.toContain('key 98 down')
    expect(noviceState(novice)?.kind).toBe('controlled')
  })

  it('is taken up again over another address when the first one has gone', async () => {
    way.cut()
    await expert.until(() => brokenAt(opened.session.state()), 'the expert sees the break')
    detour.mend()
    await expert.until(isUp, 'the line is back')
    await control()
  })

  it('is taken up again at an address that the novice got in mid-session, and told of', async () => {
    const added = { address: '127.0.0.1', netmask: '255.0.0.0', family: 'IPv4', mac: '', cidr: null } as const
    let looks = 0
    novice.network.found = () => {
      looks += 1
      return { eth9: [{ ...added, internal: false }] }
    }
    await expect.poll(() => looks, { timeout: 20_000 }).toBeGreaterThan(0)
    // What is said in a session keeps its order: with the Yes to control the address has come, too.
    await control()
    way.cut()
    await expert.until(() => brokenAt(opened.session.state()), 'the expert sees the break')
    await expert.until(isUp, 'the line is back, though no address of the invitation leads anywhere')
    expect(noviceState(novice)).toMatchObject({ kind: 'viewing', asked: 2 })
  })

  it('is over on both sides when it does not come back', async () => {
    way.cut()
    await expert.until(() => kindOf(opened) === 'ended', 'the expert gives up')
    await novice.until(() => noviceState(novice)?.kind === 'ended', 'the novice gives up')
    expect(opened.session.state()).toMatchObject({ session: { reason: 'link-lost' } })
    expect(noviceState(novice)).toMatchObject({ why: { reason: 'link-lost' } })
    expect(novice.captured.running).toBe(false)
  })

  it('is over at once when the novice has ended the session meanwhile', async () => {
    way.cut()
    await novice.until(() => brokenAt(noviceState(novice)), 'the novice sees the break')
    novice.program.visits.shown()?.session.hear({ kind: 'closed-here', reason: 'novice-disconnected' })
    way.mend()
    await expert.until(() => kindOf(opened) === 'ended', 'the expert is told')
  })

  it('SECURITY: the invitation alone does not take up somebody else’s session', async () => {
    // Ready beforehand: on a busy computer a program starts for longer than a break is waited for here.
    const other = startTestProgram('Eve', brisk)
    // A way of the stranger's own: whose session it is cannot come back meanwhile.
    const byWay = await openWay(listening())
    await lead(opened.path, [byWay.port])
    const stranger = await openCase(other, opened.path)
    // The break lasts as long as it would: the stranger comes while it does, on a busy computer as well.
    haste = 1
    way.cut()
    await novice.until(() => brokenAt(noviceState(novice)), 'the novice sees the break')
    stranger.session.connect(null)
    await other.until(() => stranger.session.state().kind === 'question', 'the stranger is turned away')
    expect(stranger.session.state()).toMatchObject({ failure: { refusal: 'busy' } })
    expect(brokenAt(noviceState(novice))).toBe(true)
    await other.close()
    await byWay.close()
  })
})
