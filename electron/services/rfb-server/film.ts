// Services. A film on the screen as H.264: finds it, has its pictures encoded one at a time, always the newest, and gives its
// place back to the tiles when it rests. One film at a time.

import type { Rect } from '../../../shared/screen.ts'
import type { ByteSink } from '../../domain/rfb/byte-sink.ts'
import { isPicture, stripsOf, writeH264 } from '../../domain/rfb/h264.ts'
import { absorb, type Picture, type Screen } from '../../domain/rfb/picture.ts'
import { intersect } from '../../domain/rfb/rects.ts'
import { REST_MS } from './blurs.ts'
import { createFilmFinder } from './film-finder.ts'
import type { Video, VideoEncoder } from './video.ts'

/** What films may use: undefined where there are none. */
export type FilmPlan = {
  readonly video: Video
  /** Bytes a second that the line carries. */
  readonly rate: number
}

export type Film = {
  /** Something changed on the screen. */
  readonly moved: (rect: Rect, now: number) => void
  /** It changed, or is to be sent for another reason. */
  touched(rect: Rect): void
  /** Nobody else sends anything of this part now. */
  area(): Rect | undefined
  /** Begins, goes on or ends; called before each update. */
  step(within: Rect, plan: FilmPlan | undefined, now: number): void
  /** A picture waits to be sent. */
  waits(): boolean
  /** Writes it; returns the number of rectangles. */
  write(sink: ByteSink, now: number): number
  /** When `step` has something to do that nothing else will bring. */
  nextAt(): number | undefined
}

type Ports = {
  screen(): Screen
  readonly sent: Picture
  /** The client has of this part only what is similar to `sent`. */
  similar(rect: Rect, now: number): void
  /** The tiles send this part again. */
  release(rect: Rect): void
  /** A picture waits, or there is something to look at. */
  wake(): void
}

/** A line that carries less is thin for a film: 4 Mbit/s. It goes on while the line is not much better than that. */
export const THIN_FOR_FILMS = 500_000
const MUCH_BETTER = 1.5
/** Share of the line; what else there is to see and the answers need some as well. */
const SHARE = 0.8
const PICTURES_PER_SECOND = 25
/** More than thirty a second nobody sees, on a line like this. */
const LEAST_APART_MS = 33
/** The encoder is told of the line anew only where it has changed by so much. */
const SAME_RATE = 0.15
const LOOKED_AT_MS = 1000

/** A part of the film's place that is a film of its own. */
type Strip = {
  readonly rect: Rect
  begun: boolean
  stream: Uint8Array | undefined
}

type Running = {
  readonly rect: Rect
  readonly strips: readonly Strip[]
  /** Changed since its last picture was taken. */
  dirty: boolean
  stage: 'idle' | 'encoding' | 'encoded'
  /** A picture was taken and not sent yet. */
  isOwed: boolean
  takenAt: number
  sentAt: number
  lookedAt: number
  bitsPerSecond: number
}

function bitsFor(rate: number, before: number): number {
  const wanted = Math.round(rate * 8 * SHARE)
  return Math.abs(wanted - before) <= SAME_RATE * before ? before : wanted
}

/** The last picture is gone, and there is a newer one. */
const isNext = ({ dirty, stage }: Running): boolean => dirty && stage === 'idle'

const contains = (outer: Rect, inner: Rect): boolean => {
  const common = intersect(outer, inner)
  return common?.width === inner.width && common.height === inner.height
}

/** Row by row, as B, G, R, X: all of Electron's systems are little-endian. */
function copyPixels({ words, width }: Picture, rect: Rect, pixels: Uint8Array): void {
  for (let y = 0; y < rect.height; y++) {
    const row = words.subarray((rect.y + y) * width + rect.x, (rect.y + y) * width + rect.x + rect.width)
    pixels.set(new Uint8Array(row.buffer, row.byteOffset, row.byteLength), y * rect.width * 4)
  }
}

export function createFilm(size: { readonly width: number; readonly height: number }, ports: Ports): Film {
  const { sent } = ports
  const finder = createFilmFinder(size, ports.screen)
  let running: Running | undefined

  const end = (now: number) => {
    if (running === undefined) return
    const { rect, isOwed } = running
    running = undefined
    // We believe the client to have the last picture that was taken, and it has not.
    if (isOwed) ports.similar(rect, now)
    ports.release(rect)
  }

  const take = (film: Running, { video, rate }: FilmPlan, now: number) => {
    const encoder = video.encoder()
    // What took the film's place may be text, which has to stay legible.
    if (encoder === undefined || !finder.looksLikeFilm(film.rect)) {
      end(now)
      return
    }
    const { rect } = film
    film.dirty = false
    film.stage = 'encoding'
    film.isOwed = true
    film.takenAt = now
    film.bitsPerSecond = bitsFor(rate, film.bitsPerSecond)
    absorb(ports.screen(), sent, rect)
    void encodeStrips(film, encoder).then((isWhole) => {
      if (running !== film) return
      film.stage = film.strips.some(({ stream }) => stream !== undefined) ? 'encoded' : 'idle'
      if (!isWhole) {
        video.failed(encoder)
        end(now)
      }
      ports.wake()
    })
  }

  /** One after the other; false when the encoder is good for nothing. */
  const encodeStrips = async (film: Running, encoder: VideoEncoder): Promise<boolean> => {
    for (const [index, strip] of film.strips.entries()) {
      const { rect, begun } = strip
      const order = {
        strip: index,
        width: rect.width,
        height: rect.height,
        bitsPerSecond: Math.round(film.bitsPerSecond / film.strips.length),
        picturesPerSecond: PICTURES_PER_SECOND,
        key: !begun,
      }
      const stream = await encoder.encode(order, (pixels) => copyPixels(sent, rect, pixels))
      // SECURITY: a page made this; what is not one picture is not passed on.
      if (stream === undefined || (stream.length > 0 && !isPicture(stream, !begun))) return false
      if (running !== film) return true
      if (stream.length > 0) strip.stream = stream
      // Left out: the next picture has it.
      else film.dirty = true
    }
    return true
  }

  const look = (within: Rect, { video, rate }: FilmPlan, now: number) => {
    if (rate >= THIN_FOR_FILMS) return
    const rect = finder.find(now, () => video.encoder() !== undefined)
    if (rect === undefined || !contains(within, rect)) return
    running = {
      rect,
      strips: stripsOf(rect).map((each) => ({ rect: each, begun: false, stream: undefined })),
      dirty: true,
      stage: 'idle',
      isOwed: false,
      takenAt: -Infinity,
      sentAt: now,
      lookedAt: now,
      bitsPerSecond: 0,
    }
  }

  const isOver = (film: Running, within: Rect, plan: FilmPlan | undefined, now: number): boolean => {
    if (plan === undefined || plan.rate > THIN_FOR_FILMS * MUCH_BETTER || !contains(within, film.rect))
      return true
    const rests = !film.dirty && film.stage === 'idle'
    if (rests && now - film.sentAt >= REST_MS) return true
    if (now - film.lookedAt < LOOKED_AT_MS) return false
    film.lookedAt = now
    return !finder.goesOn(film.rect, now)
  }

  return {
    moved: finder.moved,
    touched: (rect) => {
      if (running !== undefined && intersect(rect, running.rect) !== undefined) running.dirty = true
    },
    area: () => running?.rect,
    step: (within, plan, now) => {
      if (running !== undefined && isOver(running, within, plan, now)) end(now)
      if (running === undefined && plan !== undefined) look(within, plan, now)
      const film = running
      if (film === undefined || plan === undefined) return
      if (isNext(film) && now - film.takenAt >= LEAST_APART_MS) take(film, plan, now)
    },
    waits: () => running?.stage === 'encoded',
    write: (sink, now) => {
      if (running?.stage !== 'encoded') return 0
      let count = 0
      for (const strip of running.strips) {
        if (strip.stream === undefined) continue
        writeH264(sink, strip.rect, strip.stream, !strip.begun)
        strip.begun = true
        strip.stream = undefined
        count++
      }
      running.stage = 'idle'
      running.isOwed = false
      running.sentAt = now
      ports.similar(running.rect, now)
      return count
    },
    nextAt: () => (running !== undefined && isNext(running) ? running.takenAt + LEAST_APART_MS : undefined),
  }
}
