import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeBeat } from '../../domain/session/beat.ts'
import { channels } from '../terminal-services/link.ts'
import type { Link } from '../terminal-services/link.ts'
import { createLinkPair } from '../terminal-services/memory-link.ts'
import type { LinkPair } from '../terminal-services/memory-link.ts'
import { createSteadyLine, DEAD_MS, HEARTBEAT_MS, RETURN_AFTER_END_MS, RETURN_MS } from './steady-line.ts'
import type { SteadyLine } from './steady-line.ts'

/** A clock that goes by hand. */
function handClock() {
  let now = 0
  let asleep = 0
  let due: { readonly at: number; readonly fire: () => void }[] = []
  return {
    now: () => now,
    monotonic: () => now - asleep,
    /** Time goes by and nothing runs: the process is stopped, or the whole computer sleeps. */
    stop: (ms: number) => (now += ms),
    sleep: (ms: number) => {
      now += ms
      asleep += ms
    },
    after: (ms: number, fire: () => void) => {
      const job = { at: now + ms, fire }
      due.push(job)
      return () => {
        due = due.filter((other) => other !== job)
      }
    },
    pending: () => due.length,
    /** Runs what is due within `ms`, in order; `each` after every job. */
    go: (ms: number, each: () => void = () => undefined) => {
      const until = now + ms
      for (;;) {
        const next = due.filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at)[0]
        if (!next) break
        now = next.at
        due = due.filter((job) => job !== next)
        next.fire()
        each()
      }
      now = until
    },
  }
}

function side(link: Link, timers: ReturnType<typeof handClock>) {
  const told: string[] = []
  const heard: number[] = []
  /** What was known when each frame came. */
  const then: (string | undefined)[] = []
  const line = createSteadyLine({
    link,
    timers,
    clock: timers,
    onFrame: (_channel, payload) => {
      heard.push(payload[0] ?? -1)
      then.push(told.at(-1))
    },
    onDrain: () => undefined,
    onBeat: () => undefined,
    onFresh: (fresh) => told.push(fresh ? 'fresh' : 'stale'),
    onBroken: (ms) => told.push(`broken ${ms}`),
    onBack: () => told.push('back'),
    onEnd: (why) => told.push(`over ${why}`),
  })
  line.endure()
  return { line, told, heard, then }
}

function stage() {
  const timers = handClock()
  let pair = createLinkPair({ flush: 'manual' })
  for (const link of [pair.novice, pair.expert]) link.admit()
  const novice = side(pair.novice, timers)
  const expert = side(pair.expert, timers)
  const settle = async () => {
    for (let i = 0; i < 4; i++) await Promise.resolve()
    pair.flush()
    for (let i = 0; i < 4; i++) await Promise.resolve()
  }
  /** A new connection, as after the proofs of both sides. */
  const comeBack = async () => {
    pair = createLinkPair({ flush: 'manual' })
    const [theirs, ours] = [expert.line.interrupt(), novice.line.interrupt()]
    novice.line.takeOver(pair.novice, theirs)
    expert.line.takeOver(pair.expert, ours)
    await settle()
  }
  const say = (line: SteadyLine, value: number) => line.send(channels.control, Uint8Array.of(value))
  return { timers, novice, expert, settle, comeBack, say, pair: (): LinkPair => pair }
}

describe('a line over several connections', () => {
  it('[SES-4] goes on after a break with what was sent before, during and after it, once and in order', async () => {
    const { novice, expert, settle, comeBack, say, pair } = stage()
    say(novice.line, 1)
    say(expert.line, 11)
    await settle()
    say(novice.line, 2)
    say(expert.line, 12)
    pair().cut()
    await settle()
    say(novice.line, 3)
    await comeBack()
    say(novice.line, 4)
    await settle()
    expect(expert.heard).toEqual([1, 2, 3, 4])
    expect(novice.heard).toEqual([11, 12])
    expect(novice.told).toEqual(['stale', `broken ${RETURN_AFTER_END_MS}`, 'back', 'fresh'])
  })

  it('[SES-4] a connection that the other computer ended is waited for 8 s, a silent one 30 s', async () => {
    const ended = stage()
    ended.pair().cut()
    await ended.settle()
    ended.timers.go(RETURN_AFTER_END_MS - 1)
    expect(ended.novice.told.at(-1)).toBe(`broken ${RETURN_AFTER_END_MS}`)
    ended.timers.go(1)
    expect(ended.novice.told.at(-1)).toBe('over lost')
    expect(ended.timers.pending()).toBe(0)

    const silent = stage()
    silent.timers.go(DEAD_MS + HEARTBEAT_MS)
    expect(silent.novice.told).toEqual(['stale', `broken ${RETURN_MS}`])
    silent.timers.go(RETURN_MS)
    expect(silent.novice.told.at(-1)).toBe('over lost')
    expect(silent.timers.pending()).toBe(0)
  })

  it('[SES-4] a line that is alive is never broken', async () => {
    const { timers, novice, expert, pair } = stage()
    await Promise.resolve()
    timers.go(60_000, () => pair().flush())
    expect(novice.told).toEqual([])
    expect(expert.told).toEqual([])
  })

  it('[CTL-3] from the first missed heartbeat on nothing is fresh until a question asked later is answered', async () => {
    const { timers, novice, expert, settle, say, pair } = stage()
    await settle()
    timers.go(2 * HEARTBEAT_MS)
    expect(novice.told).toEqual(['stale'])
    say(expert.line, 7)
    // What the expert sent in the silence arrives, and then the answer.
    expect(novice.heard).toEqual([])
    pair().flush()
    expect(novice.heard).toEqual([7])
    expect(novice.told).toEqual(['stale', 'fresh'])
    expect(expert.told).toEqual(['stale', 'fresh'])
  })

  it('[CTL-3] what was on its way over a break arrives stale', async () => {
    const { novice, expert, settle, say, pair } = stage()
    await settle()
    say(expert.line, 1)
    pair().cut()
    await settle()
    const next = createLinkPair({ flush: 'manual' })
    const [theirs, ours] = [expert.line.interrupt(), novice.line.interrupt()]
    novice.line.takeOver(next.novice, theirs)
    expert.line.takeOver(next.expert, ours)
    for (let i = 0; i < 4; i++) await Promise.resolve()
    next.flush()
    expect(novice.heard).toEqual([1])
    expect(novice.then).toEqual(['back'])
    expect(novice.told.at(-1)).toBe('fresh')
  })

  it.each(['stop', 'sleep'] as const)(
    '[CTL-3] what comes before any timer when this computer wakes (%s) is stale, and what is said afterwards is not',
    async (how) => {
      const { timers, novice, expert, settle, say, pair } = stage()
      await settle()
      say(expert.line, 7)
      timers[how](2 * HEARTBEAT_MS + 1)
      pair().flush()
      expect(novice.heard).toEqual([7])
      expect(novice.then).toEqual(['stale'])
      expect(novice.told).toEqual(['stale', 'fresh'])
      say(expert.line, 8)
      await settle()
      expect(novice.then.at(-1)).toBe('fresh')
      expect(novice.told).toEqual(['stale', 'fresh'])
    },
  )

  it('does not wait for anybody before it is told to endure', async () => {
    const timers = handClock()
    const pair = createLinkPair({ flush: 'manual' })
    const told: string[] = []
    createSteadyLine({
      link: pair.novice,
      timers,
      clock: timers,
      onFrame: () => undefined,
      onDrain: () => undefined,
      onBeat: () => undefined,
      onFresh: () => undefined,
      onBroken: () => told.push('broken'),
      onBack: () => undefined,
      onEnd: (why) => told.push(why),
    })
    pair.cut()
    await Promise.resolve()
    expect(told).toEqual(['lost'])
    expect(timers.pending()).toBe(0)
  })

  it.each([
    ['says it has what was never sent', encodeBeat({ received: 1, number: 1, echo: 0, urgent: false })],
    ['sends a heartbeat that is none', Uint8Array.of(1, 2, 3)],
  ])('SECURITY: a peer that %s ends it', async (_what, payload) => {
    const { novice, settle, pair } = stage()
    pair().expert.send(channels.beat, payload)
    await settle()
    expect(novice.told).toEqual(['over broken'])
  })

  it('SECURITY: a flood of heartbeats ends it', async () => {
    const { novice, settle, pair } = stage()
    for (let number = 1; number < 200; number++)
      pair().expert.send(channels.beat, encodeBeat({ received: 0, number, echo: 0, urgent: true }))
    await settle()
    expect(novice.told).toEqual(['over broken'])
  })

  it('SECURITY: a peer that never says it has anything does not fill the memory', () => {
    const { novice } = stage()
    const large = new Uint8Array(1024 * 1024)
    for (let i = 0; i < 70; i++) novice.line.send(channels.rfb, large)
    expect(novice.told).toEqual(['over broken'])
  })

  it('whatever breaks and whoever speaks, each frame arrives once and in order', async () => {
    const steps = fc.array(fc.constantFrom('novice', 'expert', 'flush', 'cut', 'back', 'wait'), {
      maxLength: 40,
    })
    await fc.assert(
      fc.asyncProperty(steps, async (happenings) => {
        const { timers, novice, expert, settle, comeBack, say, pair } = stage()
        const sent = { novice: 0, expert: 0 }
        for (const happening of happenings) {
          if (happening === 'novice') say(novice.line, (sent.novice += 1))
          else if (happening === 'expert') say(expert.line, (sent.expert += 1))
          else if (happening === 'flush') await settle()
          else if (happening === 'back') await comeBack()
          else if (happening === 'wait') timers.go(HEARTBEAT_MS)
          else {
            pair().cut()
            await settle()
          }
          if (novice.told.concat(expert.told).some((word) => word.startsWith('over'))) return
        }
        await comeBack()
        const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1)
        expect(expert.heard).toEqual(upTo(sent.novice))
        expect(novice.heard).toEqual(upTo(sent.expert))
      }),
    )
  })
})
