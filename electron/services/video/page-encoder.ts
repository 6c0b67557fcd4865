// Services. H.264 by Chromium's encoder: a hidden window gets pictures of a part of the screen and answers with their streams.

import { beginPicture, CAN_ENCODE, PICTURE_HEADER, readAnswer } from '../../../shared/ipc/video.ts'
import type { Timers } from '../ports.ts'
import type { VideoEncoder } from '../rfb-server/video.ts'

/** One hidden window with the role `encoder`. No listener is called after `close()`. */
export type EncoderWindowPort = {
  send(message: Uint8Array): void
  /** The window's messages on the BYTES channel, in order (shared/ipc/video.ts). */
  onBytes(listener: (message: Uint8Array) => void): void
  /** The window is gone, and not by `close()`. */
  onGone(listener: () => void): void
  close(): void
}

type Ports = { openWindow(): EncoderWindowPort; readonly timers: Timers }

/** A page that takes longer for a picture will not answer at all. */
const ANSWER_LIMIT_MS = 5000
const START_LIMIT_MS = 10_000
/** SECURITY: pages are not trusted: a picture of a thin line is far smaller. */
const LARGEST_STREAM = 512 * 1024

type Stream = Uint8Array | undefined
type Waiting = {
  readonly number: number
  readonly answered: Promise<Stream>
  readonly answer: (stream: Stream) => void
}

/** Opens a window of its own, which lives until `close` or its failure. */
export function openPageEncoder({ openWindow, timers }: Ports): VideoEncoder {
  const window = openWindow()
  let isOver = false
  let number = 0
  let waiting: Waiting | undefined
  let tellReady: (can: boolean) => void = () => undefined
  let stopLimit: () => void = () => undefined
  const ready = new Promise<boolean>((resolve) => {
    tellReady = resolve
  })

  const end = () => {
    if (isOver) return
    isOver = true
    stopLimit()
    tellReady(false)
    waiting?.answer(undefined)
    waiting = undefined
    window.close()
  }
  const limit = (ms: number) => {
    stopLimit()
    stopLimit = timers.after(ms, end)
  }

  const heard = (message: Uint8Array) => {
    const answer = readAnswer(message)
    if (answer === undefined) {
      stopLimit()
      if (message.length === 1 && message[0] === CAN_ENCODE && waiting === undefined) tellReady(true)
      else end()
      return
    }
    const { stream } = answer
    if (answer.number !== waiting?.number || stream.length > LARGEST_STREAM) {
      end()
      return
    }
    stopLimit()
    const asked = waiting
    waiting = undefined
    // A copy: the message is one piece of something larger.
    asked.answer(stream.slice())
  }

  window.onBytes((message) => {
    if (!isOver) heard(message)
  })
  window.onGone(end)
  limit(START_LIMIT_MS)

  const ask = (...[order, fill]: Parameters<VideoEncoder['encode']>): Promise<Stream> => {
    number += 1
    const message = beginPicture({ ...order, number })
    fill(message.subarray(PICTURE_HEADER))
    let answer: Waiting['answer'] = () => undefined
    const answered = new Promise<Stream>((resolve) => {
      answer = resolve
    })
    waiting = { number, answered, answer }
    limit(ANSWER_LIMIT_MS)
    window.send(message)
    return answered
  }

  const encode: VideoEncoder['encode'] = (order, fill) => {
    if (isOver) return Promise.resolve(undefined)
    // A film that ended meanwhile may have left its last picture there.
    return waiting === undefined ? ask(order, fill) : waiting.answered.then(() => encode(order, fill))
  }

  return { ready, encode, close: end }
}
