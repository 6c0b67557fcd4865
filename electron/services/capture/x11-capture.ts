// Services, native. One job: the X11 screen as an event driven Capture: XDamage says when, shared memory brings what.
// All of it runs in the main thread: reading and comparing a full screen takes 1-3 ms, usual changes far less.

import { type Result, err, ok } from '../../../shared/result.ts'
import type { Rect } from '../../../shared/screen.ts'
import type { Log } from '../ports.ts'
import type { Capture, CaptureSink, RunningCapture } from './capture.ts'
import { type X11Connection, connectX11 } from './x11-connection.ts'
import { type PixelReader, openPixelReader } from './x11-pixels.ts'
import { type Words, takeChanges } from './x11-tiles.ts'
import { type ScreenNews, type ScreenWatch, watchScreen } from './x11-watch.ts'

export type X11CaptureOptions = {
  /** As in DISPLAY; without it, `env.DISPLAY`. */
  readonly display?: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly log: Log
}

type Why = { readonly reason: string }

// The first change goes out at once; what follows within this time goes with the next one. Newest wins.
// An update that took long (a film over the whole screen) makes the pause longer: never above a third of a core.
const SHORTEST_PAUSE_MS = 4
const PAUSE_PER_COST = 3
// A program may put the pointer elsewhere (XWarpPointer), which no raw motion tells.
const POINTER_LOOK_MS = 250
const POINTER_LOOK_WITHOUT_XINPUT_MS = 50

/**
 * Whether this session's screen can be captured natively, tried by connecting once.
 * Errors: Wayland (X11 would show XWayland's windows at best), no libxcb, no server, pixels that are not 32 bit BGRX.
 */
export function createX11Capture(options: X11CaptureOptions): Result<Capture, Why> {
  const { env, log } = options
  if (env['XDG_SESSION_TYPE'] === 'wayland' || (env['WAYLAND_DISPLAY'] ?? '') !== '') {
    return err({ reason: 'a Wayland session' })
  }
  const display = options.display ?? env['DISPLAY'] ?? ''
  if (display === '') return err({ reason: 'no DISPLAY' })
  const trial = open(display)
  if (!trial.ok) return trial
  trial.value.connection.close()
  return ok({
    kind: 'x11',
    start: (sink) => Promise.resolve(start(display, sink, log)),
  })
}

type Opened = { readonly connection: X11Connection; readonly watch: ScreenWatch }

function open(display: string): Result<Opened, Why> {
  const connected = connectX11(display)
  if (!connected.ok) return connected
  const connection = connected.value
  const { depth, bitsPerPixel, littleEndian, redMask, blueMask } = connection.screen
  const bgrx = littleEndian && bitsPerPixel === 32 && redMask === 0xff0000 && blueMask === 0xff
  const watch: Result<ScreenWatch, Why> = bgrx
    ? watchScreen(connection)
    : err({ reason: `pixels of depth ${depth}, ${bitsPerPixel} bits, are not BGRX` })
  if (watch.ok) return ok({ connection, watch: watch.value })
  connection.close()
  return watch
}

function start(display: string, sink: CaptureSink, log: Log): Result<RunningCapture, Why> {
  const opened = open(display)
  if (!opened.ok) return opened
  return run(opened.value, sink, log)
}

type Picture = Words & {
  readonly pixels: Uint8Array
  readonly fresh: Uint32Array
  readonly reader: PixelReader
}

function run({ connection, watch }: Opened, sink: CaptureSink, log: Log): Result<RunningCapture, Why> {
  let picture: Picture | null = null
  let stopped = false
  let pause: NodeJS.Timeout | undefined
  let nextAt = -Infinity
  let pointerX = -1
  let pointerY = -1
  const news = new Set<ScreenNews>()

  const stop = () => {
    if (stopped) return
    stopped = true
    clearTimeout(pause)
    clearInterval(look)
    picture?.reader.close()
    connection.close()
  }

  const lose = (reason: string) => {
    if (stopped) return
    log('capture lost', reason)
    stop()
    sink.lost(reason)
  }

  /** A new size: a new image, complete before anybody hears of it. The size may change again meanwhile. */
  const restart = (): boolean => {
    const size = watch.size()
    if (size === null) return false
    if (picture?.width === size.width && picture.height === size.height) return true
    picture?.reader.close()
    picture = openPicture(connection, size)
    watch.takeDamage()
    if (!readAll(picture)) return false
    sink.started({ width: picture.width, height: picture.height, pixels: picture.pixels })
    return true
  }

  /** The screen shrank while we looked: begin again, whatever size it has by then. */
  const dropPicture = () => {
    picture?.reader.close()
    picture = null
    news.add('size')
  }

  const readDamage = (): readonly Rect[] => {
    const shown = picture
    if (shown === null) return []
    const changed: Rect[] = []
    for (const damaged of watch.takeDamage()) {
      const area = cut(damaged, shown)
      if (area === null) continue
      const fresh = shown.fresh.subarray(0, area.width * area.height)
      if (!shown.reader.read(area, bytesOf(fresh))) {
        dropPicture()
        return []
      }
      changed.push(...takeChanges(shown, fresh, area))
    }
    return changed
  }

  const tellPointer = () => {
    const at = watch.pointer()
    if (at === null || (at.x === pointerX && at.y === pointerY)) return
    ;[pointerX, pointerY] = [at.x, at.y]
    sink.pointer(at.x, at.y)
  }

  const tellCursor = () => {
    const shape = watch.cursor()
    if (shape !== null) sink.cursor(shape)
  }

  const gather = () => {
    for (let event = connection.nextEvent(); event !== null; event = connection.nextEvent()) {
      const kind = watch.classify(event)
      if (kind !== null) news.add(kind)
    }
  }

  const update = () => {
    pause = undefined
    const begun = performance.now()
    const size = news.delete('size')
    const pixels = news.delete('pixels')
    const cursor = news.delete('cursor')
    const pointer = news.delete('pointer')
    if (size && !restart()) news.add('size')
    const changed = pixels ? readDamage() : []
    // Only the looking counts: who encodes and sends has a measure of its own, the line.
    nextAt = begun + Math.max(SHORTEST_PAUSE_MS, PAUSE_PER_COST * (performance.now() - begun))
    if (changed.length > 0) sink.changed(changed)
    if (cursor) tellCursor()
    if (pointer || pixels) tellPointer()
    hear()
  }

  /** Also after every question: libxcb may have read events together with the answer. */
  const hear = () => {
    if (stopped) return
    gather()
    if (connection.broken()) {
      lose('the X server went away')
      return
    }
    if (news.size === 0 || pause !== undefined) return
    pause = setTimeout(update, Math.max(0, nextAt - performance.now()))
  }

  /** From the socket: the first change does not wait for a timer. */
  const arrived = () => {
    hear()
    if (pause === undefined || performance.now() < nextAt) return
    clearTimeout(pause)
    update()
  }

  const look = setInterval(
    () => {
      tellPointer()
      hear()
    },
    watch.reportsPointer ? POINTER_LOOK_MS : POINTER_LOOK_WITHOUT_XINPUT_MS,
  )
  if (!restart()) {
    stop()
    return err({ reason: 'the screen cannot be read' })
  }
  tellCursor()
  tellPointer()
  connection.whenReadable(arrived)
  hear()
  return ok({ stop })
}

function openPicture(
  connection: X11Connection,
  size: { readonly width: number; readonly height: number },
): Picture {
  const words = new Uint32Array(size.width * size.height)
  const fresh = new Uint32Array(words.length)
  return {
    ...size,
    words,
    pixels: bytesOf(words),
    fresh,
    reader: openPixelReader(connection, words.byteLength),
  }
}

function readAll({ width, height, pixels, reader }: Picture): boolean {
  return reader.read({ x: 0, y: 0, width, height }, pixels)
}

const bytesOf = (words: Uint32Array): Uint8Array =>
  new Uint8Array(words.buffer, words.byteOffset, words.byteLength)

/** The part of `rect` that lies on the picture, null when none does. */
function cut(rect: Rect, { width, height }: Words): Rect | null {
  const x = Math.max(0, rect.x)
  const y = Math.max(0, rect.y)
  const right = Math.min(width, rect.x + rect.width)
  const bottom = Math.min(height, rect.y + rect.height)
  return right > x && bottom > y ? { x, y, width: right - x, height: bottom - y } : null
}
