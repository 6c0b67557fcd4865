import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HISTORY_LIMIT, marked, visited } from './reading.ts'
import type { Visit } from './reading.ts'

describe('the history of topics', () => {
  it('has the newest first and each topic once', () => {
    const read = (topics: readonly string[]) =>
      topics.reduce<readonly Visit[]>((history, topic, at) => visited(history, topic, at), [])
    expect(read(['chat', 'voice', 'chat'])).toEqual([
      { topic: 'chat', at: 2 },
      { topic: 'voice', at: 1 },
    ])
  })

  it('stays bounded whatever is read', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 300 }), (topics) => {
        let history: readonly Visit[] = []
        for (const [at, topic] of topics.entries()) {
          history = visited(history, topic, at)
          expect(history[0]).toEqual({ topic, at })
        }
        expect(history.length).toBeLessThanOrEqual(HISTORY_LIMIT)
        expect(new Set(history.map(({ topic }) => topic)).size).toBe(history.length)
      }),
    )
  })
})

describe('favourites', () => {
  it('are kept in the order of marking, once each, and can be taken away', () => {
    const two = marked(marked([], 'chat', true), 'voice', true)
    expect(two).toEqual(['chat', 'voice'])
    expect(marked(two, 'chat', true)).toBe(two)
    expect(marked(two, 'chat', false)).toEqual(['voice'])
    expect(marked(two, 'refused', false)).toEqual(two)
  })
})
