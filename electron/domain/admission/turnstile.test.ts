import { describe, expect, it } from 'vitest'
import { createTurnstile, FREE_KNOCKS, MOST_NETWORKS } from './turnstile.ts'

describe('[ADM-3] how often one network may knock', () => {
  it('some times at once, then once a second', () => {
    const turnstile = createTurnstile()
    for (let n = 0; n < FREE_KNOCKS; n += 1) expect(turnstile.passes('a')).toBe(true)
    expect(turnstile.passes('a')).toBe(false)
    expect(turnstile.passes('a')).toBe(false)
    turnstile.second()
    expect([turnstile.passes('a'), turnstile.passes('a')]).toEqual([true, false])
  })

  it('one network does not count for another', () => {
    const turnstile = createTurnstile()
    for (let n = 0; n < 1_000; n += 1) turnstile.passes('a')
    expect(turnstile.passes('b')).toBe(true)
  })

  it('is empty again after a while, and costs nothing then', () => {
    const turnstile = createTurnstile()
    for (let n = 0; n < 1_000; n += 1) turnstile.passes('a')
    for (let n = 1; n < FREE_KNOCKS; n += 1) turnstile.second()
    expect(turnstile.isEmpty()).toBe(false)
    turnstile.second()
    expect(turnstile.isEmpty()).toBe(true)
  })

  it('SECURITY: very many networks do not fill the memory, and push out those who knocked longest ago', () => {
    const turnstile = createTurnstile()
    for (let n = 0; n < FREE_KNOCKS; n += 1) turnstile.passes('first')
    for (let n = 0; n < MOST_NETWORKS; n += 1) turnstile.passes(String(n))
    // Only what was forgotten passes again.
    expect(turnstile.passes('first')).toBe(true)
    for (let n = 1; n < FREE_KNOCKS; n += 1) turnstile.passes(String(MOST_NETWORKS - 1))
    expect(turnstile.passes(String(MOST_NETWORKS - 1))).toBe(false)
  })
})
