// Tests of the channel that noVNC takes for a socket.

import { describe, expect, it } from 'vitest'
import { PICTURE_STEP } from '../../shared/ipc/bridge.ts'
import { openRfbChannel } from './rfb-channel.ts'

function openOnFakeBridge() {
  const sent: number[][] = []
  const broken: unknown[] = []
  let listener: ((bytes: Uint8Array) => void) | undefined
  const channel = openRfbChannel({
    bridge: {
      sendBytes: (bytes) => sent.push([...bytes]),
      onBytes: (each) => {
        listener = each
        return () => (listener = undefined)
      },
    },
    onBroken: (cause) => broken.push(cause),
  })
  return {
    channel,
    sent,
    broken,
    arrive: (bytes: Uint8Array) => listener?.(bytes),
    listens: () => !!listener,
  }
}

describe('RFB channel', () => {
  it('has every property that noVNC looks for, and is open at once', () => {
    const { channel } = openOnFakeBridge()
    const wanted = ['send', 'close', 'binaryType', 'onerror', 'onmessage', 'onopen', 'protocol', 'readyState']
    expect(Object.keys(channel)).toEqual(expect.arrayContaining(wanted))
    expect(channel.readyState).toBe('open')
  })

  it('listens from start() on and says so with one empty message', () => {
    const { channel, sent, listens } = openOnFakeBridge()
    expect(listens()).toBe(false)
    channel.start()
    expect(listens()).toBe(true)
    expect(sent).toEqual([[]])
  })

  it('says each time it has taken in another MiB, so that main knows what still waits', () => {
    const { channel, sent, arrive } = openOnFakeBridge()
    channel.onmessage = () => undefined
    channel.start()
    for (let i = 0; i < 5; i += 1) arrive(new Uint8Array(PICTURE_STEP / 2))
    expect(sent).toEqual([[], [], []])
    arrive(new Uint8Array(3 * PICTURE_STEP))
    expect(sent).toHaveLength(6)
  })

  it('hands on the buffer itself, and a copy only of a part of one', () => {
    const { channel, arrive } = openOnFakeBridge()
    const heard: ArrayBuffer[] = []
    channel.onmessage = ({ data }) => heard.push(data)
    channel.start()
    const whole = Uint8Array.of(1, 2, 3)
    arrive(whole)
    arrive(whole.subarray(1))
    expect(heard[0]).toBe(whole.buffer)
    expect([...new Uint8Array(heard[1] ?? new ArrayBuffer())]).toEqual([2, 3])
  })

  it('sends what was in the buffer at that moment', () => {
    const { channel, sent } = openOnFakeBridge()
    const queue = new Uint8Array(64)
    queue.set([5, 0, 1])
    channel.send(queue.subarray(0, 3))
    queue.fill(9)
    expect(sent).toEqual([[5, 0, 1]])
  })

  it('closes once, a turn later, and is silent afterwards', async () => {
    const { channel, sent, listens } = openOnFakeBridge()
    let closes = 0
    channel.onclose = () => closes++
    channel.start()
    channel.close()
    channel.close()
    expect(closes).toBe(0)
    await Promise.resolve()
    expect(closes).toBe(1)
    channel.send(Uint8Array.of(1))
    channel.start()
    expect(listens()).toBe(false)
    expect(sent).toEqual([[]])
  })

  it('closes when the viewer cannot read what came', async () => {
    const { channel, broken, arrive } = openOnFakeBridge()
    const cause = new Error('Illegal tight compression received')
    channel.onmessage = () => {
      throw cause
    }
    channel.start()
    arrive(Uint8Array.of(0))
    await Promise.resolve()
    expect(channel.readyState).toBe('closed')
    expect(broken).toEqual([cause])
  })
})
