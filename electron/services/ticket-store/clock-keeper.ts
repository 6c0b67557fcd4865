// Services. Feeds the ticket clock from this computer's clocks and keeps its mark on the disk (TKT-2, TKT-5).

import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { readTicketClock, startTicketClock } from '../../domain/ticket/ticket-clock.ts'
import type { ClockMark, Instant } from '../../domain/ticket/ticket-clock.ts'
import type { Clock } from '../ports.ts'

/** How much a crash can take from the ticket clock when the wall clock is set back right after it. */
export const MARK_EVERY_MS = 60_000

/** A mark beyond it is damaged: with it no ticket could be given an end that can be written down. */
const milliseconds = z.number().min(0).max(Number.MAX_SAFE_INTEGER)
const markRow = z.object({ wall: milliseconds, uptime: milliseconds.nullable(), ticket: milliseconds })

/** `wall`: epoch milliseconds; `ticket`: milliseconds of the ticket clock. */
export type Moment = { readonly wall: number; readonly ticket: number }

export type ClockKeeper = {
  now(): Moment
  /** Writes the mark of the last `now`. */
  keep(): void
  /** Milliseconds until the mark should be written again; 0 after somebody set the wall clock back. */
  markDueIn(): number
}

/**
 * `unmarked`: the ticket time to start from when the mark is missing or damaged. The latest deadline there is: then
 * no ticket outlives its time because its clock was lost.
 */
export function clockKeeper(db: DatabaseSync, clock: Clock, unmarked: () => number): ClockKeeper {
  const write = db.prepare(
    'INSERT OR REPLACE INTO clock (only_one, wall, uptime, ticket) VALUES (1, ?, ?, ?)',
  )
  const stored = markRow.safeParse(db.prepare('SELECT wall, uptime, ticket FROM clock').get()).data

  const start = instantOf(clock)
  const mark: ClockMark = stored ?? { wall: start.wall, uptime: start.uptime, ticket: unmarked() }
  let last = readTicketClock(startTicketClock(mark, start), start)
  let marked = -Infinity
  let setBack = false

  return {
    now: () => {
      last = readTicketClock(last.clock, instantOf(clock))
      setBack ||= last.setBack
      return { wall: last.mark.wall, ticket: last.ms }
    },
    keep: () => {
      write.run(last.mark.wall, last.mark.uptime, last.mark.ticket)
      marked = last.ms
      setBack = false
    },
    markDueIn: () => (setBack ? 0 : Math.max(0, marked + MARK_EVERY_MS - last.ms)),
  }
}

/** Taken again when the process was held up in the middle: the clocks must be read at one moment. */
function instantOf(clock: Clock): Instant {
  for (let attempt = 1; ; attempt += 1) {
    const monotonic = clock.monotonic()
    const instant = { wall: Math.round(clock.now()), monotonic, uptime: clock.uptime?.() ?? null }
    if (attempt === 3 || clock.monotonic() - monotonic < 5) return instant
  }
}
