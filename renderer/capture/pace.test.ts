// Tests of the pace: slow after a second of rest, fast again with the first change.

import { describe, expect, it } from 'vitest'
import { breather, createPace, FULL_PACE, RESTING_PACE } from './pace.ts'

describe('pace', () => {
  it('falls once after a second without a change and rises with the next', () => {
    const pace = createPace(0)
    expect(pace.after(999, false)).toBeUndefined()
    expect(pace.after(1000, false)).toBe(RESTING_PACE)
    expect(pace.after(5000, false)).toBeUndefined()
    expect(pace.after(5100, true)).toBe(FULL_PACE)
    expect(pace.after(5116, true)).toBeUndefined()
    expect(pace.after(6115, false)).toBeUndefined()
    expect(pace.after(6116, false)).toBe(RESTING_PACE)
  })

  it('gives main time after much data and none after little', () => {
    expect(breather(0)).toBe(0)
    expect(breather(65_544)).toBe(0)
    expect(breather(4_096_000)).toBe(40)
  })
})
