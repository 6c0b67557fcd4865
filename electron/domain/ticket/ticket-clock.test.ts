import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readTicketClock, startTicketClock, UPTIME_NOISE_MS, WALL_NOISE_MS } from './ticket-clock.ts'
import type { ClockMark, TicketClock } from './ticket-clock.ts'

const SECOND = 1000
const HOUR = 3_600_000
const BOOT_MS = 20_000

/** A computer whose clocks behave as real ones do, and a program on it that reads its ticket clock. */
function computer({ hasUptime }: { hasUptime: boolean }) {
  let truth = 0
  let wall = 1_790_000_000_000
  let monotonic = 5_000.25
  let uptime = 86_400_000
  let mark: ClockMark | undefined
  const instant = () => ({
    wall: Math.floor(wall),
    monotonic,
    uptime: hasUptime ? Math.floor(uptime / 10) * 10 : null,
  })
  let clock: TicketClock = startTicketClock(undefined, instant())

  const self = {
    truth: () => truth,
    read: () => {
      const reading = readTicketClock(clock, instant())
      clock = reading.clock
      return reading
    },
    mark: () => {
      mark = self.read().mark
    },
    elapse: (ms: number) => {
      truth += ms
      wall += ms
      monotonic += ms
      uptime += ms
    },
    sleep: (ms: number) => {
      truth += ms
      wall += ms
      uptime += ms
    },
    setWall: (by: number) => {
      wall += by
    },
    /** The program is not running for `off` ms; what it knew is the mark. */
    restart: (off: number) => {
      self.sleep(off)
      monotonic = 1_000
      clock = startTicketClock(mark, instant())
    },
    reboot: (off: number) => {
      self.sleep(off + BOOT_MS)
      monotonic = 1_000
      uptime = BOOT_MS
      clock = startTicketClock(mark, instant())
    },
  }
  self.mark()
  return self
}

type Computer = ReturnType<typeof computer>
type Deed = { readonly name: string; readonly run: (on: Computer) => void }

const duration = fc.integer({ min: 0, max: 30 * 24 * HOUR })
const awhile = fc.oneof(fc.integer({ min: 1, max: 20 }), duration)
const sleepTime = fc.integer({ min: UPTIME_NOISE_MS + 100, max: 30 * 24 * HOUR })
// Steps a person or a time server makes; smaller ones are rounding to the clock (a test of its own below).
const backStep = fc.integer({ min: 2 * WALL_NOISE_MS, max: 90 * 24 * HOUR })

const deed = (name: string, of: fc.Arbitrary<number>, run: (on: Computer, ms: number) => void) =>
  of.map((ms): Deed => ({ name: `${name} ${ms}`, run: (on) => run(on, ms) }))

const elapse = deed('elapse', awhile, (on, ms) => on.elapse(ms))
const sleep = deed('sleep', sleepTime, (on, ms) => on.sleep(ms))
const forward = deed('forward', duration, (on, ms) => on.setWall(ms))
const back = deed('back', backStep, (on, ms) => on.setWall(-ms))
// No larger than rounding: not taken for a step.
const nudge = deed('nudge', fc.integer({ min: 0, max: WALL_NOISE_MS }), (on, ms) => on.setWall(-ms))
const mark = fc.constant<Deed>({ name: 'mark', run: (on) => on.mark() })
const restart = deed('restart', duration, (on, ms) => on.restart(ms))
const reboot = deed('reboot', duration, (on, ms) => on.reboot(ms))
// What the mark says of the wall clock is later than the wall clock then.
const backWhileOff = deed('back while off', backStep, (on, ms) => {
  on.setWall(-ms)
  on.restart(SECOND)
})

const story = (...deeds: readonly fc.Arbitrary<Deed>[]) => fc.array(fc.oneof(...deeds), { maxLength: 40 })
const runs = { numRuns: 2000 }
/** Whole milliseconds of the wall clock, hundredths of the uptime: what reading them costs once per (re)start. */
const slack = (deeds: readonly Deed[]) => 11 * (1 + deeds.length)

describe('ticket clock', () => {
  it('[TKT-5] never goes back, whatever happens to the clocks', () => {
    fc.assert(
      fc.property(fc.boolean(), story(elapse, sleep, forward, back, nudge), (hasUptime, deeds) => {
        const on = computer({ hasUptime })
        let last = on.read().ms
        for (const { run } of deeds) {
          run(on)
          const { ms } = on.read()
          expect(ms).toBeGreaterThanOrEqual(last)
          last = ms
        }
      }),
      runs,
    )
  })

  it('[TKT-5] never goes behind its mark over restarts and reboots', () => {
    fc.assert(
      fc.property(
        fc.boolean(),
        story(elapse, sleep, forward, back, restart, reboot, backWhileOff),
        (hasUptime, deeds) => {
          const on = computer({ hasUptime })
          let marked = on.read().ms
          for (const { run } of deeds) {
            run(on)
            expect(on.read().ms).toBeGreaterThanOrEqual(marked)
            on.mark()
            marked = on.read().ms
          }
        },
      ),
      runs,
    )
  })

  it('[TKT-5] with an uptime: never behind the time that really passed, read or not, program running or not', () => {
    fc.assert(
      fc.property(story(elapse, sleep, forward, back, mark, restart), fc.boolean(), (deeds, readsOften) => {
        const on = computer({ hasUptime: true })
        for (const { run } of deeds) {
          run(on)
          if (readsOften) on.read()
        }
        expect(on.read().ms).toBeGreaterThanOrEqual(on.truth() - slack(deeds))
      }),
      runs,
    )
  })

  it('[TKT-5] without an uptime: never behind the time that really passed while it is looked at', () => {
    fc.assert(
      fc.property(story(elapse, sleep, forward, back), (deeds) => {
        const on = computer({ hasUptime: false })
        for (const { run } of deeds) {
          run(on)
          on.read()
        }
        expect(on.read().ms).toBeGreaterThanOrEqual(on.truth() - slack(deeds))
      }),
      runs,
    )
  })

  it('[TKT-2] an open ticket never outlives its lifetime of true time', () => {
    const lifetime = fc.integer({ min: 60_000, max: 99 * 24 * HOUR })
    fc.assert(
      fc.property(lifetime, story(elapse, sleep, forward, back, mark, restart), (ms, deeds) => {
        const on = computer({ hasUptime: true })
        const deadline = on.read().ms + ms
        for (const { run } of deeds) {
          run(on)
          on.read()
        }
        if (on.truth() > ms + slack(deeds)) expect(on.read().ms).toBeGreaterThanOrEqual(deadline)
      }),
      runs,
    )
  })

  it('[TKT-5] is right when nobody plays with the clocks, restarts and reboots included', () => {
    fc.assert(
      fc.property(story(elapse, sleep, mark, restart, reboot), (deeds) => {
        const on = computer({ hasUptime: true })
        for (const { run } of deeds) {
          run(on)
          on.read()
          on.mark()
        }
        expect(Math.abs(on.read().ms - on.truth())).toBeLessThanOrEqual(slack(deeds))
      }),
      runs,
    )
  })

  it('[TKT-5] a step back that is no larger than rounding costs no more than that', () => {
    fc.assert(
      fc.property(story(elapse, sleep, nudge), (deeds) => {
        const on = computer({ hasUptime: false })
        for (const { run } of deeds) {
          run(on)
          on.read()
        }
        const nudges = deeds.filter(({ name }) => name.startsWith('nudge')).length
        expect(on.read().ms).toBeGreaterThanOrEqual(on.truth() - slack(deeds) - nudges * WALL_NOISE_MS)
      }),
      runs,
    )
  })

  it('[TKT-5] steps back cost nothing at all while the computer is awake', () => {
    fc.assert(
      fc.property(story(elapse, nudge, back), (deeds) => {
        const on = computer({ hasUptime: false })
        for (const { run } of deeds) {
          run(on)
          on.read()
        }
        expect(on.read().ms).toBeGreaterThanOrEqual(on.truth() - 1)
      }),
      runs,
    )
  })

  it('does not gain by rounding when it is read a thousand times a second', () => {
    const on = computer({ hasUptime: true })
    for (let i = 0; i < 3_600_000 / 4; i += 1) {
      // A fraction that adds up without an error of its own.
      on.elapse(1021 / 1024)
      on.read()
    }
    expect(Math.abs(on.read().ms - on.truth())).toBeLessThan(2)
  })

  it('[TKT-5] a clock set back an hour after a night of sleep does not give the night back', () => {
    const on = computer({ hasUptime: false })
    on.elapse(SECOND)
    on.sleep(8 * HOUR)
    on.read()
    on.setWall(-9 * HOUR)
    expect(on.read().ms).toBeGreaterThanOrEqual(8 * HOUR + SECOND)
    expect(on.read().setBack).toBe(false)
    // Nor does it stand still until the wall clock has caught up.
    on.elapse(HOUR)
    expect(on.read().ms).toBeGreaterThanOrEqual(9 * HOUR + SECOND)
  })

  it('[TKT-5] tells when the wall clock was set back, so that a mark is kept', () => {
    const on = computer({ hasUptime: false })
    on.setWall(-2 * SECOND)
    expect(on.read().setBack).toBe(true)
    expect(on.read().setBack).toBe(false)
  })

  it('[TKT-2] after a reboot with the clock set back, at least the uptime has passed', () => {
    const on = computer({ hasUptime: true })
    on.setWall(-5 * HOUR)
    on.reboot(HOUR)
    expect(on.read().ms).toBeGreaterThanOrEqual(BOOT_MS)
  })
})
