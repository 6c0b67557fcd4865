// Services. One job: who has mouse and keyboard: while the novice uses them, and a second longer, the gate holds the
// expert's input off (CTL-8). What comes meanwhile is dropped, never queued.

import { LOCAL_INPUT_MS } from '../../../shared/session.ts'
import type { Gate } from '../injector/gate.ts'
import type { Clock, Log, Timers } from '../ports.ts'
import type { LocalInput } from './local-input.ts'

type Ports = {
  readonly gate: Gate
  readonly localInput: LocalInput
  readonly clock: Clock
  readonly timers: Timers
  readonly log: Log
  /** After the gate was held or let go; never for an end by `stop`. */
  changed(held: boolean): void
}

export type LocalHand = {
  /** Control begins. Where nobody can listen control goes on without this rule, and the log says so. */
  start(): void
  stop(): void
}

export function watchLocalHand({ gate, localInput, clock, timers, log, changed }: Ports): LocalHand {
  let held = false
  let last = 0
  let cancel: () => void = () => undefined

  const letGo = () => {
    cancel()
    if (!held) return
    held = false
    gate.resume()
  }

  const wait = (ms: number) => {
    cancel = timers.after(ms, () => {
      const rest = last + LOCAL_INPUT_MS - clock.monotonic()
      if (rest > 0) {
        wait(rest)
        return
      }
      letGo()
      changed(false)
    })
  }

  const touched = () => {
    last = clock.monotonic()
    if (held) return
    held = true
    // First of all: everything the expert held goes up, and nothing more passes.
    gate.pause()
    wait(LOCAL_INPUT_MS)
    changed(true)
  }

  const stop = () => {
    localInput.stop()
    letGo()
  }

  return {
    start: () => {
      stop()
      const started = localInput.start(touched)
      if (!started.ok) log('the novice’s own mouse and keyboard are not watched', started.reason)
    },
    stop,
  }
}
