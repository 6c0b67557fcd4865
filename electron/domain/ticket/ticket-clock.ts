// Domain. Ticket time: milliseconds that never go back and never run slower than the world does (TKT-2, TKT-5).
//
//   ticket time = monotonic + slept + gained + (how far the wall clock ran ahead of both since the last fold)
//
// The monotonic counter stands still while the computer sleeps, the wall clock can be set back, the uptime starts
// anew with a reboot. None of them can be wrong on the slow side at the same moment as the others, except when the
// computer was off while its clock was set back. What goes forward always counts: a ticket that ends early is seen
// and cheap, one that ends late is a hole.

/** One look at this computer's clocks, in milliseconds. `uptime` counts sleep and outlives the program, not a reboot. */
export type Instant = {
  readonly wall: number
  readonly monotonic: number
  readonly uptime: number | null
}

/** What a restart needs; `ticket` is the ticket time at that moment. */
export type ClockMark = { readonly wall: number; readonly uptime: number | null; readonly ticket: number }

export type TicketClock = {
  readonly slept: number
  readonly gained: number
  /** wall - monotonic - slept when it was folded last, and the highest seen since. */
  readonly folded: number
  readonly highest: number
  /** uptime - monotonic at the last sleep that was noticed. */
  readonly awake: number | null
  readonly last: number
}

export type Reading = {
  readonly clock: TicketClock
  /** Ticket time. */
  readonly ms: number
  /** The wall clock was set back since the last reading: a mark should be kept now. */
  readonly setBack: boolean
  /** Of this very moment: a mark must never pair an old ticket time with new clocks. */
  readonly mark: ClockMark
}

/**
 * A step back smaller than this is how two counters are rounded, not somebody's hand. Folding it would let rounding
 * add up when the clock is read a thousand times a second.
 */
export const WALL_NOISE_MS = 50

/** Some systems tell their uptime in whole seconds only. */
export const UPTIME_NOISE_MS = 2000

/** Starts at 0, or goes on from a mark with at least the time that really passed since. */
export function startTicketClock(mark: ClockMark | undefined, instant: Instant): TicketClock {
  const ticket = mark === undefined ? 0 : mark.ticket + elapsedSince(mark, instant)
  const offset = instant.wall - instant.monotonic
  return {
    slept: 0,
    gained: ticket - instant.monotonic,
    folded: offset,
    highest: offset,
    awake: instant.uptime === null ? null : instant.uptime - instant.monotonic,
    last: ticket,
  }
}

export function readTicketClock(clock: TicketClock, instant: Instant): Reading {
  const nap = napOf(clock, instant)
  const slept = clock.slept + nap
  const awake = clock.awake === null || nap === 0 ? clock.awake : clock.awake + nap
  const steady = instant.monotonic + slept
  const offset = instant.wall - steady
  const setBack = offset < clock.highest - WALL_NOISE_MS
  // Folding keeps what the wall clock had shown before somebody set it back.
  const gained = clock.gained + (setBack ? clock.highest - clock.folded : 0)
  const folded = setBack ? offset : clock.folded
  const highest = setBack ? offset : Math.max(clock.highest, offset)
  const ms = Math.max(clock.last, steady + gained + Math.max(0, offset - folded))
  const mark = { wall: instant.wall, uptime: instant.uptime, ticket: ms }
  return { clock: { slept, gained, folded, highest, awake, last: ms }, ms, setBack, mark }
}

/** Sleep that the uptime shows and the monotonic counter does not. */
function napOf(clock: TicketClock, instant: Instant): number {
  if (clock.awake === null || instant.uptime === null) return 0
  const drift = instant.uptime - instant.monotonic - clock.awake
  return drift > UPTIME_NOISE_MS ? drift : 0
}

/** Never more than a lower bound from the uptime, so that a clock set back while the program was off gains nothing. */
function elapsedSince(mark: ClockMark, instant: Instant): number {
  return Math.max(0, instant.wall - mark.wall, uptimeSince(mark.uptime, instant.uptime))
}

function uptimeSince(before: number | null, now: number | null): number {
  if (before === null || now === null) return 0
  // An uptime that is lower than it was began anew: at least all of it has passed since the mark.
  return now < before - UPTIME_NOISE_MS ? now : now - before
}
