import { describe, expect, it } from 'vitest'
import { createWindowsObstacle, isBlocked, LOOK_MS } from './windows-obstacle.ts'
import type { WindowsFront } from './windows-obstacle.ts'

const front = (desktop: boolean, elevated: boolean | undefined, own: boolean): WindowsFront => ({
  desktopIsOurs: () => desktop,
  frontIsElevated: () => elevated,
  weAreElevated: () => own,
})

describe('[CTL-6] what Windows keeps an expert’s input from', () => {
  it.each([
    ['an ordinary window', front(true, false, false), false],
    ['nobody’s window', front(true, undefined, false), false],
    ['an elevated window', front(true, true, false), true],
    ['an elevated window, when we are elevated ourselves', front(true, true, true), false],
    ['the secure desktop', front(false, undefined, false), true],
    ['the secure desktop, however elevated we are', front(false, false, true), true],
  ])('%s', (_what, at, blocked) => {
    expect(isBlocked(at)).toBe(blocked)
  })

  it('is told when it begins and when it is over, once, and no longer than control lasts', () => {
    let secure = false
    let next: { readonly ms: number; readonly fire: () => void } | undefined
    const told: boolean[] = []
    const timers = {
      after: (ms: number, fire: () => void) => {
        next = { ms, fire }
        return () => (next = undefined)
      },
    }
    const obstacle = createWindowsObstacle(
      timers,
      () => undefined,
      () => ({ ...front(true, false, false), desktopIsOurs: () => !secure }),
    )
    const stop = obstacle.watch((blocked) => told.push(blocked))
    const look = (now: boolean) => {
      secure = now
      next?.fire()
    }
    for (const now of [false, true, true, false, false]) look(now)
    expect(told).toEqual([true, false])
    expect(next?.ms).toBe(LOOK_MS)
    stop()
    expect(next).toBeUndefined()
  })

  it('is not watched where the libraries cannot be had', () => {
    const logged: string[] = []
    const obstacle = createWindowsObstacle(
      { after: () => () => undefined },
      (message) => logged.push(message),
      () => {
        throw new Error('no user32.dll')
      },
    )
    obstacle.watch(() => undefined)()
    expect(logged).toEqual(['protected windows are not noticed'])
  })
})
