// Services. The H.264 encoder of a session: opened when the first film on a thin line asks for it, closed with the picture.

import type { VideoOrder } from '../../../shared/ipc/video.ts'

/** One picture at a time, the next waits. Nothing here ever rejects. */
export type VideoEncoder = {
  /** Whether there is one on this computer. */
  readonly ready: Promise<boolean>
  /** `fill` writes the pixels, B, G, R, X. The stream may have no bytes; undefined: it has failed for good. */
  encode(
    order: Omit<VideoOrder, 'number'>,
    fill: (pixels: Uint8Array) => void,
  ): Promise<Uint8Array | undefined>
  close(): void
}

export type OpenVideoEncoder = () => VideoEncoder

export type Video = {
  /** Opens it at the first call; undefined until it is ready, and where there is none. */
  encoder(): VideoEncoder | undefined
  /** It cannot go on: films are photographs from now on. Not heard where it was closed. */
  failed(encoder: VideoEncoder): void
  /** SECURITY: what was encoded is forgotten by what encodes; the next film opens another one. */
  close(): void
}

/** `ready`: somebody may ask again. */
export function createVideo(open: OpenVideoEncoder | undefined, ready: () => void): Video {
  let opened: VideoEncoder | undefined
  let isReady = false
  let isHopeless = open === undefined

  const close = () => {
    opened?.close()
    opened = undefined
    isReady = false
  }
  const failed = (encoder: VideoEncoder) => {
    if (opened !== encoder) return
    isHopeless = true
    close()
  }

  const start = (encoder: VideoEncoder) => {
    opened = encoder
    void encoder.ready.then((can) => {
      if (opened !== encoder) return
      isReady = can
      if (can) ready()
      else failed(encoder)
    })
  }

  return {
    encoder: () => {
      if (!isHopeless && opened === undefined && open !== undefined) start(open())
      return isReady ? opened : undefined
    },
    failed,
    close,
  }
}
