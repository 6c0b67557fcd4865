import { describe, expect, it } from 'vitest'
import { keepTime } from './time-keeper.ts'

function fakeTimers() {
  const pending = new Set<() => void>()
  return {
    waiting: () => pending.size,
    timers: {
      after: (_ms: number, fire: () => void) => {
        pending.add(fire)
        return () => void pending.delete(fire)
      },
    },
    fire: () => {
      const due = [...pending]
      pending.clear()
      for (const job of due) job()
    },
  }
}

describe('the time keeper', () => {
  it('[TKT-2] a disk that refuses once does not stop the clock', () => {
    const { timers, fire, waiting } = fakeTimers()
    const said: string[] = []
    let ticks = 0
    const tick = () => {
      ticks += 1
      if (ticks === 1) throw new Error('the disk is full')
    }
    const time = keepTime({ store: { tick, nextTickIn: () => 0 }, timers, log: (line) => said.push(line) })
    time.reschedule()
    fire()
    expect(said).toHaveLength(1)
    fire()
    fire()
    expect(ticks).toBe(3)
    time.stop()
    expect(waiting()).toBe(0)
  })

  it('[TKT-2] looks at once after a sleep, and a disk that refuses then is asked again by the one timer', () => {
    const { timers, fire, waiting } = fakeTimers()
    let ticks = 0
    const tick = () => {
      ticks += 1
      if (ticks === 1) throw new Error('the disk is full')
    }
    const time = keepTime({ store: { tick, nextTickIn: () => 60_000 }, timers, log: () => undefined })
    time.reschedule()
    time.look()
    expect(ticks).toBe(1)
    expect(waiting()).toBe(1)
    fire()
    expect(ticks).toBe(2)
    expect(waiting()).toBe(1)
  })

  it('sets one timer, and none while nothing is due', () => {
    const { timers, waiting } = fakeTimers()
    let due: number | undefined = 10
    const time = keepTime({
      store: { tick: () => undefined, nextTickIn: () => due },
      timers,
      log: () => undefined,
    })
    time.reschedule()
    time.reschedule()
    expect(waiting()).toBe(1)
    due = undefined
    time.reschedule()
    expect(waiting()).toBe(0)
  })
})
