import { describe, expect, it } from 'vitest'
import { CAN_ENCODE, CANNOT_ENCODE, readPicture, writeAnswer } from '../../../shared/ipc/video.ts'
import { openPageEncoder } from './page-encoder.ts'

const order = { width: 2, height: 2, bitsPerSecond: 1000, picturesPerSecond: 25, key: true, strip: 0 }
const noPixels = () => undefined

function stage() {
  const sent: Uint8Array[] = []
  const alarms: (() => void)[] = []
  let hear: (message: Uint8Array) => void = () => undefined
  let gone: () => void = () => undefined
  let closed = 0
  const encoder = openPageEncoder({
    openWindow: () => ({
      send: (message) => sent.push(message),
      onBytes: (listener) => void (hear = listener),
      onGone: (listener) => void (gone = listener),
      close: () => {
        closed++
      },
    }),
    timers: {
      after: (_ms, fire) => {
        alarms.push(fire)
        return () => void alarms.splice(alarms.indexOf(fire), 1)
      },
    },
  })
  return { encoder, sent, alarms, hear: (m: Uint8Array) => hear(m), gone: () => gone(), closed: () => closed }
}

describe('the encoder in a page', () => {
  it('answers each picture with its stream', async () => {
    const { encoder, sent, hear, alarms } = stage()
    hear(Uint8Array.of(CAN_ENCODE))
    expect(await encoder.ready).toBe(true)
    for (const number of [1, 2]) {
      const answer = encoder.encode(order, (pixels) => pixels.fill(7))
      const { pixels, ...read } = readPicture(sent.at(-1) ?? new Uint8Array())
      expect(read).toEqual({ ...order, number })
      expect(pixels).toEqual(new Uint8Array(16).fill(7))
      hear(writeAnswer(number, Uint8Array.of(1, 2, number)))
      expect(await answer).toEqual(Uint8Array.of(1, 2, number))
    }
    expect(alarms).toEqual([])
  })

  it('asks for one picture at a time, the next waits', async () => {
    const { encoder, sent, hear } = stage()
    hear(Uint8Array.of(CAN_ENCODE))
    const answers = [1, 2, 3].map((value) => encoder.encode(order, (pixels) => pixels.fill(value)))
    for (const number of [1, 2, 3]) {
      expect(sent).toHaveLength(number)
      hear(writeAnswer(number, Uint8Array.of(number)))
      expect(await answers[number - 1]).toEqual(Uint8Array.of(number))
      await Promise.resolve()
    }
  })

  it('is none where the page says so, says nothing, or is gone', async () => {
    const no = stage()
    no.hear(Uint8Array.of(CANNOT_ENCODE))
    const silent = stage()
    silent.alarms[0]?.()
    const gone = stage()
    gone.gone()
    for (const { encoder, closed } of [no, silent, gone]) {
      expect(await encoder.ready).toBe(false)
      expect(await encoder.encode(order, noPixels)).toBeUndefined()
      expect(closed()).toBe(1)
    }
  })

  it.each([
    ['an answer to another picture', writeAnswer(2, Uint8Array.of(1))],
    ['a stream that is far too large', writeAnswer(1, new Uint8Array(600_000))],
    ['a word that does not exist', Uint8Array.of(9)],
    ['nothing at all', new Uint8Array(0)],
    ['a second greeting', Uint8Array.of(CAN_ENCODE)],
  ])('ends with %s: pages are not trusted', async (_, message) => {
    const { encoder, hear, closed } = stage()
    hear(Uint8Array.of(CAN_ENCODE))
    await encoder.ready
    const answer = encoder.encode(order, noPixels)
    hear(message)
    expect(await answer).toBeUndefined()
    expect(closed()).toBe(1)
  })

  it('ends when a picture is never answered, and when it is closed; both only once', async () => {
    for (const end of ['late', 'closed'] as const) {
      const { encoder, hear, alarms, closed } = stage()
      hear(Uint8Array.of(CAN_ENCODE))
      await encoder.ready
      const answer = encoder.encode(order, noPixels)
      if (end === 'late') alarms[0]?.()
      else encoder.close()
      expect(await answer).toBeUndefined()
      encoder.close()
      expect(closed()).toBe(1)
      expect(alarms).toEqual([])
    }
  })
})
