import { describe, expect, it } from 'vitest'
import type { Facts } from '../domain/diagnosis/diagnose.ts'
import { createConnectionTest, PROBE_MS, ROUTERS_MS } from './connection-test.ts'

const own = (...hosts: readonly string[]): Facts['found'] =>
  hosts.map((host) => ({ host, adapter: 'network', internal: false }))

const turns = async () => {
  for (let i = 0; i < 20; i++) await Promise.resolve()
}

function pending<T>() {
  let resolve: (value: T) => void = () => undefined
  const promise = new Promise<T>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}

type Probe = {
  readonly host: string
  readonly signal: AbortSignal
  readonly answer: (reached: boolean) => void
}

function stage(over: Partial<Omit<Facts, 'answered'>> = {}) {
  const facts: Omit<Facts, 'answered'> = {
    found: own('192.168.1.5'),
    listener: { kind: 'open', port: 3389 },
    mapping: { kind: 'off' },
    typed: null,
    ...over,
  }
  const probes: Probe[] = []
  const timers = new Set<{ readonly ms: number; readonly fire: () => void }>()
  const routers = pending<undefined>()
  const log: unknown[] = []
  let told = 0
  const test = createConnectionTest({
    clock: { now: () => 1234, monotonic: () => 0 },
    timers: {
      after: (ms, fire) => {
        const timer = { ms, fire }
        timers.add(timer)
        return () => timers.delete(timer)
      },
    },
    log: (...line) => log.push(line),
    facts: () => ({ ...facts }),
    reachesItself: (host, _port, signal) => {
      const { promise, resolve } = pending<boolean>()
      probes.push({ host, signal, answer: resolve })
      signal.addEventListener('abort', () => resolve(false), { once: true })
      return promise
    },
    routersAnswered: () => routers.promise,
    changed: () => (told += 1),
  })
  const fire = async (ms: number) => {
    for (const timer of [...timers].filter((each) => each.ms === ms)) {
      timers.delete(timer)
      timer.fire()
    }
    await turns()
  }
  return { test, probes, timers, routers, fire, log, told: () => told, facts }
}

describe('the connection test', () => {
  it('tries every own address, a few at a time, waits for the routers, and says what it found', async () => {
    const hosts = ['192.168.1.5', '10.0.0.7', 'fd00::1', '10.0.0.8']
    const { test, probes, routers, timers } = stage({ found: own(...hosts, '10.0.0.7', 'fe80::1') })
    test.start()
    test.start()
    expect(probes.map(({ host }) => host)).toEqual(hosts.slice(0, 3))
    probes[0]?.answer(true)
    await turns()
    expect(test.view()).toEqual({ kind: 'running', step: 'listener', done: 1, total: 4 })
    for (const probe of probes) probe.answer(probe.host !== '10.0.0.7')
    await turns()
    expect(test.view()).toMatchObject({ kind: 'running', step: 'routers' })
    routers.resolve(undefined)
    await turns()
    expect(test.view()).toMatchObject({
      kind: 'done',
      at: 1234,
      diagnosis: { kind: 'listening', home: { kind: 'reachable', silent: ['10.0.0.7'] } },
    })
    expect(timers.size).toBe(0)
  })

  it('[ACC-4] without an open invitation nothing is tried, and nobody is waited for', async () => {
    const { test, probes } = stage({ listener: { kind: 'not-needed' } })
    test.start()
    await turns()
    expect(probes).toEqual([])
    expect(test.view()).toMatchObject({ kind: 'done', diagnosis: { kind: 'no-invitation' } })
  })

  it('an address that says nothing has its time, and so have the routers', async () => {
    const { test, probes, fire } = stage()
    test.start()
    await fire(PROBE_MS)
    expect(probes[0]?.signal.aborted).toBe(true)
    await fire(ROUTERS_MS)
    expect(test.view()).toMatchObject({ kind: 'done', diagnosis: { home: { kind: 'silent' } } })
  })

  it('judges by what is known at the end', async () => {
    const { test, probes, routers, facts } = stage()
    test.start()
    probes[0]?.answer(true)
    await turns()
    Object.assign(facts, { mapping: { kind: 'asked', gateways: [] } })
    routers.resolve(undefined)
    await turns()
    expect(test.view()).toMatchObject({ diagnosis: { internet: { kind: 'no-router' } } })
  })

  it('can be cancelled at any moment: every attempt ends, and the result before stays', async () => {
    const { test, probes, routers, timers } = stage()
    test.start()
    test.cancel()
    expect(test.view()).toEqual({ kind: 'idle' })
    expect(probes[0]?.signal.aborted).toBe(true)
    await turns()
    expect([probes.length, timers.size]).toEqual([1, 0])
    test.start()
    probes[1]?.answer(true)
    routers.resolve(undefined)
    await turns()
    const before = test.view()
    expect(before.kind).toBe('done')
    test.start()
    expect(test.view().kind).toBe('running')
    test.cancel()
    await turns()
    expect(test.view()).toBe(before)
  })

  it('a bug in it is logged and leaves it ready for another try', async () => {
    const { test, routers, log } = stage()
    test.start()
    test.cancel()
    const broken = stage()
    Object.defineProperty(broken.facts, 'found', {
      get: () => {
        throw new Error('a bug')
      },
    })
    broken.test.start()
    await turns()
    expect(broken.test.view()).toEqual({ kind: 'idle' })
    expect(broken.log).toHaveLength(1)
    expect(log).toEqual([])
    routers.resolve(undefined)
  })
})
