// Bench. What really reached an X server, in the server's own order and with its own time stamps: XInput 2 raw events,
// which come before any program can swallow them.

import { connectX11 } from '../../electron/services/capture/x11-connection.ts'
import { GENERIC_EVENT, pair, request, viewOf } from '../../electron/services/capture/x11-requests.ts'

export type Seen = {
  readonly kind: 'key-press' | 'key-release' | 'button-press' | 'button-release' | 'motion'
  /** Keycode or button. */
  readonly detail: number
  /** The server's clock, whole milliseconds. */
  readonly time: number
}

export type Witness = {
  /** Everything since the last call. */
  take(): readonly Seen[]
  close(): void
}

const SELECT_EVENTS = 46
const QUERY_VERSION = 47
const ALL_MASTERS = 1
const RAW = new Map<number, Seen['kind']>([
  [13, 'key-press'],
  [14, 'key-release'],
  [15, 'button-press'],
  [16, 'button-release'],
  [17, 'motion'],
])

export function watchInput(display: string): Witness {
  const connected = connectX11(display)
  if (!connected.ok) throw new Error(connected.error.reason)
  const connection = connected.value
  const xinput = connection.extension('XInputExtension')
  if (xinput === null) throw new Error('the display has no XInput 2')
  connection.ask(request(xinput.opcode, QUERY_VERSION, pair(2, 2)))
  const mask = [...RAW.keys()].reduce((all, type) => all | (1 << type), 0)
  connection.attempt(
    request(xinput.opcode, SELECT_EVENTS, connection.screen.root, 1, pair(ALL_MASTERS, 1), mask),
  )
  const read = (event: Uint8Array): Seen | undefined => {
    if (event[0] !== GENERIC_EVENT || event[1] !== xinput.opcode) return undefined
    const view = viewOf(event)
    const kind = RAW.get(view.getUint16(8, true))
    return kind && { kind, time: view.getUint32(12, true), detail: view.getUint32(16, true) }
  }
  return {
    take: () => {
      // The answer to a question brings everything that happened before it.
      connection.sync()
      const seen: Seen[] = []
      for (let event = connection.nextEvent(); event !== null; event = connection.nextEvent()) {
        const found = read(event)
        if (found !== undefined) seen.push(found)
      }
      return seen
    },
    close: connection.close,
  }
}
