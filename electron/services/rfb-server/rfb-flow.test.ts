import { describe, expect, it } from 'vitest'
import { clientSays } from './test-client.ts'
import { RAW, TIGHT, FENCE, CONTINUOUS, connected, patchwork, screen, whole, wrongAt } from './test-rig.ts'

describe('the flow of updates', () => {
  const small = () => {
    const image = screen(64, 64)
    patchwork(image, 2)
    return image
  }

  it('[ADM-7] says nothing of the screen before it is started', () => {
    const c = connected(undefined, [TIGHT, FENCE])
    expect(c.heard.map((h) => h.kind)).toEqual(['version', 'security'])
    c.server.screenStarted(small())
    expect(c.heard[2]).toEqual({ kind: 'init', name: 'Küche', width: 64, height: 64 })
  })

  it('takes no message before ServerInit', () => {
    const c = connected(undefined, [])
    c.server.receive(Uint8Array.from([4, 1, 0, 0, 0, 0, 0, 65]), 1)
    expect(c.broken).toEqual(['spoke before ServerInit'])
    expect(c.keys).toEqual([])
  })

  it('keeps what a viewer wishes before ServerInit, and no more than that can be', () => {
    const image = small()
    const c = connected(undefined, [TIGHT])
    c.server.receive(clientSays.request(false, { x: 0, y: 0, width: 0xffff, height: 0xffff }), 0)
    expect(c.heard.map((h) => h.kind)).toEqual(['version', 'security'])
    c.server.screenStarted(image)
    expect(wrongAt(c, image)).toBe(-1)
    const many = connected(undefined, [])
    for (let i = 0; i < 9; i++) many.server.receive(clientSays.encodings(TIGHT), 0)
    expect(many.broken).toEqual(['spoke before ServerInit'])
  })

  it('answers a request when something changed, and only once', () => {
    const image = small()
    const c = connected(image, [TIGHT])
    c.server.receive(clientSays.request(false, whole(image)), 0)
    expect(c.updates()).toHaveLength(1)
    c.server.receive(clientSays.request(true, whole(image)), 0)
    expect(c.updates()).toHaveLength(1)
    c.server.screenChanged([image.paint({ x: 3, y: 4, width: 5, height: 6 }, () => 0xabcdef)])
    expect(c.updates()).toHaveLength(2)
    expect(c.updates()[1]).toMatchObject([{ x: 3, y: 4, width: 5, height: 6 }])
    c.server.screenChanged([image.paint({ x: 3, y: 4, width: 5, height: 6 }, () => 0x123456)])
    expect(c.updates()).toHaveLength(2)
  })

  it('sends a letter first that changes together with a film beside it', () => {
    const image = screen(1280, 800)
    const c = connected(image, [TIGHT])
    c.server.receive(clientSays.request(false, whole(image)), 0)
    const before = c.updates().length
    const film = image.paint({ x: 10, y: 10, width: 1100, height: 700 }, (x, y) => x * 7919 + y * 104729)
    const letter = image.paint({ x: 1200, y: 720, width: 64, height: 64 }, () => 0xd02020)
    c.server.screenChanged([film, letter])
    c.server.receive(clientSays.request(true, whole(image)), 0)
    expect(c.updates()[before]?.[0]).toMatchObject(letter)
  })

  it('sends a part again when it is asked for whole', () => {
    const image = small()
    const c = connected(image, [TIGHT])
    c.server.receive(clientSays.request(false, whole(image)), 0)
    c.server.receive(clientSays.request(false, { x: 32, y: 32, width: 8, height: 8 }), 0)
    // In whole tiles.
    expect(c.updates()[1]).toMatchObject([{ x: 32, y: 32, width: 32, height: 32 }])
  })

  it('sends a part that is asked for without an end once, wherever its edges are', () => {
    const image = screen(100, 90)
    patchwork(image, 2)
    for (const encoding of [TIGHT, RAW]) {
      const turns: (() => void)[] = []
      const c = connected(image, [encoding], undefined, turns)
      c.server.receive(clientSays.continuous(true, { x: 5, y: 7, width: 50, height: 41 }), 0)
      let count = 0
      for (let turn = turns.shift(); turn !== undefined && count < 100; turn = turns.shift(), count += 1)
        turn()
      expect(c.updates().length).toBeLessThan(5)
      const sent = c.line.sent
      c.server.drained()
      expect(c.line.sent).toBe(sent)
      // The rest is still owed to a client that asks for it.
      c.server.receive(clientSays.continuous(true, whole(image)), 0)
      for (let turn = turns.shift(); turn !== undefined && count < 100; turn = turns.shift(), count += 1)
        turn()
      expect(wrongAt(c, image)).toBe(-1)
    }
  })

  it('sends nothing for damage that changed no pixel', () => {
    const image = small()
    const c = connected(image, [TIGHT, CONTINUOUS])
    c.server.receive(clientSays.continuous(true, whole(image)), 0)
    const before = c.line.sent
    c.server.screenChanged([whole(image)])
    c.server.drained()
    expect(c.line.sent).toBe(before)
  })

  it('keeps two updates in flight and sends the newest state after that', () => {
    const image = small()
    // A line that takes a millisecond, however busy this computer is.
    let now = 0
    const clock = { now: () => now, monotonic: () => now }
    const c = connected(image, [TIGHT, FENCE, CONTINUOUS], undefined, undefined, { clock })
    const fences = () => c.heard.filter((h) => h.kind === 'fence')
    const answer = () => {
      now += 1
      const last = fences().at(-1)
      c.server.receive(clientSays.fence(1, last?.payload ?? []), 0)
    }
    expect(c.heard.at(-1)).toEqual({ kind: 'end-of-continuous-updates' })
    answer()
    c.server.receive(clientSays.continuous(true, whole(image)), 0)
    for (let i = 1; i <= 5; i++)
      c.server.screenChanged([image.paint({ x: 9, y: 9, width: 2, height: 2 }, () => i)])
    expect(c.updates()).toHaveLength(2)
    expect(fences()).toHaveLength(3)
    answer()
    expect(c.updates()).toHaveLength(3)
    expect(wrongAt(c, image)).toBe(-1)
  })

  it('waits while bytes wait in front of the socket', () => {
    const image = small()
    const c = connected(image, [TIGHT, CONTINUOUS])
    c.line.queued = 65 * 1024
    c.server.receive(clientSays.continuous(true, whole(image)), 0)
    expect(c.updates()).toHaveLength(0)
    c.line.queued = 0
    c.server.drained()
    expect(wrongAt(c, image)).toBe(-1)
  })

  it('ends continuous updates when the client says so', () => {
    const image = small()
    const c = connected(image, [TIGHT, CONTINUOUS])
    c.server.receive(clientSays.continuous(true, whole(image)), 0)
    c.server.receive(clientSays.continuous(false, whole(image)), 0)
    expect(c.heard.filter((h) => h.kind === 'end-of-continuous-updates')).toHaveLength(2)
    c.server.screenChanged([image.paint(whole(image), () => 5)])
    expect(c.updates()).toHaveLength(1)
  })

  it('answers a fence at once with its payload and without unknown flags', () => {
    const c = connected(small(), [TIGHT])
    c.server.receive(clientSays.fence(0xf0000003, [1, 2, 3]), 0)
    expect(c.heard.at(-1)).toEqual({ kind: 'fence', flags: 3, payload: [1, 2, 3] })
  })

  it('cuts a large picture into pieces that fit a frame of the session', () => {
    const image = screen(1280, 800)
    image.paint(whole(image), (x, y) => Math.imul(x + y * 1280, 0x9e3779b1) >>> 8)
    const c = connected(image, [RAW, CONTINUOUS])
    c.server.receive(clientSays.continuous(true, whole(image)), 0)
    expect(Math.max(...c.line.sends)).toBeLessThanOrEqual(256 * 1024)
    expect(c.updates().length).toBeGreaterThan(4)
    expect(wrongAt(c, image)).toBe(-1)
  })
})

describe('a screen that changes its size', () => {
  it.each([
    ['extended', -308],
    ['plain', -223],
  ])('is followed by a client that can (%s)', (_, encoding) => {
    const c = connected(screen(64, 64), [TIGHT, CONTINUOUS, encoding])
    c.server.receive(clientSays.continuous(true, { x: 0, y: 0, width: 999, height: 999 }), 0)
    const larger = screen(100, 40)
    patchwork(larger, 9)
    c.server.screenStarted(larger)
    expect(c.client.picture()).toMatchObject({ width: 100, height: 40 })
    expect(wrongAt(c, larger)).toBe(-1)
  })

  it('shows what fits to a client that can not', () => {
    const c = connected(screen(64, 64), [TIGHT, CONTINUOUS])
    c.server.receive(clientSays.continuous(true, { x: 0, y: 0, width: 64, height: 64 }), 0)
    const other = screen(100, 40)
    other.paint(whole(other), () => 0x445566)
    c.server.screenStarted(other)
    const shown = c.colours()
    expect(shown.slice(0, 64 * 40).every((word) => word === 0x445566)).toBe(true)
    expect(c.client.picture()).toMatchObject({ width: 64, height: 64 })
  })

  it('is not for the client to decide', () => {
    const image = screen(64, 64)
    const c = connected(image, [TIGHT, CONTINUOUS, -308])
    c.server.receive(clientSays.continuous(true, whole(image)), 0)
    c.server.receive(Uint8Array.from([251, 0, 0, 9, 0, 9, 0, 0]), 0)
    expect(c.updates().at(-1)).toMatchObject([{ encoding: -308, x: 1, y: 1, width: 64, height: 64 }])
  })
})

describe('a picture that takes long', () => {
  it('[CTL-3] goes out in parts, one a turn, and input is heard between them', () => {
    const turns: (() => void)[] = []
    const image = screen(640, 800)
    const noise = (x: number, y: number) => Math.imul(x * 31 + y * 17, 0x9e3779b1) >>> 8
    image.paint(whole(image), noise)
    const c = connected(image, [TIGHT, CONTINUOUS], undefined, turns)
    c.server.receive(clientSays.continuous(true, whole(image)), 0)
    let parts = 0
    for (let turn = turns.shift(); turn !== undefined; turn = turns.shift()) {
      c.server.receive(Uint8Array.from([5, 0, 0, parts, 0, 0]), 7)
      expect(c.pointers).toHaveLength(++parts)
      expect(c.updates().length).toBeLessThanOrEqual(parts)
      turn()
    }
    expect(parts).toBeGreaterThan(4)
    expect(wrongAt(c, image)).toBe(-1)
  })
})
