// Services. Where this computer can be reached at this moment, noticed when it changes, and tested on demand (NET, TKT-8).

import type { MappingView } from '../../shared/network.ts'
import { parseOutsideAddress } from '../domain/addresses/outside-address.ts'
import { outsideWays } from '../domain/addresses/outside-ways.ts'
import type { GatheredAddresses } from '../domain/addresses/own-addresses.ts'
import type { Facts } from '../domain/diagnosis/diagnose.ts'
import type { Address } from '../domain/invitation/invitation.ts'
import { isOpen } from '../domain/ticket/expiry.ts'
import type { Present } from '../domain/ticket/status.ts'
import { gatherAddresses, ownAddresses } from './addresses.ts'
import type { Network } from './addresses.ts'
import { createConnectionTest } from './connection-test.ts'
import type { ConnectionTest } from './connection-test.ts'
import { watchAddresses } from './novice/address-watch.ts'
import type { Clock, Log, Timers } from './ports.ts'
import type { Settings } from './settings.ts'
import { reachesItself } from './terminal-services/reach-itself.ts'
import type { TicketStore } from './ticket-store/ticket-store.ts'

/** What the routers of this computer's networks were asked for, and said (NET-2 … NET-4). */
export type RouterMapping = {
  view(): MappingView
  /** Resolves when those that were asked for the port of this moment have answered, or their time is over (NET-4). */
  answered(): Promise<void>
}

type Ports = {
  readonly clock: Clock
  readonly timers: Timers
  readonly log: Log
  readonly network: Network
  readonly mapping: RouterMapping
  readonly store: Pick<TicketStore, 'list'>
  settings(): Pick<Settings, 'port' | 'outsideAddress'>
  listeningPort(): number | undefined
  /** POL-1: otherwise nothing listens, whatever is open. */
  isAllowed(): boolean
  changed(): void
  /** TKT-8: this computer's addresses are others now. */
  moved(addresses: readonly Address[]): void
}

export type Reachability = {
  /** What an invitation lists that is written now, while `port` is listened on. */
  addressesAt(port: number): GatheredAddresses
  present(): Present
  readonly test: ConnectionTest
  /** A ticket was opened or closed. */
  follow(): void
  stop(): void
}

export function createReachability(ports: Ports): Reachability {
  const { clock, timers, log, network, mapping, store, settings, listeningPort, changed } = ports
  const typed = () => parseOutsideAddress(settings().outsideAddress ?? '') ?? null
  const addressesAt = (port: number) =>
    gatherAddresses(network, port, outsideWays({ typed: typed(), mapping: mapping.view(), port }))
  const addresses = (): readonly Address[] => {
    const { listed, ipv6 } = addressesAt(listeningPort() ?? settings().port)
    return [...listed, ...ipv6]
  }
  const openTicket = () => store.list().find(isOpen)
  const watch = watchAddresses({
    timers,
    isNeeded: () => openTicket() !== undefined,
    addresses,
    changed: () => {
      ports.moved(addresses())
      changed()
    },
  })
  const test = createConnectionTest({
    clock,
    timers,
    log,
    facts: () => ({
      found: ownAddresses(network),
      listener: ports.isAllowed()
        ? listenerFacts(openTicket() !== undefined, listeningPort())
        : { kind: 'not-allowed' },
      mapping: mapping.view(),
      typed: typed(),
    }),
    reachesItself: async (host, port, signal) => {
      const ticket = openTicket()
      return ticket !== undefined && reachesItself(host, port, ticket, signal)
    },
    routersAnswered: () => mapping.answered(),
    changed,
  })

  return {
    addressesAt,
    present: () => ({ addresses: addresses(), certain: mapping.view().kind !== 'asking' }),
    test,
    follow: watch.follow,
    stop: () => {
      watch.stop()
      test.cancel()
    },
  }
}

function listenerFacts(isWanted: boolean, port: number | undefined): Facts['listener'] {
  if (!isWanted) return { kind: 'not-needed' }
  return port === undefined ? { kind: 'failed' } : { kind: 'open', port }
}
