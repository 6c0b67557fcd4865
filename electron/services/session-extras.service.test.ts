// Tests of two programs over loopback: Pause, the novice's own hand, the choice of a screen, the typing notice.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connect, control, keyEvent, kindOf } from './testing/meeting.ts'
import { answer, noviceState, startTestProgram } from './testing/two-programs.ts'
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

describe('two programs with everything a session has', () => {
  it('[SES-2] Pause ends capture and control, Resume begins with seeing only', async () => {
    const opened = await controlled()
    const visit = novice.program.visits.shown()
    visit?.session.hear({ kind: 'pause-clicked' })
    expect(novice.captured.running).toBe(false)
    expect(novice.injected.at(-1)).toBe('release')
    await expert.until(() => kindOf(opened) === 'paused', 'the expert is told')
    opened.session.fromViewer(keyEvent(0x62))
    opened.session.hear({ kind: 'take-control-clicked' })
    opened.session.hear({ kind: 'chat-written', text: 'still there?' })
    await novice.until(() => lastChat(novice) === 'still there?', 'everything before has arrived')
    expect(noviceState(novice)?.kind).toBe('paused')
    visit?.session.hear({ kind: 'resume-clicked' })
    await expert.until(() => kindOf(opened) === 'viewing', 'the expert sees again')
    await expect.poll(() => novice.captured.running).toBe(true)
    expect(novice.injected.filter((line) => line.startsWith('key'))).toEqual([])
    const kinds = novice.program.store.events(4).map(({ kind }) => kind)
    expect(kinds).toEqual(['picture-resumed', 'picture-paused', 'control-ended', 'control-granted'])
  })

  it('[CTL-8] the novice’s own hand drops what the expert does, and a second later it goes on', async () => {
    const opened = await controlled()
    opened.session.fromViewer(keyEvent(0x62))
    await expect.poll(() => novice.injected).toContain('key 98 down')
    novice.touch()
    // At once, before anything else runs.
    expect(novice.injected.at(-1)).toBe('release')
    const isHeld = () => (opened.session.state() as { held?: boolean }).held === true
    await expert.until(isHeld, 'the expert is told')
    opened.session.fromViewer(keyEvent(0x63))
    opened.session.hear({ kind: 'chat-written', text: 'and now?' })
    await novice.until(() => lastChat(novice) === 'and now?', 'everything before has arrived')
    await expert.until(() => !isHeld(), 'the hold is over')
    opened.session.fromViewer(keyEvent(0x64))
    await expect.poll(() => novice.injected).toContain('key 100 down')
    expect(novice.injected).not.toContain('key 99 down')
    expect(kindOf(opened)).toBe('controlling')
  })

  it('[CTL-8] control that ends while it is held leaves nothing held for the next one', async () => {
    const opened = await controlled()
    novice.touch()
    opened.session.hear({ kind: 'control-given-up', by: 'expert-released' })
    await novice.until(() => noviceState(novice)?.kind === 'viewing', 'control is given back')
    opened.session.hear({ kind: 'take-control-clicked' })
    await novice.until(() => noviceState(novice)?.kind === 'control-asked', 'control is asked for')
    answer(novice, true)
    await expert.until(() => kindOf(opened) === 'controlling', 'the expert controls')
    opened.session.fromViewer(keyEvent(0x65))
    await expect.poll(() => novice.injected).toContain('key 101 down')
  })

  it('[SES-2] the novice chooses one of several screens, and the picture begins anew with it', async () => {
    const opened = await connected()
    const session = novice.program.visits.shown()?.session
    await novice.until(() => session?.screens.screens().length === 2, 'the screens are known')
    expect(session?.screens.chosen()).toBeNull()
    session?.chooseScreen(7)
    expect(session?.screens.chosen()).toBeNull()
    const starts = novice.captured.starts
    session?.chooseScreen(1)
    await expect.poll(() => novice.captured.starts).toBe(starts + 1)
    expect(session?.screens.chosen()).toBe(1)
    expect(kindOf(opened)).toBe('viewing')
  })

  it('[SES-2] typing is told to the other side, until the line comes or it rests', async () => {
    const opened = await connected()
    const theyType = () => novice.program.visits.shown()?.session.theyType()
    opened.session.hear({ kind: 'typing-here' })
    await novice.until(() => theyType() === true, 'the novice sees it')
    opened.session.hear({ kind: 'chat-written', text: 'there' })
    await novice.until(() => lastChat(novice) === 'there', 'the line comes')
    expect(theyType()).toBe(false)
    novice.program.visits.shown()?.session.hear({ kind: 'typing-here' })
    await expert.until(() => opened.session.theyType(), 'the expert sees it')
    await expert.until(() => !opened.session.theyType(), 'it goes by itself')
  })
})

function lastChat({ program }: TestProgram): string | undefined {
  const line = program.visits.shown()?.session.chat().at(-1)
  return line?.kind === 'theirs' ? line.text : undefined
}
