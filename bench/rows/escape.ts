// Bench, row. The novice's ESC against a flood of the expert's events: how long until the gate is shut, and what comes
// through afterwards. The novice's X server is the witness, in its own order and by its own clock.

import type { Page } from 'playwright-core'
import { sleep } from '../clock/nap.ts'
import { type Seen, type Witness, watchInput } from '../clock/witness.ts'
import { controlsOf } from '../stage/control.ts'
import type { Bridge } from '../../shared/ipc/bridge.ts'
import type { Stage } from '../stage.ts'

export type EscapeFigures = {
  /** ESC press to the release of the button that the expert held: what the shut gate does first. ms. */
  readonly shut: readonly number[]
  /** Events of the expert between ESC and the shut gate, a press: they were on their way already. */
  readonly between: readonly number[]
  /** Events of the expert after the gate was shut. CTL-3: none. */
  readonly after: number
  /** Events of the expert a second, on average, that reached the novice's X server while control was given. */
  readonly rate: number
}

declare const window: { readonly assist: Bridge }

const ESCAPE = 9
const EVENTS_A_SECOND = 1000
const BATCH_MS = 4
/** So long the flood runs under control before ESC (the bar has come by then), and against the shut gate afterwards. */
const BEFORE_MS = 400
const AFTER_MS = 60
const LIMIT_MS = 2000

/** `seconds`: a slow machine gets fewer presses. The expert controls when it begins; nobody controls when it ends. The flood never pauses, least of all at ESC. */
export async function escapes(
  stage: Stage,
  view: Page,
  presses: number,
  seconds: number,
): Promise<EscapeFigures> {
  const witness = watchInput(stage.novice.display.display)
  const controls = controlsOf(stage, view)
  const figures = { shut: [] as number[], between: [] as number[], after: 0 }
  const under = { events: 0, ms: 0 }
  const until = performance.now() + seconds * 1000
  await startFlood(view)
  try {
    for (let press = 0; press < presses && performance.now() < until; press++) {
      if (press > 0) await controls.take()
      const { seen, at } = await pressEscape(stage, witness)
      const judged = judge(seen, at)
      figures.shut.push(judged.shut)
      figures.between.push(judged.between)
      figures.after += judged.after
      under.events += judged.events
      under.ms += judged.ms
      await controls.ended()
    }
  } finally {
    await view.evaluate(() => clearInterval((globalThis as { flood?: number }).flood))
    witness.close()
  }
  return { ...figures, rate: (under.events * 1000) / under.ms }
}

/** Straight into the bridge of the expert's own page: no viewer slows it down, and no viewer stops it after ESC. */
async function startFlood(view: Page): Promise<void> {
  await view.evaluate(
    ([rate, pause]) => {
      let [sent, begun] = [0, performance.now()]
      const flood = () => {
        if (performance.now() - begun > 1000) [sent, begun] = [0, performance.now()]
        for (const due = ((performance.now() - begun) * rate) / 1000; sent < due; sent++) {
          const message = new DataView(new ArrayBuffer(6))
          message.setUint8(0, 5) // PointerEvent (RFC 6143, 7.5.5), the left button held
          message.setUint8(1, 1)
          message.setUint16(2, 300 + (sent % 50))
          message.setUint16(4, 780)
          window.assist.sendBytes(new Uint8Array(message.buffer))
        }
      }
      ;(globalThis as { flood?: unknown }).flood = setInterval(flood, pause)
    },
    [EVENTS_A_SECOND, BATCH_MS] as const,
  )
}

async function pressEscape(
  { novice }: Stage,
  witness: Witness,
): Promise<{ seen: readonly Seen[]; at: number }> {
  // Until the flood holds the button: from then on its release is the sign of the shut gate.
  const until = performance.now() + LIMIT_MS
  let held = false
  while (!held && performance.now() < until) {
    await sleep(5)
    held = witness.take().some(({ kind }) => kind === 'button-press' || kind === 'motion')
  }
  if (!held) throw new Error('the flood does not reach the novice')
  await sleep(BEFORE_MS)
  const before = witness.take()
  novice.hand.key(ESCAPE, true)
  novice.hand.key(ESCAPE, false)
  const seen = [...before]
  const released = () => seen.slice(before.length).some(({ kind }) => kind === 'button-release')
  const limit = performance.now() + LIMIT_MS
  while (!released() && performance.now() < limit) {
    await sleep(5)
    seen.push(...witness.take())
  }
  await sleep(AFTER_MS)
  return { seen: [...seen, ...witness.take()], at: before.length }
}

type Judged = {
  readonly shut: number
  readonly between: number
  readonly after: number
  readonly events: number
  readonly ms: number
}

/** `at`: the ESC press is not earlier than this in the list. */
function judge(seen: readonly Seen[], at: number): Judged {
  const escape = seen.findIndex(
    ({ kind, detail }, index) => index >= at && kind === 'key-press' && detail === ESCAPE,
  )
  const release = seen.findIndex(({ kind }, index) => index > escape && kind === 'button-release')
  if (escape < 0 || release < 0) throw new Error(`ESC did not shut the gate within ${LIMIT_MS} ms`)
  const ofExpert = ({ kind }: Seen) => kind === 'motion' || kind === 'button-press'
  return {
    shut: timeOf(seen, release) - timeOf(seen, escape),
    between: seen.slice(escape, release).filter(ofExpert).length,
    after: seen.slice(release + 1).filter(ofExpert).length,
    events: seen.slice(0, escape).filter(ofExpert).length,
    ms: timeOf(seen, escape) - timeOf(seen, 0),
  }
}

const timeOf = (seen: readonly Seen[], index: number): number => seen[index]?.time ?? NaN
