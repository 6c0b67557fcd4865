// Renderer. Lifetimes as the form shows them.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lifetimeFrom, longest, minutesOf } from './lifetime.ts'

describe('[TKT-9] lifetime', () => {
  it.each([
    [43_200, 30, 'days'],
    [60, 1, 'hours'],
    [90, 90, 'minutes'],
    [150, 2, 'hours'],
    [1, 1, 'minutes'],
  ] as const)('[TKT-9] of at most %i minutes is %i %s', (maximum, count, unit) => {
    expect(longest(maximum)).toEqual({ count, unit })
  })

  it('[TKT-9] never goes above the maximum and never below one unit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99 * 1440 }), (maximum) => {
        const found = longest(maximum)
        return minutesOf(found) <= maximum && found.count >= 1 && found.count <= 99
      }),
    )
  })

  it('[TKT-9] prefills an expired invitation with its own lifetime', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 99 }),
        fc.constantFrom('minutes', 'hours', 'days'),
        (count, unit) => {
          expect(minutesOf(lifetimeFrom(minutesOf({ count, unit })))).toBe(minutesOf({ count, unit }))
        },
      ),
    )
    expect(lifetimeFrom(60)).toEqual({ count: 1, unit: 'hours' })
    expect(lifetimeFrom(101)).toEqual({ count: 2, unit: 'hours' })
  })
})
