// Renderer, encoder window. Chromium's H.264 encoder (WebCodecs): one picture in, its stream out.

import type { VideoOrder } from '../../shared/ipc/video.ts'

/** Baseline: no picture waits for a later one. Levels 3.1 and 4 (ITU-T H.264, table A-1), by what a picture measures. */
const LEVELS = [
  { macroblocks: 3600, codec: 'avc1.42e01f' },
  { macroblocks: 8192, codec: 'avc1.42e028' },
] as const

const blocks = (length: number): number => Math.ceil(length / 16)

/** In software first: it answers each picture at once, and alike on all computers. */
const CHOICES = ['prefer-software', 'no-preference'] as const

function configOf(
  { width, height, bitsPerSecond, picturesPerSecond }: Omit<VideoOrder, 'number' | 'key' | 'strip'>,
  hardwareAcceleration: HardwareAcceleration,
): VideoEncoderConfig {
  const macroblocks = blocks(width) * blocks(height)
  const level = LEVELS.find((each) => macroblocks <= each.macroblocks) ?? LEVELS[1]
  return {
    codec: level.codec,
    width,
    height,
    bitrate: bitsPerSecond,
    framerate: picturesPerSecond,
    bitrateMode: 'constant',
    latencyMode: 'realtime',
    hardwareAcceleration,
    avc: { format: 'annexb' },
  }
}

export type H264Encoder = {
  /** The stream of this picture; without bytes when the encoder left it out. Rejects when it cannot go on. */
  encode(order: VideoOrder & { readonly pixels: Uint8Array }): Promise<Uint8Array>
  close(): void
}

const SAMPLE = { width: 640, height: 360, bitsPerSecond: 800_000, picturesPerSecond: 25 }

/** Undefined where this Chromium has none. */
export async function openH264Encoder(): Promise<H264Encoder | undefined> {
  if (!('VideoEncoder' in window)) return undefined
  for (const choice of CHOICES) {
    const { supported = false } = await VideoEncoder.isConfigSupported(configOf(SAMPLE, choice))
    if (supported) return createStrips(choice)
  }
  return undefined
}

/** An encoder for each strip. */
function createStrips(choice: HardwareAcceleration): H264Encoder {
  const encoders = new Map<number, H264Encoder>()
  return {
    encode: (order) => {
      const encoder = encoders.get(order.strip) ?? createEncoder(choice)
      encoders.set(order.strip, encoder)
      return encoder.encode(order)
    },
    close: () => {
      for (const encoder of encoders.values()) encoder.close()
    },
  }
}

function createEncoder(choice: HardwareAcceleration): H264Encoder {
  let chunks: Uint8Array[] = []
  let failed: DOMException | undefined
  let configured = ''
  let timestamp = 0
  const encoder = new VideoEncoder({
    output: (chunk) => {
      const bytes = new Uint8Array(chunk.byteLength)
      chunk.copyTo(bytes)
      chunks.push(bytes)
    },
    error: (cause) => (failed = cause),
  })

  const configure = (order: VideoOrder) => {
    const config = configOf(order, choice)
    const wanted = JSON.stringify(config)
    if (wanted !== configured) encoder.configure(config)
    configured = wanted
  }

  return {
    encode: async (order) => {
      configure(order)
      chunks = []
      const { width, height } = order
      timestamp += Math.round(1_000_000 / order.picturesPerSecond)
      const frame = new VideoFrame(order.pixels, {
        format: 'BGRX',
        codedWidth: width,
        codedHeight: height,
        // As if they came evenly: an encoder that sees pictures come late makes them larger, and so later yet.
        timestamp,
        // Without it Chromium draws wrong colours.
        colorSpace: { matrix: 'rgb', primaries: 'bt709', transfer: 'iec61966-2-1', fullRange: true },
      })
      try {
        encoder.encode(frame, { keyFrame: order.key })
      } finally {
        frame.close()
      }
      await encoder.flush()
      if (failed !== undefined) throw failed
      return joined(chunks)
    },
    close: () => {
      if (encoder.state !== 'closed') encoder.close()
    },
  }
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((sum, each) => sum + each.length, 0))
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}
