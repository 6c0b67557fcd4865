// Renderer, encoder window. Answers each picture that main sends with its stream.

import type { Bridge } from '../../shared/ipc/bridge.ts'
import { CAN_ENCODE, CANNOT_ENCODE, readPicture, writeAnswer } from '../../shared/ipc/video.ts'
import { type H264Encoder, openH264Encoder } from './h264-encoder.ts'

type Ports = Pick<Bridge, 'sendBytes' | 'onBytes'>

/** Tells main whether this Chromium can encode, and does until the returned function is called. */
export function encodePictures({ sendBytes, onBytes }: Ports): () => void {
  let encoder: H264Encoder | undefined
  let stopped = false
  const fail = () => {
    if (!stopped) sendBytes(Uint8Array.of(CANNOT_ENCODE))
  }

  const answer = async (message: Uint8Array) => {
    const order = readPicture(message)
    const stream = await encoder?.encode(order)
    if (!stopped && stream !== undefined) sendBytes(writeAnswer(order.number, stream))
  }

  const start = async () => {
    const opened = await openH264Encoder()
    if (stopped) opened?.close()
    else encoder = opened
    if (!stopped) sendBytes(Uint8Array.of(opened === undefined ? CANNOT_ENCODE : CAN_ENCODE))
  }

  // Main sends the next picture when it has the stream of the last one.
  const stopListening = onBytes((message) => {
    answer(message).catch(fail)
  })
  start().catch(fail)

  return () => {
    stopped = true
    stopListening()
    encoder?.close()
  }
}
