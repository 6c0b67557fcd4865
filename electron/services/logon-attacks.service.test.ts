// A whole novice program whose invitation was stolen, changed or intercepted: what gets whom how far (ADM-3).

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { systemTimers } from './ports.ts'
import { proveWith, shakeHands, steal } from './testing/hostile-expert.ts'
import type { Stolen } from './testing/hostile-expert.ts'
import { standBetween } from './testing/man-in-the-middle.ts'
import type { ManInTheMiddle } from './testing/man-in-the-middle.ts'
import { noviceState, openCase, startTestProgram } from './testing/two-programs.ts'
import type { TestProgram } from './testing/two-programs.ts'
import { openWay } from './testing/cuttable-way.ts'

const PASSWORD = 'Garden-42'
let folder: string
let novice: TestProgram
let expert: TestProgram
const cleanups: (() => Promise<unknown>)[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'attack-'))
  novice = startNovice()
  expert = startTestProgram('Bob')
})

afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup()
  await expert.close()
  await novice.close()
  rmSync(folder, { recursive: true, force: true })
})

const startNovice = () => startTestProgram('Ann', systemTimers, { folder })
const port = () => novice.program.listeningPort() ?? 0

async function invite(password: string | null = null, name = 'invitation') {
  const path = join(folder, `${name}.msrcincident`)
  const saved = await novice.program.invitations.create({ from: 'Ann', minutes: 60, password, path })
  if (!saved.ok) throw new Error(saved.error.kind)
  return saved.value
}

/** The same invitation with this in it instead. */
function rewrite(path: string, ...changes: readonly (readonly [string | RegExp, string])[]): string {
  const changed = changes.reduce((text, [from, by]) => text.replace(from, by), readFileSync(path, 'utf8'))
  const copy = join(folder, 'changed.msrcincident')
  writeFileSync(copy, changed)
  return copy
}

/** The first address is this one. */
const leadsTo = (there: number) => [/RCTICKET="65538,1,/, `$&127.0.0.1:${there};`] as const
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

/** What becomes of an honest program's attempt with this file. */
async function tries(path: string, password: string | null = null) {
  const opened = await openCase(expert, path)
  opened.session.connect(password)
  await expert.until(() => opened.session.state().kind !== 'question', 'an attempt')
  await expert.until(() => ['question', 'waiting'].includes(opened.session.state().kind), 'its end')
  return opened.session.state()
}

async function guess(stolen: Stolen, password: string | null) {
  const proved = await proveWith(await shakeHands(port(), stolen), stolen, password)
  return proved.ok ? 'in' : proved.error
}

describe('[ADM-3] three wrong proofs in all', () => {
  it('over a restart and over parallel connections, and the right one is then too late', async () => {
    const { path, ticketId } = await invite(PASSWORD)
    const stolen = await steal(path)
    expect(await guess(stolen, 'a')).toBe('wrong-password')
    await novice.close()
    novice = startNovice()
    await novice.until(() => novice.program.listeningPort() !== undefined, 'it listens again')
    expect(novice.program.store.find(ticketId)?.wrongProofs).toBe(1)
    const guesses = await Promise.all(['b', 'c', 'd', 'e'].map((password) => guess(stolen, password)))
    expect(novice.program.store.find(ticketId)).toMatchObject({
      wrongProofs: 3,
      state: { kind: 'expired', by: 'wrong-proofs' },
    })
    expect(guesses).not.toContain('in')
    await novice.until(() => novice.program.listeningPort() === undefined, 'the listener closes')
    await expect(shakeHands(port(), stolen)).rejects.toThrow()
    const events = novice.program.store.events(100).filter(({ kind }) => kind === 'wrong-password')
    expect(events).toHaveLength(3)
    expect(novice.program.visits.shown()).toBeUndefined()
  })
})

describe('[ADM-3] an invitation that was changed or swapped', () => {
  it('the secret of one ticket under the name of another is refused, and counted against the other', async () => {
    const [first, second] = [await invite(null, 'first'), await invite(null, 'second')]
    const [one, two] = [await steal(first.path), await steal(second.path)]
    expect(await guess({ ...one, secret: two.secret }, null)).toBe('wrong-password')
    expect(await guess({ ...two, ticketId: one.ticketId }, null)).toBe('wrong-password')
    expect(novice.program.store.find(first.ticketId)?.wrongProofs).toBe(2)
    expect(novice.program.store.find(second.ticketId)?.wrongProofs).toBe(0)
    expect(novice.program.visits.shown()).toBeUndefined()
  })

  it('another certificate in the file: the honest program says nothing to the real novice', async () => {
    const { path, ticketId } = await invite()
    const { fingerprint } = await steal(path)
    const state = await tries(rewrite(path, [hex(fingerprint), hex(fingerprint.map((byte) => byte ^ 1))]))
    expect(state).toMatchObject({ failure: { kind: 'no-address-answered' } })
    expect(novice.program.store.find(ticketId)?.wrongProofs).toBe(0)
    expect(novice.program.visits.shown()).toBeUndefined()
  })

  it('another secret in the file is a wrong proof', async () => {
    const { path, ticketId } = await invite()
    const { secret } = await steal(path)
    const state = await tries(rewrite(path, [hex(secret), hex(secret.map((byte) => byte ^ 1))]))
    expect(state).toMatchObject({ failure: { kind: 'refused', refusal: 'wrong-password' } })
    expect(novice.program.store.find(ticketId)?.wrongProofs).toBe(1)
  })
})

describe('[CON-4] a man in the middle', () => {
  let between: ManInTheMiddle
  const stand = async () => {
    between = await standBetween(port())
    cleanups.push(between.close)
    return between
  }

  it('with a certificate of his own hears not one byte, and the honest address is used', async () => {
    const { path } = await invite()
    await stand()
    const state = await tries(rewrite(path, leadsTo(between.port)))
    expect(state).toMatchObject({ kind: 'waiting', tried: [{ index: 0, failure: 'wrong-certificate' }] })
    expect(between.overheard()).toBe(0)
  })

  it('who has changed the invitation to his certificate passes proofs on in vain', async () => {
    const { path, ticketId } = await invite(PASSWORD)
    await stand()
    const { fingerprint } = await steal(path)
    const changed = rewrite(path, leadsTo(between.port), [hex(fingerprint), hex(between.fingerprint)])
    const state = await tries(changed, PASSWORD)
    expect(state.kind).toBe('question')
    expect(between.overheard()).toBeGreaterThan(0)
    expect(novice.program.store.find(ticketId)?.wrongProofs).toBe(1)
    expect(novice.program.visits.shown()).toBeUndefined()
  })

  it('who only carries bytes is no man in the middle: both see the same words', async () => {
    const { path } = await invite()
    const way = await openWay(port())
    cleanups.push(way.close)
    const state = await tries(rewrite(path, leadsTo(way.port)))
    const asking = noviceState(novice)
    if (state.kind !== 'waiting' || asking?.kind !== 'asking') throw new Error('not there')
    expect(asking.helper.words).toEqual(state.words)
  })
})
