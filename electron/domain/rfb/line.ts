// Domain. What the line to the expert carries, learnt from acknowledgements: how fast it is, how long its way is, and from
// both how much may be on its way at a time. A kernel's send buffer swallows seconds of a thin line's data without a word,
// so nothing but an acknowledgement counts. The idea is BBR's (Cardwell et al., ACM Queue 2016; draft-cheng-iccrg-
// delivery-rate-estimation): the rate is what was delivered in the best of the last rounds, the way the shortest round trip.

/** Milliseconds of data that may stand in queues besides what the way itself holds. */
export const QUEUE_MS = 50
/** Bytes under way before anything is known: TCP's own first window. */
const FIRST_WINDOW = 14 * 1024
const SMALLEST_WINDOW = 4 * 1024
const LARGEST_WINDOW = 1024 * 1024
/** The rate is the best of so many measurements; after a long delay of the last two. */
const KEPT = 12
const KEPT_WHEN_LATE = 2
/** A queue delays each of several marks; a computer that is busy for a moment, or a lost packet, only some. */
const MARKS_DELAYED = 4
const MARKS_VERY_LATE = 2
/** Fewer bytes say how late something was, not how fast the line is. */
const LEAST_MEASURED = 1024
const MUCH = 48 * 1024
/** Shares of the window: a line that is full, and one with enough under way to be held up by it. */
const FILLED = 0.75
const HEAVY = 0.125
/** The way through a network may change: the shortest round trip is forgotten after so many milliseconds. */
const WAY_KEPT_MS = 10_000

export type Line = {
  /** So many bytes have left; what is returned names them when they arrive. */
  sent(bytes: number, now: number): number
  /** Everything up to this mark has arrived. Marks out of order, twice or from nowhere are ignored. */
  arrived(mark: number, now: number): void
  /** Bytes sent and not acknowledged. */
  underWay(): number
  /** Marks that are not acknowledged. */
  unanswered(): number
  /** Bytes that may be under way, where no more than `most` bytes a millisecond are allowed. */
  window(most?: number): number
  /** Bytes a millisecond; undefined until something has filled the line. */
  rate(): number | undefined
  /** Shortest round trip in milliseconds; 0 while unknown. */
  way(): number
  /** The shortest round trip is too old. It is measured anew by a mark that leaves while nothing is under way. */
  wayIsOld(now: number): boolean
}

type Mark = {
  readonly number: number
  /** Sum of all bytes sent, this mark's own included. */
  readonly upTo: number
  readonly at: number
  readonly alone: boolean
  /** How much of the window was under way with it, 0 to 1 and more. */
  readonly share: number
  /** What had been acknowledged when it left, when that was, and when the last acknowledged one had left. */
  readonly before: { readonly bytes: number; readonly at: number; readonly leftAt: number }
}

/** The shortest of the last round trips; of the very last ones where they were so long that nobody can wait for more. */
function queueOf(roundTrips: readonly number[]): number {
  const shortest = Math.min(...roundTrips.slice(-MARKS_VERY_LATE))
  return shortest > 8 * QUEUE_MS ? shortest : Math.min(...roundTrips)
}

export function createLine(): Line {
  let marks: readonly Mark[] = []
  let last = 0
  let sentBytes = 0
  let acknowledged = { bytes: 0, at: 0, leftAt: 0 }
  let way: number | undefined
  let wayAt = 0
  let rates: readonly number[] = []
  let roundTrips: readonly number[] = []
  // Until the line is full for the first time the window doubles with each round, as in TCP's slow start.
  let starting = true

  const underWay = () => sentBytes - acknowledged.bytes
  const rate = () => (rates.length === 0 ? undefined : Math.max(...rates))

  const window = (most = Infinity) => {
    const measured = rate()
    const known = measured === undefined ? undefined : Math.min(measured, most)
    if (known === undefined) return FIRST_WINDOW
    const wanted = known * ((way ?? 0) + QUEUE_MS) * (starting ? 2 : 1)
    return Math.min(LARGEST_WINDOW, Math.max(SMALLEST_WINDOW, Math.round(wanted)))
  }

  const measureWay = (mark: Mark, roundTrip: number, now: number) => {
    const renewed = mark.alone && now - wayAt > WAY_KEPT_MS
    if (way !== undefined && roundTrip > way && !renewed) return
    way = roundTrip
    wayAt = now
  }

  const measureRate = (mark: Mark, roundTrip: number, now: number) => {
    roundTrips = [...roundTrips, roundTrip].slice(-MARKS_DELAYED)
    const bytes = mark.upTo - mark.before.bytes
    // Acknowledgements that were held up come in a bunch: what took longer, sending or answering, is the measure.
    const took = Math.max(now - mark.before.at, mark.at - mark.before.leftAt, way ?? 0, 1)
    const late = queueOf(roundTrips) - (way ?? 0)
    const known = rate()
    const isFilled = bytes >= LEAST_MEASURED && mark.share >= FILLED
    const isHeldUp = bytes >= LEAST_MEASURED && mark.share >= HEAVY && late > QUEUE_MS
    const measured = bytes / took
    // A line that was not filled can carry more than was measured, never less.
    if (!isFilled && !isHeldUp && measured <= (known ?? Infinity)) return
    if (late > QUEUE_MS / 2) starting = false
    // A page that stands still for a second answers late, too: only much that is late tells of the line.
    const isSure = isFilled || bytes >= MUCH
    // What was held up may have waited for a busy computer: it is believed step by step.
    const believed = isFilled ? measured : Math.max(measured, (known ?? 0) / 2)
    rates = [...rates, believed].slice(isSure && late > 4 * QUEUE_MS ? -KEPT_WHEN_LATE : -KEPT)
  }

  return {
    sent: (bytes, now) => {
      const alone = underWay() === 0
      if (alone) acknowledged = { bytes: sentBytes, at: now, leftAt: now }
      const share = (underWay() + bytes) / window()
      sentBytes += bytes
      last += 1
      marks = [...marks, { number: last, upTo: sentBytes, at: now, alone, share, before: acknowledged }]
      return last
    },
    arrived: (number, now) => {
      const mark = marks.find((each) => each.number === number)
      if (mark === undefined) return
      marks = marks.filter((each) => each.number > number)
      const roundTrip = now - mark.at
      measureWay(mark, roundTrip, now)
      measureRate(mark, roundTrip, now)
      acknowledged = { bytes: mark.upTo, at: now, leftAt: mark.at }
    },
    underWay,
    unanswered: () => marks.length,
    window,
    rate,
    way: () => way ?? 0,
    wayIsOld: (now) => way !== undefined && now - wayAt > WAY_KEPT_MS,
  }
}
