// Tests. Talking between two whole programs: what passes between the pages, and what an expert in control may not do.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { VoiceSignal } from '../../shared/voice.ts'
import { answer, noviceState, openCase, startTestProgram } from './testing/two-programs.ts'
import type { TestProgram } from './testing/two-programs.ts'

let folder: string
let novice: TestProgram
let expert: TestProgram

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'voice-'))
  novice = startTestProgram('Ann')
  expert = startTestProgram('Bob')
})

afterEach(async () => {
  await expert.close()
  await novice.close()
  rmSync(folder, { recursive: true, force: true })
})

const offer: VoiceSignal = { type: 'description', kind: 'offer', sdp: 'v=0' }

const code = (letter: string) => letter.charCodeAt(0)
const press = (letter: string) => Uint8Array.of(4, 1, 0, 0, 0, 0, 0, code(letter))

const voiceOfNovice = () => novice.program.visits.shown()?.session.voice()

async function viewing() {
  const path = join(folder, 'invitation.msrcincident')
  const saved = await novice.program.invitations.create({ from: 'Ann', minutes: 60, password: null, path })
  if (!saved.ok) throw new Error(saved.error.kind)
  const { session } = await openCase(expert, path)
  session.connect(null)
  await novice.until(() => noviceState(novice)?.kind === 'asking', 'the novice is asked')
  expect(voiceOfNovice()).toBeUndefined()
  answer(novice, true)
  await expert.until(() => session.state().kind === 'viewing', 'the expert sees')
  return session
}

async function controlled() {
  const session = await viewing()
  session.fromViewer(Buffer.from('RFB 003.008\n'))
  session.fromViewer(Uint8Array.of(1))
  session.fromViewer(Uint8Array.of(1))
  session.hear({ kind: 'take-control-clicked' })
  await novice.until(() => noviceState(novice)?.kind === 'control-asked', 'control is asked for')
  answer(novice, true)
  await expert.until(() => session.state().kind === 'controlling', 'the expert controls')
  return session
}

describe('talking in a session', () => {
  it('[SES-2] passes the words of the pages while both have agreed, and ends with the session', async () => {
    const session = await viewing()
    session.voice()?.click({ kind: 'talk-clicked' })
    await novice.until(() => voiceOfNovice()?.state().kind === 'asked', 'the novice is asked to talk')
    voiceOfNovice()?.click({ kind: 'answered', accept: true })
    await expert.until(() => session.voice()?.state().kind === 'talking', 'they talk')
    const state = session.voice()?.state()
    const call = state?.kind === 'talking' ? state.call : -1
    voiceOfNovice()?.fromPage(call, offer)
    await expert.until(() => expert.voices.length === 1, 'the offer')
    expect(expert.voices).toEqual([{ role: 'expert-session', call, signal: offer }])

    session.hear({ kind: 'disconnect-clicked' })
    await novice.until(() => noviceState(novice)?.kind === 'ended', 'the end')
    expect(voiceOfNovice()?.state()).toEqual({ kind: 'off', end: null })
    expect(session.voice()?.state()).toEqual({ kind: 'off', end: null })
  })

  it('[SES-5] the event log tells when they began to talk and ended, who declined, and nothing of a call that the session ended', async () => {
    const session = await viewing()
    const talks = () =>
      novice.program.store
        .events(20)
        .toReversed()
        .flatMap(({ kind, details }) => (kind.startsWith('talk-') ? [[kind, details]] : []))
    const states = (kind: string, of: () => string | undefined, who: TestProgram) =>
      who.until(() => of() === kind, `${kind} at ${who === novice ? 'the novice' : 'the expert'}`)
    const here = () => voiceOfNovice()?.state().kind
    const there = () => session.voice()?.state().kind
    const { address } = (noviceState(novice) as { readonly helper: { readonly address: string } }).helper
    const bob = { expert: 'Bob', address }

    session.voice()?.click({ kind: 'talk-clicked' })
    await states('asked', here, novice)
    expect(talks()).toEqual([])
    voiceOfNovice()?.click({ kind: 'answered', accept: false })
    await states('off', there, expert)
    voiceOfNovice()?.click({ kind: 'talk-clicked' })
    await states('asked', there, expert)
    session.voice()?.click({ kind: 'answered', accept: true })
    await states('talking', here, novice)
    await states('talking', there, expert)
    session.voice()?.click({ kind: 'hang-up-clicked' })
    await states('off', here, novice)
    const said = [
      ['talk-refused', { ...bob, talk: 'novice-declined' }],
      ['talk-began', bob],
      ['talk-ended', { ...bob, talk: 'expert-hung-up' }],
    ]
    expect(talks()).toEqual(said)

    await states('off', there, expert)
    voiceOfNovice()?.click({ kind: 'talk-clicked' })
    await states('asked', there, expert)
    session.voice()?.click({ kind: 'answered', accept: true })
    await states('talking', here, novice)
    session.hear({ kind: 'disconnect-clicked' })
    await novice.until(() => noviceState(novice)?.kind === 'ended', 'the end')
    expect(talks()).toEqual([...said, ['talk-began', bob]])
    expect(novice.program.store.events(1).map(({ kind }) => kind)).toEqual(['session-ended'])
  })

  it('[CTL-5] an expert in control cannot answer the question whether the novice wants to talk', async () => {
    const session = await controlled()
    const typed = () => novice.injected.filter((line) => line.startsWith('key'))
    session.fromViewer(press('a'))
    await novice.until(() => voiceOfNovice()?.state().kind === 'off', 'nobody talks')
    await expect.poll(typed).toEqual([`key ${code('a')} down`])

    session.voice()?.click({ kind: 'talk-clicked' })
    await novice.until(() => voiceOfNovice()?.state().kind === 'asked', 'the novice is asked to talk')
    session.fromViewer(press('b'))
    session.hear({ kind: 'chat-written', text: 'the key came before this' })
    await novice.until(
      () => novice.program.visits.shown()?.session.chat().at(-1)?.kind === 'theirs',
      'what was sent after the key',
    )
    expect(typed()).toHaveLength(1)

    voiceOfNovice()?.click({ kind: 'answered', accept: false })
    session.fromViewer(press('c'))
    await expect.poll(typed).toEqual([`key ${code('a')} down`, `key ${code('c')} down`])
  })
})
