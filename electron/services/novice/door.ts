// Services. The listener follows the HelpAssistant account and the policy: it is open while a ticket is and help is allowed,
// and at no other time (ACC-4, POL-1).

import type { Log } from '../ports.ts'
import type { createListener } from '../terminal-services/listener.ts'
import type { TicketStore } from '../ticket-store/ticket-store.ts'

type Ports = {
  readonly listener: ReturnType<typeof createListener>
  readonly store: Pick<TicketStore, 'account' | 'record'>
  readonly log: Log
  /** POL-1, at this moment. */
  isAllowed(): boolean
  /** The port a person or an administrator wants (NET-5). */
  wishedPort(): number
  changed(): void
}

export type Door = {
  /** Brings the listener in line with the account; resolves with the port it has then, or why it has none. */
  follow(): Promise<{ readonly port: number | undefined; readonly code: string }>
  port(): number | undefined
}

export function createDoor({ listener, store, log, isAllowed, wishedPort, changed }: Ports): Door {
  let last: Promise<unknown> = Promise.resolve()

  async function bringInLine() {
    const wanted = store.account().enabled && isAllowed()
    const port = listener.port()
    if (wanted === (port !== undefined)) return { port, code: '' }
    if (!wanted) {
      await listener.close()
      store.record('not-listening', {})
      changed()
      return { port: undefined, code: '' }
    }
    const opened = await listener.open(wishedPort())
    if (!opened.ok) {
      log('Terminal Services could not listen', opened.error.code)
      return { port: undefined, code: opened.error.code }
    }
    store.record('listening', { port: opened.value.port })
    changed()
    return { port: opened.value.port, code: '' }
  }

  return {
    // One after the other: an expiry during an opening closes what was opened. A turn that failed (a full disk) says so
    // to whoever asked for it and keeps nobody from the next one: a port must not stay open for ever.
    follow: () => {
      const turn = last.then(bringInLine)
      last = turn.catch(() => undefined)
      return turn
    },
    port: () => listener.port(),
  }
}
