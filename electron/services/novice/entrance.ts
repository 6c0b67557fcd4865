// Services. The way in for experts: the door of this computer, and the routers in front of it, which follow the door.

import { expiresAt } from '../../domain/ticket/lifetime.ts'
import type { MappingNeed, PortMapper } from '../port-mapping/port-mapper.ts'
import type { Timers } from '../ports.ts'
import type { TicketStore } from '../ticket-store/ticket-store.ts'
import type { Door } from './door.ts'

/** NET-4: an invitation waits no longer for routers. */
const ROUTERS_MS = 3000

type Ports = {
  readonly door: Door
  readonly mapper: Pick<PortMapper, 'follow' | 'again'>
  readonly store: Pick<TicketStore, 'list'>
  readonly timers: Timers
  /** The user's wish (NET-2). */
  mayAskRouters(): boolean
  /** The UDP port of the sound; asked once. */
  findVoicePort(): Promise<number | undefined>
}

export type Entrance = {
  /** Brings door and routers in line with the tickets; does not wait for the routers. */
  follow(): ReturnType<Door['follow']>
  /** As `follow`, when the routers have answered as well, for whoever is going to write addresses down. */
  ready(): ReturnType<Door['follow']>
}

export function createEntrance(ports: Ports): Entrance {
  const { door, mapper, store, timers, mayAskRouters } = ports
  let voicePort: Promise<number | undefined> | undefined

  function need(udpPort: number | undefined): MappingNeed | undefined {
    const tcpPort = door.port()
    const ends = store.list().flatMap((ticket) => (ticket.state.kind === 'open' ? [expiresAt(ticket)] : []))
    if (tcpPort === undefined || ends.length === 0 || !mayAskRouters()) return undefined
    return { tcpPort, udpPorts: udpPort === undefined ? [] : [udpPort], until: Math.max(...ends) }
  }

  async function follow() {
    const opened = await door.follow()
    const isWanted = opened.port !== undefined && mayAskRouters()
    const udpPort = isWanted ? await (voicePort ??= ports.findVoicePort()) : undefined
    // What is needed is looked up now, not before the wait: a ticket may have ended meanwhile.
    void mapper.follow(need(udpPort))
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
