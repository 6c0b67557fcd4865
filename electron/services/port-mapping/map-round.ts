// Services. One round of asking: every gateway that is found maps the ports once, in the first protocol that does (NET-2),
// and all of it takes no longer than 3 s (NET-4).

import type { GatewayView, MappingFailure, MappingProtocol } from '../../../shared/network.ts'
import { isNeighbour, judgeExternalAddress } from '../../domain/port-mapping/external-address.ts'
import type { MappingWish } from '../../domain/port-mapping/mapping.ts'
import type { MappingRecord } from '../../domain/port-mapping/mapping-record.ts'
import { findGateways } from './find-gateways.ts'
import type { Network } from './network.ts'
import type { MapRequest, Way } from './way.ts'

/** NET-4. */
export const PATIENCE_MS = 3000

/** The mappings as they are written down: synchronous and durable, like everything in the store. */
export type MappingBook = {
  all(): readonly MappingRecord[]
  keep(record: MappingRecord): void
  forget(record: MappingRecord): void
}

export type RoundPorts = {
  readonly network: Network
  readonly book: MappingBook
  readonly now: MapRequest['now']
}

/** `records`: TCP first; of the others those that were granted. */
export type MappedGateway = { readonly way: Way; readonly records: readonly MappingRecord[] }

export type RoundResult = {
  readonly mapped: readonly MappedGateway[]
  readonly failed: readonly GatewayView[]
}

type Failure = { readonly protocol: MappingProtocol; readonly why: MappingFailure }
type Contest = {
  mapped: MappedGateway | undefined
  failures: Failure[]
  turn: Promise<void>
  open: Set<MappingProtocol>
}

/** How much a failure tells, where a gateway failed in several protocols. */
const telling: readonly MappingFailure[] = ['taken', 'refused', 'nonsense', 'late']

/** Never rejects. `closing` ends it early. */
export async function mapEverywhere(
  wishes: readonly MappingWish[],
  ports: RoundPorts,
  closing: AbortSignal,
): Promise<RoundResult> {
  const contests = new Map<string, Contest>()
  const enough = new AbortController()
  const patience = AbortSignal.any([closing, AbortSignal.timeout(PATIENCE_MS)])
  const contestOf = (gateway: string) => {
    const known = contests.get(gateway)
    if (known) return known
    const fresh: Contest = { mapped: undefined, failures: [], turn: Promise.resolve(), open: new Set() }
    contests.set(gateway, fresh)
    return fresh
  }
  const offer = (way: Way) => {
    const contest = contestOf(way.gateway)
    // One after the other, so that a router with three protocols makes one mapping and not three.
    contest.turn = contest.turn.then(async () => {
      if (contest.mapped) return
      const outcome = await mapThrough(way, wishes, ports, patience)
      if ('records' in outcome) contest.mapped = outcome
      else contest.failures.push({ protocol: way.protocol, why: outcome.why })
      if (isEnough(ports.network, contests)) enough.abort()
    })
  }
  await findGateways(
    ports.network,
    {
      found: offer,
      failed: (gateway, protocol, why) => {
        if (!enough.signal.aborted) contestOf(gateway).failures.push({ protocol, why })
      },
    },
    AbortSignal.any([patience, enough.signal]),
  )
  await Promise.all([...contests.values()].map(({ turn }) => turn))
  return resultOf(contests)
}

/** The TCP port decides; without the others there is only no voice from outside. */
export async function mapThrough(
  way: Way,
  wishes: readonly MappingWish[],
  { now, book }: Omit<RoundPorts, 'network'>,
  signal: AbortSignal,
): Promise<MappedGateway | { readonly why: MappingFailure }> {
  const records: MappingRecord[] = []
  for (const wish of wishes) {
    const previous = book.all().find((record) => isOf(record, way, wish))
    const result = await way.map({ wish, previous, now, note: book.keep, signal })
    if (result.ok) {
      book.keep(result.value)
      records.push(result.value)
    } else if (wish.transport === 'tcp') return { why: result.error }
  }
  return { way, records }
}

/** Written down in this run or by an earlier one. */
const isOf = (record: MappingRecord, way: Way, { transport, internalPort }: MappingWish): boolean =>
  record.gateway === way.gateway &&
  record.own === way.own &&
  record.handle.protocol === way.protocol &&
  record.transport === transport &&
  record.internalPort === internalPort

/** Every network of this computer has its gateway; virtual ones rarely have one and are not waited for. */
function isEnough(network: Network, contests: ReadonlyMap<string, Contest>): boolean {
  const all = network.addresses()
  const real = all.filter(({ isVirtual }) => !isVirtual)
  const gateways = [...contests].flatMap(([gateway, { mapped }]) => (mapped ? [gateway] : []))
  return (real.length > 0 ? real : all).every(({ address, netmask }) =>
    gateways.some((gateway) => isNeighbour(gateway, address, netmask)),
  )
}

function resultOf(contests: ReadonlyMap<string, Contest>): RoundResult {
  const mapped = [...contests.values()].flatMap((contest) => contest.mapped ?? [])
  const failed = [...contests].flatMap(([gateway, contest]): readonly GatewayView[] => {
    const failure = telling.flatMap((why) => contest.failures.filter((one) => one.why === why))[0]
    if (contest.mapped || !failure) return []
    return [{ gateway, protocol: failure.protocol, outcome: { kind: 'failed', why: failure.why } }]
  })
  return { mapped, failed }
}

/** As it is shown. */
export function viewOf({ way, records }: MappedGateway, shownUntil: number): GatewayView {
  const ports = records.flatMap(({ transport, internalPort, externalHost, externalPort, until }) =>
    externalHost === null
      ? []
      : [
          {
            transport,
            internalPort,
            external: { host: externalHost, port: externalPort },
            // Without a lease of its own it ends when it is given back, with the last ticket.
            until: until ?? shownUntil,
          },
        ],
  )
  const behindAnother = ports.some(({ external }) => judgeExternalAddress(external.host) === 'private')
  return { gateway: way.gateway, protocol: way.protocol, outcome: { kind: 'mapped', ports, behindAnother } }
}
