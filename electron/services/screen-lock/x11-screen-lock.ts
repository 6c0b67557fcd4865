// Services, native. One job: notices on X11 that the screen is locked or blanked (CTL-6), by the MIT-SCREEN-SAVER extension,
// which lockers switch on. Electron's powerMonitor says nothing of it on Linux.
// https://www.x.org/releases/current/doc/scrnsaverproto/saver.html

import { connectX11 } from '../capture/x11-connection.ts'
import { request } from '../capture/x11-requests.ts'

const SELECT_INPUT = 2
const NOTIFY_MASK = 1
const STATE_ON = 1

/** Calls `locked` each time; returns what ends the watch, undefined where it cannot be watched. */
export function watchX11Lock(display: string, locked: () => void): (() => void) | undefined {
  const connected = connectX11(display)
  if (!connected.ok) return undefined
  const connection = connected.value
  const saver = connection.extension('MIT-SCREEN-SAVER')
  const select = saver && request(saver.opcode, SELECT_INPUT, connection.screen.root, NOTIFY_MASK)
  if (saver === null || select === null || !connection.attempt(select)) {
    connection.close()
    return undefined
  }
  const hear = () => {
    for (let event = connection.nextEvent(); event !== null; event = connection.nextEvent()) {
      const isNotice = ((event[0] ?? 0) & 0x7f) === saver.firstEvent
      if (isNotice && event[1] === STATE_ON) locked()
    }
    if (connection.broken()) connection.close()
  }
  connection.whenReadable(hear)
  // The answers above may have brought the first events along.
  setImmediate(hear)
  return connection.close
}
