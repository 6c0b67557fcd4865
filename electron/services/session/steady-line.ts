// Services. A session's line over the connections that carry it, one after the other: the heartbeat, the break, the return.
//
//   up ──nothing heard for 8 s, or the connection is gone──► broken ──the expert comes back──► up
//                                                              └──nobody in time──► over
//
// Frames are counted and kept (domain/session/frame-book.ts), so that none is lost over a break and none comes twice.

import { encodeBeat, parseBeat } from '../../domain/session/beat.ts'
import { createFrameBook } from '../../domain/session/frame-book.ts'
import type { Clock, Timers } from '../ports.ts'
import { channels } from '../terminal-services/link.ts'
import type { Channel, Link } from '../terminal-services/link.ts'

/** Architecture: Session protocol. A connection that was silent for longer than `DEAD_MS` is gone (SES-4). */
export const HEARTBEAT_MS = 2_000
export const DEAD_MS = 8_000
/** So long a line that fell silent is waited for: Wi-Fi that was left, a router that starts anew. */
export const RETURN_MS = 30_000
/** A connection that the other computer itself ended: its program is gone, more likely than not (SES-4: 10 s). */
export const RETURN_AFTER_END_MS = 8_000

/**
 * SECURITY: heartbeats between two of our own that say nothing new, and bytes that the other side never says it has. An
 * honest one stays far below; more would keep this computer busy, or fill its memory.
 */
const IDLE_BEATS = 100
const MOST_KEPT = 64 * 1024 * 1024

/** What a broken line is said to hold at least: nobody adds pictures or files to it. */
const FULL = 1024 * 1024

export type SteadyLine = {
  send(channel: Exclude<Channel, typeof channels.beat>, payload: Uint8Array): void
  queuedBytes(): number
  /** From now on a break is waited out; before, it is the end. */
  endure(): void
  /** Lets go of the connection, if there still is one, and says how many frames have come. */
  interrupt(): number
  /** Goes on over this link; the other side has the first `received` frames. */
  takeOver(link: Link, received: number): void
  /** Sends what is queued, then ends the connection. */
  close(): void
}

type Ports = {
  readonly link: Link
  readonly timers: Timers
  readonly clock: Pick<Clock, 'now' | 'monotonic'>
  onFrame(channel: Exclude<Channel, typeof channels.beat>, payload: Uint8Array): void
  onDrain(): void
  /** Every two seconds while the line is up. */
  onBeat(): void
  /**
   * SECURITY: false from the first missed heartbeat on: what comes then may have been on its way for long, and a click of
   * long ago must not hit what lies there now. So may what this computer finds when it wakes. True again when the other side
   * has answered a question asked after it.
   */
  onFresh(fresh: boolean): void
  /** The line broke; it is over in `ms` unless the other side comes back. */
  onBroken(ms: number): void
  onBack(link: Link): void
  /** Once; not after `close` was called here. */
  onEnd(why: 'lost' | 'broken'): void
}

export function createSteadyLine(ports: Ports): SteadyLine {
  const { timers } = ports
  const book = createFrameBook()
  let link: Link | undefined
  let enduring = false
  let over = false
  let silentBeats = 0
  let idleBeats = 0
  let ownNumber = 0
  let theirNumber = 0
  let fresh = true
  let awake = { wall: 0, running: 0 }
  /** The heartbeat whose echo will be the proof that what comes is fresh; undefined while nothing is heard. */
  let awaited: number | undefined
  let stopBeat: () => void = () => undefined
  let stopWaiting: () => void = () => undefined

  function sayBeat(urgent: boolean) {
    ownNumber = (ownNumber + 1) >>> 0
    book.told()
    link?.send(
      channels.beat,
      encodeBeat({ received: book.count(), number: ownNumber, echo: theirNumber, urgent }),
    )
  }

  function setFresh(now: boolean) {
    if (fresh === now) return
    fresh = now
    ports.onFresh(now)
  }

  /** What was on its way in a silence is stale: only an answer to a question asked from here on is not. */
  function askAnew() {
    awaited = ownNumber + 1
    sayBeat(true)
  }

  /**
   * Whether this computer slept, or the process was stopped: no timer tells, and what came meanwhile is read before any
   * timer fires. The running clock stands still while the computer sleeps, the wall clock goes on; one that is set
   * forward costs one question.
   */
  function slept(): boolean {
    const before = awake
    awake = { wall: ports.clock.now(), running: ports.clock.monotonic() }
    return Math.max(awake.wall - before.wall, awake.running - before.running) > 2 * HEARTBEAT_MS
  }

  function becomeStale() {
    awaited = undefined
    setFresh(false)
  }

  function beat() {
    if (slept()) becomeStale()
    ports.onBeat()
    idleBeats = 0
    silentBeats += 1
    if (silentBeats * HEARTBEAT_MS > DEAD_MS) {
      breakOff(RETURN_MS)
      return
    }
    if (silentBeats > 1) becomeStale()
    sayBeat(false)
    stopBeat = timers.after(HEARTBEAT_MS, beat)
  }

  function heardBeat(payload: Uint8Array) {
    const heard = parseBeat(payload)
    const before = book.keptBytes()
    if (!heard || !book.acknowledged(heard.received)) {
      end('broken')
      return
    }
    if (book.keptBytes() === before) idleBeats += 1
    if (idleBeats > IDLE_BEATS) {
      end('broken')
      return
    }
    theirNumber = heard.number
    if (awaited !== undefined && heard.echo >= awaited) {
      awaited = undefined
      setFresh(true)
    }
    if (heard.urgent) sayBeat(false)
  }

  function heard(channel: Channel, payload: Uint8Array) {
    if (slept()) becomeStale()
    silentBeats = 0
    if (!fresh && awaited === undefined) askAnew()
    if (channel === channels.beat) {
      heardBeat(payload)
      return
    }
    book.received(payload.byteLength)
    ports.onFrame(channel, payload)
    if (!over && book.isDue()) sayBeat(false)
  }

  function attach(next: Link) {
    link = next
    silentBeats = 0
    slept()
    stopBeat = timers.after(HEARTBEAT_MS, beat)
    const current = () => link === next && !over
    next.onClose((why) => {
      if (!current() || why === 'closed-here') return
      if (why === 'broken') end('broken')
      else breakOff(RETURN_AFTER_END_MS)
    })
    next.onDrain(() => {
      if (current()) ports.onDrain()
    })
    next.onFrame((channel, payload) => {
      if (current()) heard(channel, payload)
    })
  }

  function breakOff(ms: number) {
    if (!enduring) {
      end('lost')
      return
    }
    stopBeat()
    const gone = link
    link = undefined
    gone?.close()
    becomeStale()
    stopWaiting()
    stopWaiting = timers.after(ms, () => end('lost'))
    ports.onBroken(ms)
  }

  function end(why: 'lost' | 'broken') {
    if (over) return
    over = true
    stopBeat()
    stopWaiting()
    ports.onEnd(why)
    link?.close()
  }

  attach(ports.link)

  return {
    send: (channel, payload) => {
      if (over) return
      book.sent({ channel, payload })
      if (book.keptBytes() > MOST_KEPT) end('broken')
      else link?.send(channel, payload)
    },
    queuedBytes: () => link?.queuedBytes() ?? Math.max(FULL, book.keptBytes()),
    endure: () => {
      enduring = true
    },
    interrupt: () => {
      if (link && !over) breakOff(RETURN_AFTER_END_MS)
      return book.count()
    },
    takeOver: (next, received) => {
      if (over || link || !enduring) {
        next.close()
        return
      }
      stopWaiting()
      next.admit()
      attach(next)
      if (!book.acknowledged(received)) {
        end('broken')
        return
      }
      for (const { channel, payload } of book.kept()) next.send(channel, payload)
      askAnew()
      ports.onBack(next)
    },
    close: () => {
      if (over) return
      over = true
      stopBeat()
      stopWaiting()
      link?.close()
    },
  }
}
