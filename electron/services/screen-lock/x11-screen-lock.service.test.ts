import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Display, startDisplay } from '../../../e2e/displays/xvfb.ts'
import { watchX11Lock } from './x11-screen-lock.ts'

let display: Display

beforeAll(async () => {
  display = await startDisplay({ width: 320, height: 240, firstNumber: 70 })
})
afterAll(() => display.stop())

const xset = (...words: string[]) =>
  execFileSync('xset', words, { env: { ...process.env, DISPLAY: display.display } })

describe('[CTL-6] a screen that is locked', () => {
  it('is noticed each time, and not when it is unlocked', async () => {
    let locks = 0
    const stop = watchX11Lock(display.display, () => (locks += 1))
    if (!stop) throw new Error('this X server has no screen saver')
    xset('s', 'activate')
    await expect.poll(() => locks, { timeout: 20_000 }).toBe(1)
    xset('s', 'reset')
    xset('s', 'activate')
    await expect.poll(() => locks, { timeout: 20_000 }).toBe(2)
    xset('s', 'reset')
    stop()
    xset('s', 'activate')
    xset('s', 'reset')
    expect(locks).toBe(2)
  })

  it('is not watched where there is no X server, and the watch outlives one that dies', async () => {
    expect(watchX11Lock(':4711', () => undefined)).toBeUndefined()
    const own = await startDisplay({ width: 64, height: 64, firstNumber: 70 })
    const stop = watchX11Lock(own.display, () => undefined)
    await own.stop()
    stop?.()
  })
})
