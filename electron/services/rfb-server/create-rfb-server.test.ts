import { describe, expect, it } from 'vitest'
import type { CursorShape } from '../capture/capture.ts'
import { clientSays } from './test-client.ts'
import { RAW, TIGHT, CONTINUOUS, connected, screen, whole } from './test-rig.ts'

describe('the pointer', () => {
  const arrow: CursorShape = {
    width: 2,
    height: 2,
    hotX: 1,
    hotY: 0,
    pixels: Uint8Array.from([0, 0, 255, 255, 0, 0, 0, 0, 255, 0, 0, 128, 0, 255, 0, 255]),
  }
  const black = () => screen(8, 8)
  const at = (c: ReturnType<typeof connected>, x: number, y: number) => c.colours()[y * 8 + x]

  it.each([[[]], [[-239]]])('is part of the picture while the novice moves it (client lists %j)', (more) => {
    const image = black()
    const c = connected(image, [RAW, CONTINUOUS, ...more])
    c.server.receive(clientSays.continuous(true, whole(image)), 0)
    c.server.cursorChanged(arrow)
    c.server.pointerMoved(4, 4)
    expect([at(c, 3, 4), at(c, 4, 4), at(c, 3, 5), at(c, 4, 5)]).toEqual([0xff0000, 0, 0x000080, 0x00ff00])
    c.server.pointerMoved(8, 7)
    expect([at(c, 3, 4), at(c, 4, 5), at(c, 7, 7)]).toEqual([0, 0, 0xff0000])
    c.server.pointerMoved(-5, -5)
    expect(c.colours().every((word) => word === 0)).toBe(true)
    expect(image.words.every((word) => word === 0)).toBe(true)
  })

  it.each([
    [-314, [0, 0, 0, 0, 255, 0, 0, 255, 0, 0, 0, 0, 0, 0, 128, 128, 0, 255, 0, 255]],
    [0x574d5664, [1, 0, 255, 0, 0, 255, 0, 0, 0, 0, 0, 0, 255, 128, 0, 255, 0, 255]],
    [-239, [0, 0, 255, 0, 0, 0, 0, 0, 255, 0, 0, 0, 0, 255, 0, 0, 0x80, 0xc0]],
  ])('goes to the viewer as a shape while the expert controls (encoding %i)', (encoding, body) => {
    const image = black()
    const c = connected(image, [RAW, CONTINUOUS, encoding])
    c.server.receive(clientSays.continuous(true, whole(image)), 0)
    c.server.cursorChanged(arrow)
    c.server.pointerMoved(4, 4)
    expect(c.updates()[0]?.[0]).toMatchObject({ encoding, width: 0, height: 0 })
    c.server.setControlled(true)
    const [shape] = c.updates().at(-1) ?? []
    expect(shape).toMatchObject({ encoding, x: 1, y: 0, width: 2, height: 2 })
    expect([...(shape?.body ?? [])]).toEqual(body)
    expect(c.colours().every((word) => word === 0)).toBe(true)
    c.server.setControlled(false)
    expect(c.updates().at(-1)?.[0]).toMatchObject({ encoding, width: 0, height: 0 })
    expect(at(c, 3, 4)).toBe(0xff0000)
  })
})

describe('input', () => {
  it('[CTL-4] comes out with the grant of its frame, in the order and the coordinates sent', () => {
    const c = connected(screen(8, 8), [TIGHT])
    c.server.receive(Uint8Array.from([4, 1, 0, 0, 0, 0, 0, 65, 5, 1, 0xff, 0xff, 0, 3]), 7)
    c.server.receive(Uint8Array.from([255, 0, 0, 0, 0, 0, 0xff, 0xe4, 0, 0, 0, 0x9d]), 8)
    expect(c.keys).toEqual([
      [{ down: true, keysym: 65, scancode: 0 }, 7],
      [{ down: false, keysym: 0xffe4, scancode: 0xe01d }, 8],
    ])
    expect(c.pointers).toEqual([[{ x: 0xffff, y: 3, buttons: 1 }, 7]])
  })

  it('announces extended keys and mouse buttons once', () => {
    const image = screen(8, 8)
    const c = connected(image, [TIGHT, CONTINUOUS, -258, -316])
    c.server.receive(clientSays.continuous(true, whole(image)), 0)
    c.server.receive(clientSays.encodings(TIGHT, CONTINUOUS, -258, -316), 0)
    c.server.screenChanged([image.paint(whole(image), () => 3)])
    const marks = c.updates().flatMap((rects) => rects.filter((r) => r.how === 'mark').map((r) => r.encoding))
    expect(marks).toEqual([-258, -316])
  })

  it('ends at a broken protocol: said once, nothing read after it', () => {
    const c = connected(screen(8, 8), [TIGHT])
    c.server.receive(Uint8Array.from([4, 1, 0, 0, 0, 0, 0, 65, 99]), 1)
    c.server.receive(Uint8Array.from([4, 1, 0, 0, 0, 0, 0, 65]), 1)
    expect(c.keys).toHaveLength(1)
    expect(c.broken).toHaveLength(1)
  })

  it('does nothing after close', () => {
    const image = screen(8, 8)
    const c = connected(image, [TIGHT, CONTINUOUS])
    c.server.close()
    const before = c.line.sent
    c.server.receive(Uint8Array.from([4, 1, 0, 0, 0, 0, 0, 65]), 1)
    c.server.screenChanged([whole(image)])
    c.server.screenStarted(screen(9, 9))
    expect([c.line.sent, c.keys.length]).toEqual([before, 0])
  })
})
