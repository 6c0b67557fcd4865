import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { guardAgainstBugs } from './last-resort.ts'

describe('the last resort', () => {
  it('[CTL-6] a bug is logged and ends what an expert may do, even when that fails too', () => {
    const from = new EventEmitter()
    const log: unknown[] = []
    let letGo = 0
    guardAgainstBugs(
      (cause) => log.push(cause),
      () => {
        letGo += 1
        throw new Error('another')
      },
      from,
    )
    from.emit('uncaughtException', new Error('a bug'))
    expect(letGo).toBe(1)
    expect(log.map(String)).toEqual(['Error: a bug', 'Error: another'])
    from.emit('unhandledRejection', 'unheard')
    expect(log.at(-1)).toBe('unheard')
    expect(letGo).toBe(1)
  })
})
