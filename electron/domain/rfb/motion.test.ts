import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMotion } from './motion.ts'

const count = (tiles: Uint8Array) => tiles.reduce((sum, each) => sum + each, 0)
const whole = { x: 0, y: 0, width: 640, height: 360 }

describe('motion', () => {
  it('is what changes in most of the last second, however often it changes at once', () => {
    const motion = createMotion(640, 360)
    for (let i = 0; i < 100; i++) motion.add(whole, 1000 + i)
    expect(count(motion.moving(1100))).toBe(0)
    for (let i = 0; i < 25; i++) motion.add({ x: 64, y: 64, width: 64, height: 32 }, 1100 + i * 40)
    expect(count(motion.moving(2060))).toBe(2)
    // After a second of rest nothing moves.
    expect(count(motion.moving(3100))).toBe(0)
  })

  it('takes five pictures a second for motion, and a caret that blinks or a clock for none', () => {
    const after = (everyMs: number) => {
      const motion = createMotion(640, 360)
      for (let at = 0; at <= 10_000; at += everyMs) motion.add(whole, at)
      return count(motion.moving(10_000))
    }
    expect([after(40), after(150), after(200)]).toEqual([240, 240, 240])
    expect([after(500), after(1000)]).toEqual([0, 0])
  })

  it('only ever tells of tiles that something touched, whatever lies outside', () => {
    const rect = fc.record({
      x: fc.integer({ min: -50, max: 700 }),
      y: fc.integer({ min: -50, max: 400 }),
      width: fc.integer({ min: 1, max: 300 }),
      height: fc.integer({ min: 1, max: 300 }),
    })
    fc.assert(
      fc.property(fc.array(fc.record({ rect, after: fc.nat(200) }), { maxLength: 60 }), (changes) => {
        const motion = createMotion(640, 360)
        let now = 0
        for (const change of changes) motion.add(change.rect, (now += change.after))
        for (const [index, moves] of motion.moving(now).entries()) {
          const [x, y] = [(index % motion.columns) * 32, Math.floor(index / motion.columns) * 32]
          const touched = changes.filter(
            ({ rect: r }) => r.x < x + 32 && r.x + r.width > x && r.y < y + 32 && r.y + r.height > y,
          )
          if (moves === 1) expect(touched.length).toBeGreaterThanOrEqual(5)
        }
      }),
    )
  })
})
