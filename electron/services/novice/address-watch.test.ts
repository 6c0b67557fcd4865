import { describe, expect, it } from 'vitest'
import type { Address } from '../../domain/invitation/invitation.ts'
import { LOOK_MS, watchAddresses } from './address-watch.ts'

function stage() {
  const state = { needed: true, hosts: ['192.168.1.5'], looks: 0, told: 0 }
  const waiting: { readonly ms: number; readonly how: string | undefined; readonly fire: () => void }[] = []
  const watch = watchAddresses({
    timers: {
      after: (ms, fire, how) => {
        const entry = { ms, how, fire }
        waiting.push(entry)
        return () => void waiting.splice(waiting.indexOf(entry), 1)
      },
    },
    isNeeded: () => state.needed,
    addresses: (): readonly Address[] => {
      state.looks += 1
      return state.hosts.map((host) => ({ host, port: 3389 }))
    },
    changed: () => (state.told += 1),
  })
  const later = () => waiting.shift()?.fire()
  return { state, waiting, watch, later }
}

describe('[TKT-8] the watch of the addresses', () => {
  it('looks every few seconds while a ticket is open, and keeps no process alive', () => {
    const { state, waiting, watch, later } = stage()
    watch.follow()
    watch.follow()
    expect(waiting).toMatchObject([{ ms: LOOK_MS, how: 'beside' }])
    later()
    expect([state.looks, state.told, waiting.length]).toEqual([2, 0, 1])
  })

  it.each([
    ['one appears', ['192.168.1.5', '10.8.0.2']],
    ['one vanishes', []],
    ['one is another', ['192.168.1.6']],
  ])('says so once when %s', (_, hosts) => {
    const { state, watch, later } = stage()
    watch.follow()
    state.hosts = hosts
    later()
    later()
    expect(state.told).toBe(1)
  })

  it('rests without an open ticket, and begins afresh with the next', () => {
    const { state, waiting, watch, later } = stage()
    state.needed = false
    watch.follow()
    expect([state.looks, waiting.length]).toEqual([0, 0])
    state.needed = true
    watch.follow()
    state.needed = false
    watch.follow()
    expect(waiting).toEqual([])
    state.needed = true
    state.hosts = ['10.0.0.1']
    watch.follow()
    later()
    expect(state.told).toBe(0)
    watch.stop()
    expect(waiting).toEqual([])
  })
})
