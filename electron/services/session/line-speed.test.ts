import { describe, expect, it } from 'vitest'
import type { CaptureSink } from '../capture/capture.ts'
import { createGate } from '../injector/gate.ts'
import type { Timers } from '../ports.ts'
import { clientSays, createTestClient } from '../rfb-server/test-client.ts'
import { CONTINUOUS, screen, TIGHT, whole } from '../rfb-server/test-rig.ts'
import { GRANT_BYTES, shareScreen } from './screen-share.ts'

describe('[SES-2] the expert bounds what the picture takes of the line', () => {
  it.each([
    ['256k', 32_000],
    ['1m', 125_000],
  ] as const)('%s: while all of the screen changes all the time', async (speed, bytesPerSecond) => {
    let now = 0
    let alarm: (() => void) | undefined
    let sink: CaptureSink | undefined
    let sent = 0
    const timers: Timers = {
      after: (_, fire) => {
        alarm = fire
        return () => (alarm = undefined)
      },
    }
    const client = createTestClient()
    const image = screen(256, 256)
    const share = shareScreen({
      capture: {
        kind: 'x11',
        start: (given) => {
          sink = given
          given.started(image)
          return Promise.resolve({ ok: true, value: { stop: () => undefined } })
        },
      },
      gate: createGate(undefined),
      grantsGiven: () => 0,
      name: 'Ann',
      clock: { now: () => now, monotonic: () => now },
      timers,
      send: (bytes) => {
        sent += bytes.length
        client.push(bytes.slice())
      },
      queuedBytes: () => 0,
      broken: (why) => {
        throw new Error(why)
      },
      lost: (why) => {
        throw new Error(why)
      },
    })
    const says = (bytes: Uint8Array) =>
      share.receive(Uint8Array.from([...Array(GRANT_BYTES).keys(), ...bytes]))
    says(clientSays.hello)
    while (sink === undefined) await new Promise((resolve) => setImmediate(resolve))
    share.wish({ type: 'line-speed', speed })
    says(clientSays.encodings(TIGHT, CONTINUOUS))
    says(clientSays.continuous(true, whole(image)))
    sent = 0
    for (; now < 4000; now += 20) {
      const moment = now
      sink.changed([
        image.paint(whole(image), (x, y) => Math.imul(x * 31 + y * 17 + moment, 0x9e3779b1) >>> 8),
      ])
      alarm?.()
      await new Promise((resolve) => setImmediate(resolve))
    }
    share.stop()
    // A part that cannot be cut smaller may go over it, and is paid for afterwards.
    expect(sent).toBeLessThan(bytesPerSecond * 4 + 8 * 1024)
    expect(sent).toBeGreaterThan(bytesPerSecond * 2)
  })
})
