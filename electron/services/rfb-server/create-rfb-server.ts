// Services. The RFB server of the novice: RFC 6143 with continuous updates, fences, Tight, CopyRect, cursor shapes,
// extended keys and desktop size. Everything happens in answer to a call, and once by a timer what must wait for a bound or
// for rest: idle, nothing runs and nothing is sent.

import type { Rect } from '../../../shared/screen.ts'
import { unreachable } from '../../../shared/result.ts'
import { createByteSink } from '../../domain/rfb/byte-sink.ts'
import type { ClientMessage, RfbVersion } from '../../domain/rfb/client-messages.ts'
import { createClientStream } from '../../domain/rfb/client-stream.ts'
import { encodings, fenceFlags } from '../../domain/rfb/encodings.ts'
import { ownFormat, type PixelFormat } from '../../domain/rfb/pixel-format.ts'
import { wholeOf, type ColourBits } from '../../domain/rfb/picture.ts'
import { around } from '../../domain/rfb/rects.ts'
import * as say from '../../domain/rfb/server-messages.ts'
import type { CursorShape, ScreenImage } from '../capture/capture.ts'
import { systemClock, systemTimers } from '../ports.ts'
import { createAlarm } from './alarm.ts'
import { createAnnouncements } from './announcements.ts'
import { wishesOf } from './client-wishes.ts'
import { createPace } from './pace.ts'
import { createPhotos } from './photos.ts'
import type { RfbServer, RfbServerPorts } from './rfb-server.ts'
import { createScreenFeed, type ScreenFeed } from './screen-feed.ts'
import { createVideo } from './video.ts'

/** Keeps one frame of the session well below its limit of 1 MiB. */
const MAX_SEND = 256 * 1024

/** SECURITY: pixel format, encodings and a request are all that can be meant before there is a screen. */
const MOST_EARLY = 8
const isWish = ({ kind }: ClientMessage) =>
  kind === 'set-pixel-format' || kind === 'set-encodings' || kind === 'update-request'

/** Begins with its ProtocolVersion at once; sends no picture and no size before `screenStarted` (ADM-7). */
export function createRfbServer(ports: RfbServerPorts): RfbServer {
  const client = createClientStream()
  const sink = createByteSink()
  const announcements = createAnnouncements()
  const { afterOthers = setImmediate, clock = systemClock, timers = systemTimers } = ports
  let closed = false
  let goingOn = false
  let version: RfbVersion = '3.8'
  let initAsked = false
  /** What a viewer that played the handshake ahead (domain/rfb/rehearsal.ts) wishes before it is told the screen's size. */
  const early: { readonly message: ClientMessage; readonly grant: number }[] = []
  let image: ScreenImage | undefined
  let feed: ScreenFeed | undefined
  let listed: readonly number[] = []
  let format: PixelFormat = ownFormat
  let wishes = wishesOf()
  let requested: Rect | undefined
  let continuous: Rect | undefined
  let knowsContinuous = false
  let controlled = false
  let bits: ColourBits = 8
  let cursor: CursorShape | undefined
  let pointer = { x: 0, y: 0 }
  /** Where a hand was last, the expert's or the novice's. */
  let focus: { readonly x: number; readonly y: number } | undefined

  // Asked anew each time: a port may close the server while a message is worked off.
  const isOpen = () => !closed

  const send = (bytes: Uint8Array) => {
    if (closed) return
    for (let at = 0; at < bytes.length; at += MAX_SEND) ports.send(bytes.subarray(at, at + MAX_SEND))
  }
  const pace = createPace({ send, queuedBytes: ports.queuedBytes, now: () => clock.monotonic() })
  const photos = createPhotos(ports.jpeg)
  const video = createVideo(ports.video, () => pump())
  const alarm = createAlarm(timers, () => pump())

  /** Whose pointer it is: the novice's is part of the picture, the expert's is drawn by the viewer. */
  const placePointer = () => {
    const drawnByViewer = controlled && wishes.cursor !== undefined
    announcements.cursor(drawnByViewer ? cursor : undefined)
    feed?.pointer(drawnByViewer || cursor === undefined ? undefined : { cursor, ...pointer })
  }

  const showFrom = (source: ScreenImage, size: { readonly width: number; readonly height: number }) => {
    feed = createScreenFeed(source, { width: size.width, height: size.height }, () => pump())
    if (bits !== 8) feed.colours(bits)
    placePointer()
  }

  const init = () => {
    if (!initAsked || image === undefined || feed !== undefined) return
    send(say.serverInit(image.width, image.height, new TextEncoder().encode(ports.name)))
    showFrom(image, image)
    for (const { message, grant } of early.splice(0)) if (isOpen()) hear(message, grant)
  }

  /** The client's picture takes the size of the screen, where the client can; an update of its own. */
  const resized = (shown: ScreenFeed, source: ScreenImage): Uint8Array | undefined => {
    const same = shown.size.width === source.width && shown.size.height === source.height
    if (same || wishes.resize === undefined) return undefined
    showFrom(source, source)
    return say.update(sink, () => {
      if (wishes.resize === 'extended') say.writeExtendedDesktopSize(sink, source, 0, 0)
      else say.writeRectHeader(sink, wholeOf(source), encodings.desktopSize)
      return 1
    })
  }

  const nextUpdate = (within: Rect, budget: number, now: number): Uint8Array | undefined => {
    if (feed === undefined || image === undefined) return undefined
    const shown = feed
    const rate = pace.rate()
    const plan = {
      budget,
      now,
      focus,
      photos: wishes.photos ? photos.makerFor(rate) : undefined,
      films: wishes.films && rate !== undefined ? { video, rate } : undefined,
    }
    return (
      resized(shown, image) ??
      say.update(
        sink,
        () => announcements.write(sink, wishes, shown.size) + shown.write(sink, within, wishes, plan),
      )
    )
  }

  /** From that moment until something has rested; no alarm for what had by then: something else is missing there. */
  const untilNext = (moment: number): number | undefined => {
    const at = feed?.nextAt()
    return at !== undefined && at > moment ? at - moment : undefined
  }

  /** One update a turn at most (CTL-3), and all of it at one moment: what is not yet due must not be overdue for the alarm. */
  const pump = () => {
    const within = continuous ?? requested
    if (closed || goingOn || within === undefined) return
    const now = clock.monotonic()
    const room = pace.room(now)
    if (room === 0) {
      alarm.set(pace.wait(now))
      return
    }
    const bytes = nextUpdate(within, room, now)
    if (bytes === undefined || bytes.length === 0) {
      alarm.set(untilNext(now))
      return
    }
    requested = undefined
    pace.send(bytes)
    goingOn = true
    afterOthers(() => {
      goingOn = false
      pump()
    })
  }

  const listen = (encodingsOfClient: readonly number[]) => {
    listed = encodingsOfClient
    wishes = wishesOf(listed, format)
    placePointer()
    if (wishes.lists(encodings.fence)) pace.start()
    if (!wishes.lists(encodings.continuousUpdates) || knowsContinuous) return
    knowsContinuous = true
    send(say.endOfContinuousUpdates())
  }

  const setContinuous = (enable: boolean, area: Rect) => {
    const was = continuous !== undefined
    continuous = enable ? area : undefined
    if (enable) requested = undefined
    else if (was) send(say.endOfContinuousUpdates())
  }

  const answerFence = (flags: number, payload: Uint8Array) => {
    // Messages are worked off one after the other: every order a fence may ask for is kept already.
    if ((flags & fenceFlags.request) !== 0) send(say.fence(flags & fenceFlags.known, payload))
    else pace.answered(payload)
  }

  const fail = (why: string) => {
    if (closed) return
    closed = true
    alarm.set(undefined)
    video.close()
    ports.broken(why)
  }

  const hear = (message: ClientMessage, grant: number): void => {
    if (initAsked && feed === undefined) {
      if (isWish(message) && early.length < MOST_EARLY) early.push({ message, grant })
      else fail('spoke before ServerInit')
      return
    }
    switch (message.kind) {
      case 'version':
        version = message.version
        send(say.securityOffer(version))
        break
      case 'security-type':
        send(say.securityResult(version))
        break
      case 'client-init':
        initAsked = true
        init()
        break
      case 'set-pixel-format':
        format = message.format
        wishes = wishesOf(listed, format)
        break
      case 'set-encodings':
        listen(message.encodings)
        break
      case 'update-request':
        if (!message.incremental) feed?.refresh(message.area)
        if (continuous === undefined) requested = requested ? around(requested, message.area) : message.area
        break
      case 'continuous-updates':
        setContinuous(message.enable, message.area)
        break
      case 'fence':
        answerFence(message.flags, message.payload)
        break
      case 'set-desktop-size':
        announcements.refuseResize()
        break
      case 'key':
        ports.key({ down: message.down, keysym: message.keysym, scancode: message.scancode }, grant)
        break
      case 'pointer':
        focus = { x: message.x, y: message.y }
        ports.pointer({ x: message.x, y: message.y, buttons: message.buttons }, grant)
        break
      case 'cut-text':
        break
      default:
        unreachable(message)
    }
  }

  const screenStarted = (started: ScreenImage) => {
    image = started
    if (feed === undefined) init()
    else showFrom(started, feed.size)
    pump()
  }

  send(say.serverVersion())
  return {
    receive: (bytes, grant) => {
      if (closed) return
      const { messages, broken } = client.push(bytes)
      for (const message of messages) if (isOpen()) hear(message, grant)
      if (broken !== undefined) fail(broken)
      pump()
    },
    drained: pump,
    screenStarted,
    showStill: (still) => {
      cursor = undefined
      // SECURITY: what encodes has seen the screen; it is gone before the novice may rely on the pause (SES-2).
      video.close()
      screenStarted(still)
    },
    screenChanged: (rects) => {
      const now = clock.monotonic()
      for (const rect of rects) feed?.changed(rect, now)
      pump()
    },
    cursorChanged: (shape) => {
      cursor = shape
      placePointer()
      pump()
    },
    pointerMoved: (x, y) => {
      pointer = { x, y }
      focus = pointer
      placePointer()
      pump()
    },
    setColours: (wanted) => {
      if (wanted === bits) return
      bits = wanted
      feed?.colours(bits)
      pump()
    },
    setLimit: (bytesPerSecond) => {
      pace.limit(bytesPerSecond)
      pump()
    },
    setControlled: (now) => {
      controlled = now
      placePointer()
      pump()
    },
    close: () => {
      closed = true
      alarm.set(undefined)
      video.close()
      feed = undefined
    },
  }
}
