// Services. The way in for experts: the door of this computer, and the routers in front of it, which follow the door.

import { expiresAt } from '../../domain/ticket/lifetime.ts'
import type { MappingNeed, PortMapper } from '../port-mapping/port-mapper.ts'
import type { Timers } from '../ports.ts'
import type { TicketStore } from '../ticket-store/ticket-store.ts'
import type { Door } from './door.ts'

/** NET-4: an invitation waits no longer for routers. */
const ROUTERS_MS = 3000

type Ports = {
  readonly door: Pick<Door, 'follow'>
  readonly mapper: Pick<PortMapper, 'follow' | 'again'>
  readonly store: Pick<TicketStore, 'list'>
  readonly timers: Timers
  /** The user's wish (NET-2). */
  mayAskRouters(): boolean
}

export type Entrance = {
  /** Brings door and routers in line with the tickets; does not wait for the routers. */
  follow(): ReturnType<Door['follow']>
  /** As `follow`, when the routers have answered as well, for whoever is going to write addresses down. */
  ready(): ReturnType<Door['follow']>
}

export function createEntrance({ door, mapper, store, timers, mayAskRouters }: Ports): Entrance {
  function need(tcpPort: number | undefined): MappingNeed | undefined {
    const ends = store.list().flatMap((ticket) => (ticket.state.kind === 'open' ? [expiresAt(ticket)] : []))
    if (tcpPort === undefined || ends.length === 0 || !mayAskRouters()) return undefined
    return { tcpPort, until: Math.max(...ends) }
  }

  async function follow() {
    const opened = await door.follow()
    void mapper.follow(need(opened.port))
    return opened
  }

  return {
    follow,
    ready: async () => {
      const opened = await follow()
      let cancel: () => void = () => undefined
      const patience = new Promise<void>((over) => {
        cancel = timers.after(ROUTERS_MS, over)
      })
      await Promise.race([mapper.again(), patience])
      cancel()
      return opened
    },
  }
}
