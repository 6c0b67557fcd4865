// Services. The novice's ESC while an expert controls, or may soon: the sensor runs from the request to the end of control,
// so that it is awake before the first event may pass (CTL-2).

import type { EscapeSensor } from '../escape-sensor/escape-sensor.ts'
import type { Gate } from '../injector/gate.ts'
import type { Log } from '../ports.ts'

type Ports = {
  readonly escapeSensor: EscapeSensor
  readonly gate: Gate
  readonly log: Log
}

export type EscapeWatch = {
  /**
   * False where ESC cannot be heard everywhere: then there is no control at all. `over` hears each ESC, and when ESC
   * cannot be heard any more.
   */
  start(over: (by: 'escape' | 'escape-unheard') => void): boolean
  stop(): void
}

export function watchEscape({ escapeSensor, gate, log }: Ports): EscapeWatch {
  let listening = false
  return {
    start: (over) => {
      // SECURITY: the gate shuts before anything else runs (CTL-3); the machine's own order comes a moment later. A sensor
      // that died says nothing of ESC any more, so it ends control as an ESC does (CTL-2).
      const shutFirst = (by: 'escape' | 'escape-unheard') => () => {
        gate.shut()
        over(by)
      }
      const sensor = escapeSensor.start(shutFirst('escape'), shutFirst('escape-unheard'))
      listening = sensor.ok
      if (!sensor.ok) log('the ESC sensor did not start', sensor.reason)
      return sensor.ok
    },
    stop: () => {
      if (listening) escapeSensor.stop()
      listening = false
    },
  }
}
