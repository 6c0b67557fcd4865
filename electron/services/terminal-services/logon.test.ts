import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { writeLogonMessage } from '../../domain/logon/messages.ts'
import type { Link } from './link.ts'
import type { StageTicket, Stage } from './logon-stage.ts'
import {
  closeOf,
  createFakeTimers,
  logOn,
  makeTicket,
  nextFrame,
  noviceOf,
  openStage,
  random,
} from './logon-stage.ts'
import { logOnNovice } from './logon-novice.ts'
import { createLinkPair } from './memory-link.ts'

const text = (payload: Uint8Array) => Buffer.from(payload).toString()
const bytes = (value: string) => new Uint8Array(Buffer.from(value))
const refusedFrame = async (link: Link) => text((await nextFrame(link))[1])
const refused = (refusal: string) => JSON.stringify({ type: 'refused', refusal })

let plain: StageTicket
let locked: StageTicket
let stage: Stage

beforeAll(async () => {
  plain = await makeTicket()
  locked = await makeTicket('Pa55 wörd')
  stage = await openStage([plain, locked])
})
afterAll(() => stage.close())
afterEach(() => stage.clear())
beforeEach(() => {
  for (const ticket of [plain, locked]) {
    ticket.open = true
    ticket.wrongProofs = 0
  }
})

/** Holds the sends from the `from`-th on back until they are released. */
function held(link: Link, from: number) {
  const waiting: (() => void)[] = []
  let count = 0
  let notifyHeld: () => void = () => undefined
  const holds = new Promise<void>((resolve) => (notifyHeld = resolve))
  const send: Link['send'] = (channel, payload) => {
    count += 1
    if (count < from) {
      link.send(channel, payload)
      return
    }
    waiting.push(() => link.send(channel, payload))
    notifyHeld()
  }
  return { link: { ...link, send }, holds, release: () => waiting.splice(0).forEach((go) => go()) }
}

describe('[ADM-3] the logon over TLS', () => {
  it.each([
    ['127.0.0.1', 'without a password', () => plain],
    ['127.0.0.1', 'with a password', () => locked],
    ['::1', 'with a password', () => locked],
  ])('succeeds on %s %s, and both sides see the same words', async (host, _name, ticket) => {
    const link = await stage.reach(ticket(), host)
    const expert = await logOn(link, ticket(), { name: 'Ann\u202e Lee' })
    const { outcome, link: noviceLink } = await stage.novice()
    if (!expert.ok || !outcome.ok || outcome.value.kind !== 'logged-on') throw new Error('refused')
    expect(outcome.value).toMatchObject({
      ticketId: ticket().id,
      expert: 'Ann Lee',
      words: expert.value.words,
    })
    expect(outcome.value.sessionKey).toEqual(expert.value.sessionKey)
    expect(outcome.value.sessionKey).toHaveLength(32)
    expect(noviceLink.peerAddress).toBe(host)
    expect(ticket().wrongProofs).toBe(0)
  })

  it('gives other words and another key each time', async () => {
    const [one, two] = [
      await logOn(await stage.reach(plain), plain),
      await logOn(await stage.reach(plain), plain),
    ]
    await stage.novice()
    await stage.novice()
    if (!one.ok || !two.ok) throw new Error('refused')
    expect(one.value.sessionKey).not.toEqual(two.value.sessionKey)
    expect(one.value.words).not.toEqual(two.value.words)
  })

  it('takes a password in either Unicode form', async () => {
    const expert = await logOn(await stage.reach(locked), locked, { password: 'Pa55 wörd'.normalize('NFD') })
    expect(expert.ok).toBe(true)
    await stage.novice()
  })

  it.each([
    ['a wrong password', () => locked, { password: 'Pa55 word' }],
    ['an empty password', () => locked, { password: '' }],
    ['no password', () => locked, { password: null }],
    ['a password where none was set', () => plain, { password: 'x' }],
    ['the right password over another secret', () => locked, { secret: new Uint8Array(32) }],
  ])('refuses %s and counts it', async (_name, ticket, wish) => {
    const link = await stage.reach(ticket())
    expect(await logOn(link, ticket(), wish)).toEqual({ ok: false, error: 'wrong-password' })
    const { outcome } = await stage.novice()
    const failure = { refusal: 'wrong-password', ticketId: ticket().id, ticketNow: 'still-open' }
    expect(outcome).toEqual({ ok: false, error: failure })
    expect(ticket().wrongProofs).toBe(1)
  })

  it('expires the ticket with the third wrong proof; the right one is then too late', async () => {
    const outcomes: unknown[] = []
    for (const password of ['a', 'b', 'c', locked.password]) {
      const expert = await logOn(await stage.reach(locked), locked, { password })
      outcomes.push(expert.ok || expert.error)
      const { outcome } = await stage.novice()
      if (password === 'c') expect(outcome).toMatchObject({ error: { ticketNow: 'expired' } })
    }
    expect(outcomes).toEqual(['wrong-password', 'wrong-password', 'wrong-password', 'expired'])
    expect(locked.wrongProofs).toBe(3)
  })

  it('counts three in all over parallel connections', async () => {
    // As many as one network may have waiting.
    const guesses = ['a', 'b', 'c', 'd'].map(async (password) => {
      const { link, holds, release } = held(await stage.reach(locked), 3)
      const outcome = logOn(link, locked, { password })
      await holds
      return { outcome, release }
    })
    // All have the novice's share in hand before the first proof is sent.
    const ready = await Promise.all(guesses)
    for (const { release } of ready) release()
    const outcomes = await Promise.all(
      ready.map(async ({ outcome }) => (await outcome).ok || (await outcome)),
    )
    for (let n = 0; n < 4; n += 1) await stage.novice()
    const errors = outcomes.map((outcome) => (outcome === true || outcome.ok ? 'ok' : outcome.error)).sort()
    expect(errors).toEqual(['expired', ...Array<string>(3).fill('wrong-password')])
    expect(locked.wrongProofs).toBe(3)
  })

  it('refuses a right proof that arrives after the third wrong one', async () => {
    const { link, holds, release } = held(await stage.reach(locked), 3)
    const honest = logOn(link, locked)
    await holds
    for (const password of ['a', 'b', 'c']) {
      await logOn(await stage.reach(locked), locked, { password })
      await stage.novice()
    }
    release()
    expect(await honest).toEqual({ ok: false, error: 'expired' })
    expect((await stage.novice()).outcome).toMatchObject({
      error: { refusal: 'expired', ticketId: locked.id },
    })
  })
})

describe('[TKT-6] tickets that are not open', () => {
  it('are refused as expired, and nothing is counted', async () => {
    plain.open = false
    const link = await stage.reach(plain)
    const closed = closeOf(link)
    expect(await logOn(link, plain)).toEqual({ ok: false, error: 'expired' })
    expect((await stage.novice()).outcome).toEqual({
      ok: false,
      error: { refusal: 'expired', ticketId: plain.id },
    })
    expect(['lost', 'closed-here']).toContain(await closed)
    expect(plain.wrongProofs).toBe(0)
  })

  it('are refused as invalid when nobody knows them', async () => {
    const link = await stage.reach(plain)
    expect(await logOn(link, { ...plain, id: 'unknown' })).toEqual({ ok: false, error: 'invalid-ticket' })
    await stage.novice()
  })

  it('[TKT-10] an open ticket without its key admits nobody, least of all an empty key', async () => {
    const pair = createLinkPair()
    const novice = logOnNovice(pair.novice, noviceOf([{ ...plain, proofKey: new Uint8Array(0) }]))
    expect(await logOn(pair.expert, plain)).toEqual({ ok: false, error: 'expired' })
    expect(await novice).toMatchObject({ ok: false, error: { refusal: 'expired' } })
  })

  it('cannot be swapped for another one', async () => {
    const link = await stage.reach(plain)
    expect(await logOn(link, { ...plain, id: locked.id })).toEqual({ ok: false, error: 'wrong-password' })
    await stage.novice()
    expect(locked.wrongProofs).toBe(1)
  })
})

describe('time and loss', () => {
  it('the whole logon takes at most ten seconds', async () => {
    const { timers, fire, set } = createFakeTimers()
    const { novice, expert } = createLinkPair()
    const outcome = logOnNovice(novice, noviceOf([plain], timers))
    expect(set()).toEqual([10_000])
    expert.send(
      0,
      bytes(writeLogonMessage({ type: 'hello', ticketId: plain.id, nonce: random(16), name: 'x' })),
    )
    await nextFrame(expert)
    expect(set()).toEqual([10_000])
    fire()
    expect(await outcome).toEqual({ ok: false, error: { refusal: 'timeout', ticketId: plain.id } })
    expect(await refusedFrame(expert)).toBe(refused('timeout'))
  })

  it('leaves no timer behind', async () => {
    const { timers, set } = createFakeTimers()
    const { novice, expert } = createLinkPair()
    const outcome = logOnNovice(novice, noviceOf([plain], timers))
    await logOn(expert, plain)
    await outcome
    expect(set()).toEqual([])
  })

  it('a connection that is lost or cancelled on the way is `lost` to both', async () => {
    const link = await stage.reach(locked)
    const outcome = logOn(link, locked)
    link.close()
    expect(await outcome).toEqual({ ok: false, error: 'lost' })
    expect((await stage.novice()).outcome).toMatchObject({ ok: false, error: { refusal: 'lost' } })
  })

  it('frames behind the last message wait for the session', async () => {
    const { novice, expert } = createLinkPair()
    const outcome = logOnNovice(novice, noviceOf([plain]))
    const logged = await logOn(expert, plain)
    await outcome
    novice.send(0, bytes('asking'))
    novice.send(1, new Uint8Array(500_000))
    expert.send(0, bytes('ready'))
    expect(logged.ok).toBe(true)
    expect(text((await nextFrame(novice))[1])).toBe('ready')
    expect(text((await nextFrame(expert))[1])).toBe('asking')
    // The expert knows the novice now, so its frames may be large.
    expect((await nextFrame(expert))[1]).toHaveLength(500_000)
  })
})
