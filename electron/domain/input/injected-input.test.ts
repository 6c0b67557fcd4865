import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createInjectedInput } from './injected-input.ts'
import type { InputToken } from './injected-input.ts'

const move: InputToken = { line: 'pointer', what: 'move', detail: 0 }
const button = (what: 'down' | 'up', detail = 1): InputToken => ({ line: 'pointer', what, detail })
const key = (what: 'down' | 'up', detail = 38): InputToken => ({ line: 'keyboard', what, detail })

const tokens = fc.constantFrom<InputToken[]>(
  move,
  button('down'),
  button('up'),
  button('down', 4),
  key('down'),
  key('up'),
  key('down', 50),
)

/** A story: what we inject, what another hand does, and how far behind the system's reports are. */
const acts = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ by: fc.constant('us' as const), token: tokens }) },
    { weight: 1, arbitrary: fc.record({ by: fc.constant('other' as const), token: tokens }) },
    { weight: 3, arbitrary: fc.record({ by: fc.constant('reports' as const), count: fc.nat(5) }) },
  ),
  { maxLength: 120 },
)

/** Plays it to the end; how many events of each hand there were, and how many were called foreign. */
function played(story: typeof acts extends fc.Arbitrary<infer S> ? S : never) {
  const input = createInjectedInput()
  const waiting: Record<InputToken['line'], InputToken[]> = { pointer: [], keyboard: [] }
  const count = { other: { pointer: 0, keyboard: 0 }, foreign: { pointer: 0, keyboard: 0 } }
  const report = (line: InputToken['line']) => {
    const token = waiting[line].shift()
    if (token !== undefined && input.isForeign(token)) count.foreign[line] += 1
  }
  for (const act of story) {
    if (act.by === 'reports') for (let n = 0; n < act.count; n++) report(n % 2 ? 'pointer' : 'keyboard')
    else {
      if (act.by === 'us') input.injected(act.token)
      else count.other[act.token.line] += 1
      waiting[act.token.line].push(act.token)
    }
  }
  for (const line of ['pointer', 'keyboard'] as const) while (waiting[line].length > 0) report(line)
  return count
}

describe('telling injected input apart', () => {
  it('[CTL-8] never calls our own input foreign, however late it is reported', () => {
    fc.assert(
      fc.property(acts, (story) => {
        const { foreign } = played(story.filter(({ by }) => by !== 'other'))
        expect(foreign).toEqual({ pointer: 0, keyboard: 0 })
      }),
      { numRuns: 1000 },
    )
  })

  it('[CTL-8] notices another hand whenever there was one, whatever it did', () => {
    let seen = 0
    fc.assert(
      fc.property(acts, (story) => {
        const { other, foreign } = played(story)
        for (const line of ['pointer', 'keyboard'] as const) {
          expect(foreign[line] > 0).toBe(other[line] > 0)
          expect(foreign[line]).toBeGreaterThanOrEqual(other[line])
          seen += other[line]
        }
      }),
      { numRuns: 1000 },
    )
    expect(seen).toBeGreaterThan(300)
  })

  it('[CTL-8] goes on after an event that the system has swallowed', () => {
    const input = createInjectedInput()
    for (const token of [key('down', 200), key('down'), key('up')]) input.injected(token)
    expect(input.isForeign(key('down'))).toBe(false)
    expect(input.isForeign(key('up'))).toBe(false)
    expect(input.isForeign(key('up'))).toBe(true)
  })

  it('[CTL-8] a keyboard that is frozen by a grab does not make the pointer foreign', () => {
    const input = createInjectedInput()
    for (const token of [key('down'), move, button('down'), key('up')]) input.injected(token)
    expect([move, button('down'), key('down'), key('up')].map(input.isForeign)).toEqual(Array(4).fill(false))
  })

  it('forgets, and keeps no more than can be on its way', () => {
    const input = createInjectedInput()
    input.injected(move)
    input.forget()
    expect(input.isForeign(move)).toBe(true)
    for (let n = 0; n < 10_000; n++) input.injected(button('down', n % 5))
    let known = 0
    for (let n = 0; n < 10_000; n++) if (!input.isForeign(button('down', n % 5))) known += 1
    expect(known).toBeLessThanOrEqual(8192)
  })
})
