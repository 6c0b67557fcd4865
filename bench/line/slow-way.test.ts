import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSlowWay, randomFrom } from './slow-way.ts'

const packet = (number: number) => Uint8Array.of(number)
const never = () => 0.999

describe('one way of a slow line', () => {
  it('gives nothing before its time, and then everything in order', () => {
    const way = createSlowWay({ delayMs: 25, loss: 0, limit: 10 }, never)
    way.push(packet(1), 100)
    way.push(packet(2), 103)
    expect(way.next()).toBe(125)
    expect(way.due(124.9)).toEqual([])
    expect(way.due(126)).toEqual([packet(1)])
    expect(way.due(128)).toEqual([packet(2)])
    expect(way.next()).toBeUndefined()
  })

  it('drops what finds no room', () => {
    const way = createSlowWay({ delayMs: 25, loss: 0, limit: 1 }, never)
    expect([way.push(packet(1), 0), way.push(packet(2), 0)]).toEqual([true, false])
  })

  it('loses as many as it is told, and the same ones from the same seed', () => {
    const lost = (seed: number) => {
      const way = createSlowWay({ delayMs: 1, loss: 0.02, limit: Infinity }, randomFrom(seed))
      return Array.from({ length: 20_000 }, (_, i) => i).filter((i) => !way.push(packet(i), i))
    }
    expect(lost(1).length).toBeGreaterThan(300)
    expect(lost(1).length).toBeLessThan(500)
    expect(lost(1)).toEqual(lost(1))
    expect(lost(1)).not.toEqual(lost(2))
  })

  it('delivers every packet that it took, once and in order', () =>
    fc.assert(
      fc.property(
        fc.array(fc.record({ wait: fc.nat(40), look: fc.boolean() })),
        fc.integer(),
        (steps, seed) => {
          const way = createSlowWay({ delayMs: 25, loss: 0.3, limit: 20 }, randomFrom(seed))
          const [taken, given]: [number[], number[]] = [[], []]
          let now = 0
          steps.forEach(({ wait, look }, number) => {
            now += wait
            if (way.push(packet(number), now)) taken.push(number & 255)
            if (look) given.push(...way.due(now).map((bytes) => bytes[0] ?? -1))
          })
          given.push(...way.due(Infinity).map((bytes) => bytes[0] ?? -1))
          expect(given).toEqual(taken)
        },
      ),
    ))
})
