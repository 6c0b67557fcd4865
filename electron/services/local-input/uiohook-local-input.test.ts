import { describe, expect, it } from 'vitest'
import { OWN_ECHO_MS, createUiohookLocalInput } from './uiohook-local-input.ts'

function stage() {
  const listeners = new Map<string, () => void>()
  let now = 0
  const sensor = createUiohookLocalInput({ now: () => now, monotonic: () => now }, () => ({
    on: (event, listener) => listeners.set(event, listener),
    off: (event) => listeners.delete(event),
  }))
  let touches = 0
  return {
    sensor,
    start: () => sensor.start(() => (touches += 1)),
    touches: () => touches,
    hear: (event: string) => listeners.get(event)?.(),
    pass: (ms: number) => (now += ms),
    listening: () => listeners.size,
  }
}

describe('the novice’s own hand where events are not told apart', () => {
  it('[CTL-8] counts every kind of event while we inject nothing', () => {
    const { start, hear, touches } = stage()
    expect(start()).toEqual({ ok: true })
    for (const event of ['keydown', 'keyup', 'mousemove', 'mousedown', 'mouseup', 'wheel']) hear(event)
    expect(touches()).toBe(6)
  })

  it('[CTL-8] counts nothing that may be our own echo', () => {
    const { sensor, start, hear, touches, pass } = stage()
    start()
    sensor.injecting(null)
    hear('mousemove')
    pass(OWN_ECHO_MS)
    hear('mousemove')
    expect(touches()).toBe(0)
    pass(1)
    hear('mousemove')
    expect(touches()).toBe(1)
  })

  it('listens to nothing before start and after stop, and says why it cannot', () => {
    const { sensor, start, listening } = stage()
    expect(listening()).toBe(0)
    start()
    sensor.stop()
    expect(listening()).toBe(0)
    const broken = createUiohookLocalInput({ now: () => 0, monotonic: () => 0 }, () => {
      throw new Error('no such module')
    })
    expect(broken.start(() => undefined)).toEqual({ ok: false, reason: 'no such module' })
  })
})
