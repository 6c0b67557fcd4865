// Services. What both directions of a session's file transfers share.

import type { FileEnd, TransferView } from '../../../shared/transfer.ts'
import type { FileMessage } from '../../domain/files/messages.ts'
import type { Clock, Log, Timers } from '../ports.ts'
import type { Disk } from './disk.ts'

/** A file of this session that is over. */
export type FileOver = {
  readonly direction: TransferView['direction']
  readonly name: string
  readonly size: number
  readonly end: FileEnd
}

export type FilePorts = {
  readonly disk: Disk
  readonly clock: Clock
  readonly timers: Timers
  readonly log: Log
  say(message: FileMessage): void
  /** One frame of channel 2. */
  send(frame: Uint8Array): void
  /** Bytes that this connection has not yet handed to the system. */
  queuedBytes(): number
  /** Somebody is at work on the screen: a file gives way. */
  isInUse(): boolean
  /** A state changed. */
  changed(): void
  /** Some bytes more. */
  progressed(): void
  over(file: FileOver): void
  /** The peer said something about a transfer that is over: an honest one soon stops. */
  late(): void
  /** The peer said what nobody honest says. */
  forged(): void
}

/** Transfers that are over are remembered, to tell what is late from what is forged; the newest of them are shown. */
const REMEMBERED = 1000
const SHOWN_OVER = 30
const SHOWN_LIVE = 100

/** Forgets the oldest ones of those that are over. */
export function forgetOldest<T>(all: Map<number, T>, isOver: (one: T) => boolean): void {
  for (const [number, one] of all) {
    if (all.size <= REMEMBERED) return
    if (isOver(one)) all.delete(number)
  }
}

/** What the window has room for: the next ones to come and the newest of what is over, in their order. */
export function shownOf<T>(all: readonly T[], isOver: (one: T) => boolean): readonly T[] {
  const over = all.filter(isOver).slice(-SHOWN_OVER)
  const live = all.filter((one) => !isOver(one)).slice(0, SHOWN_LIVE)
  return all.filter((one) => over.includes(one) || live.includes(one))
}
