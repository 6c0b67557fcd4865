// Services. One way to have a port mapped: a gateway and the protocol it answered in.

import type { MappingFailure, MappingProtocol } from '../../../shared/network.ts'
import type { Result } from '../../../shared/result.ts'
import type { MappingWish } from '../../domain/port-mapping/mapping.ts'
import type { MappingRecord } from '../../domain/port-mapping/mapping-record.ts'

export type MapRequest = {
  readonly wish: MappingWish
  /** The mapping that is to be renewed, of this run or of an earlier one. */
  readonly previous: MappingRecord | undefined
  readonly now: () => number
  /** Called before each question to the router with what its answer may bring into being. */
  readonly note: (record: MappingRecord) => void
  readonly signal: AbortSignal
}

export type Way = {
  readonly gateway: string
  /** This computer's address towards the gateway. */
  readonly own: string
  readonly protocol: MappingProtocol
  map(request: MapRequest): Promise<Result<MappingRecord, MappingFailure>>
  /** Gives back what an earlier run of the router's own program was asked for. True: it is gone. */
  remove?(record: MappingRecord, signal: AbortSignal): Promise<boolean>
}

/** What a search tells as it goes on. */
export type Findings = {
  found(way: Way): void
  failed(gateway: string, protocol: MappingProtocol, why: MappingFailure): void
}

/** The end of a lease of `leaseSeconds` that begins now; 0 seconds are no end. */
export const endOfLease = (leaseSeconds: number, now: number): number | null =>
  leaseSeconds === 0 ? null : now + leaseSeconds * 1000
