// The short run of every target, the same each time; inputs of earlier crashes; and whether a fault would be found at all.

import { describe, expect, it } from 'vitest'
import { keptInputs, keptTargets } from './corpus.ts'
import { attempt, fuzz } from './fuzz.ts'
import { utf8, type Target } from './target.ts'
import { targets } from './targets.ts'

describe('everything strangers send', () => {
  it.each(targets.map((target) => [target.name, target] as const))(
    '%s: no crash in a short run',
    async (_, target) => {
      const kept = keptInputs(target.name)
      const { runs, outcomes, crashes } = await fuzz(target, {
        seed: 1,
        kept,
        goesOn: (done) => done < target.shortRun + kept.length,
      })
      expect(crashes.map(({ why }) => why)).toEqual([])
      expect(runs).toBe(target.shortRun + kept.length)
      // A reader that refuses everything, or takes everything, was not tried.
      expect(outcomes.size).toBeGreaterThan(1)
    },
  )

  it('keeps inputs for targets that there are, and only for those', () => {
    const names = targets.map(({ name }) => name)
    expect(names).toEqual([...new Set(names)])
    expect(keptTargets().filter((name) => !names.includes(name))).toEqual([])
  })
})

describe('the fuzzer itself', () => {
  const target = (run: Target['run']): Target => ({
    name: 'sample',
    seeds: [utf8('{"size":10}')],
    memory: { always: 1024, perByte: 8 },
    shortRun: 100,
    run,
  })
  const short = { seed: 3, kept: [], goesOn: (runs: number) => runs < 3000 }

  it('finds what throws, once for each kind', async () => {
    const { crashes, runs } = await fuzz(
      target((input) => {
        if (input.length > 12) throw new Error(`too long by ${input.length - 12}`)
        return 'read'
      }),
      short,
    )
    expect(crashes).toHaveLength(1)
    expect(runs).toBe(3000)
  })

  it('finds memory that follows a number instead of the input', async () => {
    const { crashes } = await fuzz(
      target((input) => {
        const size = Number(/\d+/.exec(new TextDecoder().decode(input))?.[0] ?? 0)
        return String(new Uint8Array(Math.min(size, 2 ** 20)).length > 0)
      }),
      short,
    )
    expect(crashes.map(({ why }) => why).join()).toMatch(/bytes of memory for \d+ bytes of input/)
  })

  it('finds an object prototype that has become another', async () => {
    const polluting = target(() => {
      Object.defineProperty(Object.prototype, 'polluted', {
        value: true,
        enumerable: true,
        configurable: true,
      })
      return 'read'
    })
    const tried = await attempt(polluting, utf8('x'))
    Reflect.deleteProperty(Object.prototype, 'polluted')
    expect(tried).toEqual({ why: 'every object has another prototype now' })
  })

  it('tries the same inputs with the same seed', async () => {
    const inputs = async () => {
      const seen: string[] = []
      await fuzz(
        target((input) => String(seen.push(Buffer.from(input).toString('hex')))),
        {
          ...short,
          goesOn: (runs) => runs < 200,
        },
      )
      return seen
    }
    expect(await inputs()).toEqual(await inputs())
  })
})
