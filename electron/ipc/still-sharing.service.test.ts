// A whole program and its windows, while somebody sees the screen: the sign that says so, and the question after half an
// hour (SES-6). Time passes when the test says so.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ANSWER_MS } from '../domain/session/novice-state.ts'
import { STILL_MS } from '../domain/session/still-sharing.ts'
import type { Timers } from '../services/ports.ts'
import { systemTimers } from '../services/ports.ts'
import { connect, control, keyEvent, kindOf } from '../services/testing/meeting.ts'
import { answer, noviceState, startTestProgram } from '../services/testing/two-programs.ts'
import type { TestProgram } from '../services/testing/two-programs.ts'
import { noviceViews } from './novice-views.ts'

let folder: string
let novice: TestProgram
let expert: TestProgram
let waiting: { readonly ms: number; readonly fire: () => void }[]

/** The two long times are the test's, all others the computer's. */
const timers: Timers = {
  after: (ms, fire, how) => {
    if (ms !== STILL_MS && ms !== ANSWER_MS) return systemTimers.after(ms, fire, how)
    const entry = { ms, fire }
    waiting.push(entry)
    return () => {
      waiting = waiting.filter((one) => one !== entry)
    }
  },
}
const passes = (ms: number) => {
  const due = waiting.filter((one) => one.ms === ms)
  waiting = waiting.filter((one) => one.ms !== ms)
  expect(due).toHaveLength(1)
  for (const { fire } of due) fire()
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'still-'))
  waiting = []
  novice = startTestProgram('Ann', timers)
  expert = startTestProgram('Bob', systemTimers)
})

afterEach(async () => {
  await expert.close()
  await novice.close()
  rmSync(folder, { recursive: true, force: true })
})

const meeting = () => ({ novice, expert, folder })

/** The novice's windows: which there are, and what they say. */
function windows(): Readonly<Record<string, string>> {
  const visit = novice.program.visits.shown()
  if (!visit) return {}
  const views = noviceViews(visit, { controllable: 'yes', ticket: novice.program.store.find })
  return Object.fromEntries(
    views.map(([, view]) => [
      view.role,
      view.role === 'prompt' ? view.kind : 'status' in view ? view.status : '',
    ]),
  )
}

describe('[SES-6] while somebody sees the screen', () => {
  it('a sign on top of everything says so, from the Yes to the end', async () => {
    const opened = await connect(meeting())
    expect(windows()).toEqual({ 'novice-session': 'viewing', 'control-bar': 'viewing' })
    opened.session.hear({ kind: 'take-control-clicked' })
    await novice.until(() => noviceState(novice)?.kind === 'control-asked', 'control is asked for')
    expect(windows()).toMatchObject({ prompt: 'control', 'control-bar': 'viewing' })
    answer(novice, true)
    expect(windows()).toMatchObject({ 'control-bar': 'controlled' })
    const session = novice.program.visits.shown()?.session
    session?.hear({ kind: 'pause-clicked' })
    expect(windows()).toEqual({ 'novice-session': 'paused' })
    session?.hear({ kind: 'resume-clicked' })
    expect(windows()).toMatchObject({ 'control-bar': 'viewing' })
    session?.hear({ kind: 'closed-here', reason: 'novice-disconnected' })
    expect(windows()).toEqual({ 'novice-session': 'ended' })
  })

  it('after half an hour the novice is asked, and Yes lets all go on', async () => {
    const opened = await control(meeting())
    passes(STILL_MS)
    expect(windows()).toMatchObject({ prompt: 'still', 'control-bar': 'controlled' })
    opened.session.fromViewer(keyEvent(0xff0d))
    opened.session.hear({ kind: 'chat-written', text: 'say yes' })
    const chat = () => novice.program.visits.shown()?.session.chat().at(-1)
    await novice.until(() => chat()?.kind === 'theirs', 'all has arrived')
    expect(novice.injected).not.toContain('key 65293 down')
    answer(novice, true)
    expect(windows()).toEqual({ 'novice-session': 'controlled', 'control-bar': 'controlled' })
    opened.session.fromViewer(keyEvent(0x61))
    await expect.poll(() => novice.injected, { timeout: 20_000 }).toContain('key 97 down')
    // And again in another half an hour.
    passes(STILL_MS)
    expect(windows()).toMatchObject({ prompt: 'still' })
  })

  it('No ends the session', async () => {
    const opened = await connect(meeting())
    passes(STILL_MS)
    answer(novice, false)
    expect(noviceState(novice)).toMatchObject({ kind: 'ended', why: { reason: 'novice-disconnected' } })
    expect(novice.captured.running).toBe(false)
    await expert.until(() => kindOf(opened) === 'ended', 'the expert is told')
    expect(waiting).toEqual([])
  })

  it('without an answer nothing is captured any more, and both are told', async () => {
    const opened = await control(meeting())
    passes(STILL_MS)
    passes(ANSWER_MS)
    expect(windows()).toEqual({ 'novice-session': 'paused' })
    expect(novice.captured.running).toBe(false)
    await expert.until(() => kindOf(opened) === 'paused', 'the expert is told')
    const notes = novice.program.visits.shown()?.session.chat() ?? []
    expect(notes.at(-1)).toMatchObject({ note: { kind: 'unanswered' } })
    expect(waiting).toEqual([])
  })

  it('an answer within half a second of the question does not count', async () => {
    await connect(meeting())
    passes(STILL_MS)
    const prompt = novice.program.visits.shown()
    novice.program.visits.answer(`${prompt?.number ?? 0}.2`, true)
    expect(windows()).toMatchObject({ prompt: 'still' })
  })
})
