// Bench. A program that carries a picture from one display to another, ready to be measured: ours or a peer's.

import { type Stage, pressYes } from '../stage.ts'
import { controlsOf } from './control.ts'
import type { Pair } from './end.ts'

export type Carrier = Pair & {
  /** Everything before the moment from which a first frame is measured. */
  prepare(): Promise<void>
  /** That moment. It waits for no picture. */
  begin(): Promise<void>
  /** Ends the session, so that the next `prepare` finds what the first one found. */
  leave(): Promise<void>
  /** From now on the expert's keys reach the novice's screen. */
  control(): Promise<void>
  close(): Promise<void>
}

/** Our app: the prompt is open, the novice says Yes. */
export function carrierOf(stage: Stage): Carrier {
  let prompt: Awaited<ReturnType<Stage['knock']>> | undefined
  return {
    ...stage,
    prepare: async () => {
      prompt = await stage.knock()
    },
    // The prompt's page may be gone before it can answer.
    begin: async () => prompt && pressYes(prompt).catch(() => undefined),
    control: async () => {
      const view = await stage.expert.app.window(/^Remote Assistance — /u)
      await controlsOf(stage, view).take()
    },
  }
}
