import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { writeLogonMessage } from '../../domain/logon/messages.ts'
import type { Timers } from '../ports.ts'
import type { Link } from './link.ts'
import { logOnNovice } from './logon-novice.ts'
import type { Stage, StageTicket } from './logon-stage.ts'
import {
  closeOf,
  createFakeTimers,
  hasty,
  logOn,
  makeTicket,
  nextFrame,
  noviceOf,
  openStage,
  random,
} from './logon-stage.ts'
import { createLinkPair } from './memory-link.ts'

const text = (payload: Uint8Array) => Buffer.from(payload).toString()
const bytes = (value: string) => new Uint8Array(Buffer.from(value))
const refusedFrame = async (link: Link) => text((await nextFrame(link))[1])
const refused = (refusal: string) => JSON.stringify({ type: 'refused', refusal })

let plain: StageTicket
let stage: Stage

beforeAll(async () => {
  plain = await makeTicket()
  stage = await openStage([plain])
})
afterAll(() => stage.close())
afterEach(() => stage.clear())
beforeEach(() => {
  plain.open = true
  plain.wrongProofs = 0
})

/** Everything this end sends, as it goes out. */
function recorded(link: Link) {
  const sent: Uint8Array[] = []
  const send: Link['send'] = (channel, payload) => {
    sent.push(payload)
    link.send(channel, payload)
  }
  return { link: { ...link, send }, sent }
}

describe('[ADM-3] what an attacker may try', () => {
  it('replayed messages of a recorded logon are refused', async () => {
    const { link, sent } = recorded(await stage.reach(plain))
    expect((await logOn(link, plain)).ok).toBe(true)
    await stage.novice()
    const replay = await stage.reach(plain)
    for (const message of sent) replay.send(0, message)
    expect((await stage.novice()).outcome).toMatchObject({ error: { refusal: 'wrong-password' } })
    expect(plain.wrongProofs).toBe(1)
  })

  it('a mirror of the expert’s own share and proof is refused', async () => {
    const { novice: mirror, expert } = createLinkPair()
    const outcome = logOn(expert, plain)
    await nextFrame(mirror)
    mirror.send(0, bytes(writeLogonMessage({ type: 'challenge', nonce: random(16) })))
    mirror.send(0, (await nextFrame(mirror))[1])
    mirror.send(0, (await nextFrame(mirror))[1])
    expect(await outcome).toEqual({ ok: false, error: 'broken' })
  })

  it('a relay between two TLS connections is refused', async () => {
    const [near, far] = [createLinkPair(), createLinkPair()]
    const novice = logOnNovice(far.novice, noviceOf([plain]))
    near.novice.onFrame((channel, payload) => far.expert.send(channel, payload))
    far.expert.onFrame((channel, payload) => near.novice.send(channel, payload))
    expect(await logOn(near.expert, plain)).toEqual({ ok: false, error: 'wrong-password' })
    expect((await novice).ok).toBe(false)
  })

  it('a share that is no point is broken, and no proof', async () => {
    const link = await stage.reach(plain)
    const nonce = random(16)
    link.send(0, bytes(writeLogonMessage({ type: 'hello', ticketId: plain.id, nonce, name: 'x' })))
    link.send(0, bytes(writeLogonMessage({ type: 'share', share: new Uint8Array(32) })))
    expect(text((await nextFrame(link))[1])).toContain('challenge')
    expect(await refusedFrame(link)).toBe(refused('broken'))
    await stage.novice()
    expect(plain.wrongProofs).toBe(0)
  })

  it('[ADM-7] what the novice says is random, and the refusal; nothing else', async () => {
    const { novice, expert } = createLinkPair()
    const { link, sent } = recorded(novice)
    const outcome = logOnNovice(link, noviceOf([plain]))
    await logOn(expert, plain)
    await outcome
    const shapes = sent.map((payload) => Object.keys(JSON.parse(text(payload)) as object))
    expect(shapes).toEqual([
      ['type', 'nonce'],
      ['type', 'share'],
      ['type', 'tag'],
    ])
  })
})

describe('messages against the rules', () => {
  it.each([
    ['garbage', '\u0000\u0001', 'broken'],
    ['another version', '{"type":"hello","version":2}', 'version'],
    ['a message out of turn', writeLogonMessage({ type: 'confirm', tag: new Uint8Array(64) }), 'broken'],
    ['more than 4 KiB', 'x'.repeat(4097), 'broken'],
    ['a refusal of the expert’s own', refused('denied'), 'denied'],
  ])('%s: one refusal, then the end', async (_name, message, refusal) => {
    const link = await stage.reach(plain)
    const closed = closeOf(link)
    link.send(0, bytes(message))
    expect(await refusedFrame(link)).toBe(refused(refusal))
    expect(await closed).toBe('lost')
    expect((await stage.novice()).outcome).toEqual({ ok: false, error: { refusal } })
  })

  const hello = () => writeLogonMessage({ type: 'hello', ticketId: plain.id, nonce: random(16), name: 'Ann' })

  it.each([
    ['a hello with bytes that are no UTF-8', 0 as const, () => bytes(hello()).fill(0xff, -4, -2)],
    ['a hello on another channel', 1 as const, () => bytes(hello())],
  ])('%s: broken', async (_name, channel, payload) => {
    const link = await stage.reach(plain)
    link.send(channel, payload())
    expect(await refusedFrame(link)).toBe(refused('broken'))
    await stage.novice()
  })
})

describe('[ADM-3] an answer does not tell which part was wrong', () => {
  /** All that the novice says, and what is waited for, when somebody proves with this. */
  async function answers(
    ticket: StageTicket,
    wrong: { readonly password?: string; readonly secret?: Uint8Array },
  ) {
    const { novice, expert } = createLinkPair()
    const { link, sent } = recorded(novice)
    const rests: number[] = []
    const timers: Timers = {
      after: (ms, fire) => {
        if (ms < 10_000) rests.push(ms)
        return hasty.after(ms, fire)
      },
    }
    const outcome = logOnNovice(link, noviceOf([ticket], timers))
    const told = await logOn(expert, ticket, wrong)
    await outcome
    const shapes = sent.map((payload) => ({
      bytes: payload.length,
      keys: Object.keys(JSON.parse(text(payload)) as object),
    }))
    return { told, rests, shapes, last: text(sent.at(-1) ?? new Uint8Array()) }
  }

  it('the secret, the password, both: the same messages of the same length after the same rest', async () => {
    const ticket = async () => ({ ...(await makeTicket('right')), wrongProofs: 0 })
    const secret = random(32)
    const password = await answers(await ticket(), { password: 'wrong' })
    expect(password.last).toBe(refused('wrong-password'))
    expect(password.rests).toEqual([1_000])
    expect(await answers(await ticket(), { secret })).toEqual(password)
    expect(await answers(await ticket(), { secret, password: 'wrong' })).toEqual(password)
  })

  it('nothing is said before the rest is over', async () => {
    const { timers, fire, set } = createFakeTimers()
    const { novice, expert } = createLinkPair()
    const { link, sent } = recorded(novice)
    const ticket = await makeTicket('right')
    const outcome = logOnNovice(link, noviceOf([ticket], timers))
    const told = logOn(expert, ticket, { password: 'wrong' })
    await expect.poll(set, { timeout: 15_000 }).toContain(1_000)
    const said = () => text(sent.at(-1) ?? new Uint8Array())
    expect(ticket.wrongProofs).toBe(1)
    expect(said()).not.toBe(refused('wrong-password'))
    fire()
    expect(await told).toEqual({ ok: false, error: 'wrong-password' })
    await outcome
    expect(said()).toBe(refused('wrong-password'))
  })

  it('each wrong proof of a ticket is answered later than the one before', async () => {
    const ticket = await makeTicket('right')
    const rests = [
      await answers(ticket, { password: 'a' }),
      await answers(ticket, { password: 'b' }),
      await answers(ticket, { password: 'c' }),
    ].map((answer) => answer.rests)
    // The last one's answer leaves before the door shuts.
    expect(rests).toEqual([[1_000], [2_000], []])
  })
})

describe('[ADM-3] check words', () => {
  it('differ on the two screens when somebody who knows everything stands in between', async () => {
    const ticket = await makeTicket('right')
    // A thief of invitation and password, who has put a certificate of his own into the expert's file.
    const forged = { ...ticket, certificate: (await makeTicket()).certificate }
    const [near, far] = [createLinkPair(), createLinkPair()]
    const [honestNovice, asExpert] = [logOnNovice(far.novice, noviceOf([ticket])), logOn(far.expert, ticket)]
    const [asNovice, honestExpert] = [
      logOnNovice(near.novice, noviceOf([forged])),
      logOn(near.expert, forged),
    ]
    const [novices, experts] = [await honestNovice, await honestExpert]
    await Promise.all([asExpert, asNovice])
    if (!novices.ok || novices.value.kind !== 'logged-on' || !experts.ok) throw new Error('refused')
    expect(novices.value.words).not.toEqual(experts.value.words)
  })
})
