// Services. Keeps the mappings on all routers in line with the open tickets: made with the first, renewed while needed,
// given back with the last, at the end of the program, and after a crash at the next start (NET-2, NET-3, ACC-3).

import type { GatewayView, MappingView } from '../../../shared/network.ts'
import type { Address } from '../../domain/invitation/invitation.ts'
import { judgeExternalAddress } from '../../domain/port-mapping/external-address.ts'
import { leaseSeconds } from '../../domain/port-mapping/mapping.ts'
import type { MappingWish } from '../../domain/port-mapping/mapping.ts'
import { isOver } from '../../domain/port-mapping/mapping-record.ts'
import type { MappingRecord } from '../../domain/port-mapping/mapping-record.ts'
import { isDouble, renewalDue, unusedMappings } from '../../domain/port-mapping/upkeep.ts'
import type { Clock, Log, Timers } from '../ports.ts'
import { mapEverywhere, mapThrough, PATIENCE_MS, viewOf } from './map-round.ts'
import type { MappedGateway, MappingBook } from './map-round.ts'
import { tellChanges } from './mapping-news.ts'
import type { MappingNews } from './mapping-news.ts'
import type { Network } from './network.ts'
import { removeMapping } from './remove-mapping.ts'

/** When nothing is mapped, or something could not be given back: how long until it is tried again. */
const TRY_AGAIN_MS = 5 * 60_000
/** An invitation made so soon after a search finds what that one found. */
const FRESH_MS = 30_000
const SHORTEST_WAIT_MS = 1000

/** What the open tickets need. `until`: epoch milliseconds of the last one's end. */
export type MappingNeed = {
  readonly tcpPort: number
  readonly udpPorts?: readonly number[]
  readonly until: number
}

export type PortMapper = {
  /**
   * Brings the mappings in line; undefined: none is needed. Resolves when the routers have answered, at the latest 3 s
   * after they were asked (NET-4). Never rejects.
   */
  follow(need: MappingNeed | undefined): Promise<void>
  /** Renews what is due, and asks again where nothing is mapped, unless that was done just now. Never rejects. */
  again(): Promise<void>
  view(): MappingView
  /** Where routers let experts in; what can be reached from everywhere comes first. */
  external(): readonly Address[]
  /** Gives everything back; bounded, for a person waits for the program to end. Never rejects. */
  close(): Promise<void>
}

export type PortMapperPorts = {
  readonly clock: Clock
  readonly timers: Timers
  readonly network: Network
  readonly book: MappingBook
  readonly log: Log
  readonly news: (news: MappingNews) => void
  changed(): void
}

export function createPortMapper(ports: PortMapperPorts): PortMapper {
  const { clock, timers, network, book, log, changed } = ports
  const tell = tellChanges(ports.news)
  let need: MappingNeed | undefined
  let view: MappingView = { kind: 'off' }
  let mapped: readonly MappedGateway[] = []
  let grantedAt = 0
  /** What was searched for last, and when (monotonic). */
  let search: { readonly ports: string; readonly at: number } | undefined
  let turn: Promise<void> = Promise.resolve()
  let interrupt = new AbortController()
  let cancelTimer: () => void = () => undefined
  let closed = false

  const inUse = () => mapped.flatMap(({ records }) => records)
  const round = { network, book, now: () => clock.now() }

  function show(next: MappingView): void {
    if (JSON.stringify(next) === JSON.stringify(view)) return
    view = next
    changed()
  }

  function granted(gateways: readonly MappedGateway[], failed: readonly GatewayView[], until: number): void {
    mapped = gateways
    grantedAt = clock.now()
    const all = [...mapped.map((one) => viewOf(one, until)), ...failed]
    show({ kind: 'asked', gateways: all })
    tell(all)
  }

  async function ask(wanted: MappingNeed, { signal }: AbortController): Promise<void> {
    if (mapped.length === 0) show({ kind: 'asking' })
    const result = await mapEverywhere(wishesOf(wanted, clock.now()), round, signal)
    if (signal.aborted) return
    search = { ports: portsOf(wanted), at: clock.monotonic() }
    granted(result.mapped, result.failed, wanted.until)
  }

  /** Where a renewal fails, the router has forgotten or moved: everything is asked anew. */
  async function renew(wanted: MappingNeed, running: AbortController): Promise<void> {
    const patience = AbortSignal.any([running.signal, AbortSignal.timeout(PATIENCE_MS)])
    const wishes = wishesOf(wanted, clock.now())
    const results = await Promise.all(mapped.map(({ way }) => mapThrough(way, wishes, round, patience)))
    if (running.signal.aborted) return
    const renewed = results.flatMap((result) => ('records' in result ? [result] : []))
    if (renewed.length < mapped.length) return ask(wanted, running)
    const failed =
      view.kind === 'asked' ? view.gateways.filter(({ outcome }) => outcome.kind === 'failed') : []
    granted(renewed, failed, wanted.until)
  }

  async function giveBack(records: readonly MappingRecord[]): Promise<void> {
    const removed = await Promise.all(
      records.map(async (record) => isOver(record, clock.now()) || (await removeMapping(record, network))),
    )
    for (const record of records.filter((_, index) => removed[index])) {
      book.forget(record)
      const { gateway, transport, externalHost: address, externalPort: port } = record
      if (address !== null && transport === 'tcp')
        ports.news({ kind: 'port-mapping-removed', gateway, address, port })
    }
  }

  /** This computer has left a network in which it was mapped. */
  function isAstray(): boolean {
    const own = new Set(network.addresses().map(({ address }) => address))
    return mapped.some(({ way }) => !own.has(way.own))
  }

  const dueAt = ({ until }: MappingNeed) => renewalDue(inUse(), { grantedAt, until, now: clock.now() })

  async function bringInLine(mayAskAgain: boolean): Promise<void> {
    const wanted = need
    if (!wanted) {
      mapped = []
      search = undefined
      tell([])
      await giveBack(book.all())
      show({ kind: 'off' })
      return
    }
    const isStale = mayAskAgain && mapped.length === 0 && search && clock.monotonic() - search.at > FRESH_MS
    if (search?.ports !== portsOf(wanted) || isStale || isAstray()) await ask(wanted, interrupt)
    else if (mapped.length > 0 && dueAt(wanted) <= clock.now()) await renew(wanted, interrupt)
  }

  /** What a crash, another port or a late answer left on a router; nobody waits for that. */
  async function tidy(): Promise<void> {
    if (!need) return
    const unused = unusedMappings(book.all(), inUse())
    for (const record of unused) if (isDouble(record, inUse())) book.forget(record)
    await giveBack(unused.filter((record) => !isDouble(record, inUse())))
  }

  function plan(): void {
    cancelTimer()
    if (closed) return
    const isUnfinished =
      unusedMappings(book.all(), inUse()).length > 0 || (need !== undefined && mapped.length === 0)
    const due = need && mapped.length > 0 ? dueAt(need) - clock.now() : Infinity
    const next = Math.max(SHORTEST_WAIT_MS, Math.min(due, isUnfinished ? TRY_AGAIN_MS : Infinity))
    if (Number.isFinite(next)) cancelTimer = timers.after(next, () => void inTurn(true))
  }

  /** One after the other; a turn that fails (a full disk) says so and keeps nobody from the next one. */
  function inTurn(mayAskAgain: boolean): Promise<void> {
    const failed = (cause: unknown) => log('the port mappings could not be brought in line', cause)
    const done = turn.then(() => bringInLine(mayAskAgain)).catch(failed)
    turn = done.then(tidy).then(plan).catch(failed)
    return done
  }

  function want(next: MappingNeed | undefined): Promise<void> {
    const isOther = (next && portsOf(next)) !== (need && portsOf(need))
    need = next
    if (isOther) {
      // The answer to a question that is under way is of no use any more.
      interrupt.abort()
      interrupt = new AbortController()
    }
    return inTurn(false)
  }

  return {
    follow: (next) => (closed ? Promise.resolve() : want(next)),
    again: () => (closed ? Promise.resolve() : inTurn(true)),
    view: () => view,
    external: () => externalOf(inUse()),
    close: () => {
      closed = true
      cancelTimer()
      return want(undefined)
    },
  }
}

const portsOf = ({ tcpPort, udpPorts = [] }: MappingNeed): string => [tcpPort, ...udpPorts].join(' ')

function wishesOf({ tcpPort, udpPorts = [], until }: MappingNeed, now: number): readonly MappingWish[] {
  const wish =
    (transport: MappingWish['transport']) =>
    (port: number): MappingWish => ({
      transport,
      internalPort: port,
      externalPort: port,
      leaseSeconds: leaseSeconds(until, now),
    })
  return [...[tcpPort].map(wish('tcp')), ...udpPorts.map(wish('udp'))]
}

function externalOf(records: readonly MappingRecord[]): readonly Address[] {
  const hosts = records.flatMap(({ transport, externalHost: host, externalPort: port }) =>
    transport === 'tcp' && host !== null ? [{ host, port }] : [],
  )
  const isPrivate = ({ host }: Address) => judgeExternalAddress(host) === 'private'
  return [...hosts.filter((one) => !isPrivate(one)), ...hosts.filter(isPrivate)]
}
