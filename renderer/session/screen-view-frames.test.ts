// Between two pictures on show there is a rest, the longer the more has changed; nothing that was asked for is lost.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFrames } from './screen-view-frames.ts'

/** A clock that stands until it is told to go on, and its one alarm. */
function openClock() {
  let time = 0
  let alarm: { readonly at: number; readonly then: () => void } | undefined
  return {
    now: () => time,
    after: (ms: number, then: () => void) => {
      const set = { at: time + ms, then }
      alarm = set
      return () => {
        if (alarm === set) alarm = undefined
      }
    },
    goOn: (ms: number) => {
      const until = time + ms
      while (alarm !== undefined && alarm.at <= until) {
        const { at, then } = alarm
        alarm = undefined
        time = at
        then()
      }
      time = until
    },
  }
}

describe('the frames of the picture', () => {
  it('show at once what comes after a rest', () => {
    const clock = openClock()
    const shown: number[] = []
    const frames = createFrames(clock)
    const request = () => frames.request(() => (shown.push(clock.now()), 0.1))
    request()
    clock.goOn(50)
    request()
    expect(shown).toEqual([0, 50])
  })

  it('rest a display’s interval after a change of the whole picture', () => {
    const clock = openClock()
    const shown: number[] = []
    const frames = createFrames(clock)
    for (let ms = 0; ms < 60; ms++) {
      frames.request(() => (shown.push(clock.now()), 1))
      clock.goOn(1)
    }
    expect(shown).toEqual([0, 16, 32, 48])
  })

  it.each([
    ['more than the whole of a picture that has no size yet rests no longer', 200, [0, 16]],
    ['the smallest change rests a little', 0, [0, 4, 8, 12, 16]],
  ])('%s', (_, share, expected) => {
    const clock = openClock()
    const shown: number[] = []
    const frames = createFrames(clock)
    for (let ms = 0; ms < 18; ms++) {
      frames.request(() => (shown.push(clock.now()), share))
      clock.goOn(1)
    }
    expect(shown).toEqual(expected)
  })

  it('lose nothing and show nothing twice, whatever comes when', () => {
    const step = fc.record({
      ms: fc.integer({ min: 0, max: 30 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const clock = openClock()
        const frames = createFrames(clock)
        let [drawn, shown, shows] = [0, 0, 0]
        for (const { ms, share } of steps) {
          drawn++
          frames.request(() => {
            shown = drawn
            shows++
            return share
          })
          clock.goOn(ms)
        }
        clock.goOn(16)
        expect(shown).toBe(drawn)
        expect(shows).toBeLessThanOrEqual(drawn)
      }),
    )
  })

  it('end with the viewer', () => {
    const clock = openClock()
    let shows = 0
    const frames = createFrames(clock)
    const request = () => frames.request(() => (shows++, 1))
    request()
    request()
    frames.close()
    clock.goOn(100)
    expect(shows).toBe(1)
  })
})
