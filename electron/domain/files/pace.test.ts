import { describe, expect, it } from 'vitest'
import { CREDIT_AHEAD, LARGEST_CHUNK, SMALLEST_CHUNK } from './limits.ts'
import { createPace } from './pace.ts'
import { createPatience } from './patience.ts'
import { createSpeed } from './speed.ts'

/** A line of so many bytes a millisecond, whose queue holds what is sent faster; returns the last and the worst delay in ms. */
function sendOver(bytesPerMs: number, way: number, pieces: number) {
  const pace = createPace()
  let sent = 0
  let acknowledged = 0
  let now = 0
  let free = 0
  let delay = 0
  let worst = 0
  const arriving: { at: number; upTo: number; left: number }[] = []
  for (let piece = 0; piece < pieces; piece += 1) {
    while (sent + pace.chunk() - acknowledged > pace.window()) {
      const next = arriving.shift()
      if (!next) throw new Error('the window is smaller than a piece')
      now = Math.max(now, next.at)
      acknowledged = next.upTo
      delay = now - next.left
      worst = Math.max(worst, delay)
      pace.arrived(next.upTo, now)
    }
    sent += pace.chunk()
    free = Math.max(free, now) + pace.chunk() / bytesPerMs
    pace.sent(sent, now)
    arriving.push({ at: free + way, upTo: sent, left: now })
  }
  return { delay, worst, window: pace.window(), chunk: pace.chunk() }
}

describe('[SES-3] how much of a file is under way', () => {
  it('is all that is allowed on a fast line', () => {
    const { window, chunk } = sendOver(100_000, 1, 500)
    expect(window).toBe(CREDIT_AHEAD)
    expect(chunk).toBe(LARGEST_CHUNK)
  })

  it('is little on a thin line, so that the others do not wait long behind it', () => {
    // 1 Mbit/s and 20 ms: all that is allowed would stand there for two seconds.
    const { delay, worst, window, chunk } = sendOver(125, 20, 500)
    expect(window).toBeLessThan(CREDIT_AHEAD / 4)
    expect(chunk).toBeLessThanOrEqual(2 * SMALLEST_CHUNK)
    expect(delay).toBeLessThan(300)
    // Not even at the beginning, when nothing is known of the line.
    expect(worst).toBeLessThan(300)
  })

  it('stays little on a thin line for as long as a large file takes', () => {
    // Twelve minutes: its own queue must not pass for the length of the way, measurement after measurement.
    const { delay, worst } = sendOver(125, 20, 12_000)
    expect(delay).toBeLessThan(300)
    expect(worst).toBeLessThan(300)
  })

  it('is enough for a long way', () => {
    expect(sendOver(10_000, 80, 500).window).toBe(CREDIT_AHEAD)
  })
})

it('speed is that of the last moments', () => {
  const speed = createSpeed()
  expect(speed.bytesPerSecond(0)).toBe(0)
  for (let ms = 0; ms <= 10_000; ms += 50) speed.reached(ms < 5000 ? ms : 5000 + (ms - 5000) * 10, ms)
  expect(speed.bytesPerSecond(10_000)).toBeCloseTo(10_000, -2)
  // It stalls: the number falls.
  expect(speed.bytesPerSecond(20_000)).toBeLessThan(3_000)
})

it('[CTL-2] a person’s clicks are borne, a flood is not', () => {
  const patience = createPatience()
  for (let i = 0; i < 150; i += 1) expect(patience.bears(0)).toBe(true)
  expect(patience.bears(0)).toBe(false)
  expect(patience.bears(1000)).toBe(true)
})
