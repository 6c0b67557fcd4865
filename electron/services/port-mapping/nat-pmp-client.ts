// Services. NAT-PMP (RFC 6886): asks a gateway whether it speaks it, for a mapping, and to remove one.

import type { MappingFailure } from '../../../shared/network.ts'
import { err, ok } from '../../../shared/result.ts'
import { judgeExternalAddress } from '../../domain/port-mapping/external-address.ts'
import { isPort } from '../../domain/port-mapping/mapping.ts'
import type { MappingWish } from '../../domain/port-mapping/mapping.ts'
import type { MappingRecord } from '../../domain/port-mapping/mapping-record.ts'
import {
  externalAddressRequest,
  natPmpMapRequest,
  parseNatPmpAnswer,
} from '../../domain/port-mapping/nat-pmp.ts'
import type { NatPmpAnswer } from '../../domain/port-mapping/nat-pmp.ts'
import { askGateway, patience } from './ask-gateway.ts'
import { endOfLease } from './way.ts'
import type { Findings, Way } from './way.ts'

type Place = { readonly gateway: string; readonly own: string }

const opcodeOf = ({ transport }: MappingWish) => (transport === 'tcp' ? 2 : 1)

/** A gateway that answers in another protocol is no gateway of this one, and nothing is said about it. */
export async function findNatPmp(place: Place, findings: Findings, signal: AbortSignal): Promise<void> {
  const answer = await askGateway(
    {
      ...place,
      packet: externalAddressRequest(),
      read: (bytes) => {
        const read = parseNatPmpAnswer(bytes)
        if (read.kind === 'external-address' || (read.kind === 'refused' && read.opcode === 0)) return read
        return read.kind === 'nonsense' && bytes[0] !== 2 ? undefined : ({ kind: 'other' } as const)
      },
    },
    signal,
  )
  if (answer === 'silence' || (answer !== 'nonsense' && answer.kind === 'other')) return
  const why = failureIn(answer)
  if (why !== undefined) findings.failed(place.gateway, 'nat-pmp', why)
  else if (answer !== 'nonsense' && answer.kind === 'external-address')
    findings.found(natPmpWay(place, answer.host))
}

function failureIn(answer: NatPmpAnswer | 'nonsense'): MappingFailure | undefined {
  if (answer === 'nonsense') return 'nonsense'
  if (answer.kind !== 'external-address') return 'refused'
  const judgement = judgeExternalAddress(answer.host)
  if (judgement === 'none') return 'refused'
  return judgement === 'nonsense' ? 'nonsense' : undefined
}

function natPmpWay(place: Place, externalHost: string): Way {
  return {
    ...place,
    protocol: 'nat-pmp',
    map: async ({ wish, previous, now, note, signal }) => {
      const asked: MappingRecord = {
        ...place,
        transport: wish.transport,
        internalPort: wish.internalPort,
        externalPort: previous?.externalPort ?? wish.externalPort,
        externalHost: previous?.externalHost ?? null,
        until: endOfLease(wish.leaseSeconds, now()),
        handle: { protocol: 'nat-pmp' },
      }
      note(asked)
      const answer = await askToMap(place, { ...wish, externalPort: asked.externalPort }, patience(signal))
      if (answer === 'silence') return err('late')
      if (answer === 'nonsense') return err('nonsense')
      if (answer.kind !== 'mapped') return err('refused')
      const { externalPort, leaseSeconds } = answer
      if (!isPort(externalPort) || leaseSeconds === 0) return err('nonsense')
      const granted = Math.min(leaseSeconds, wish.leaseSeconds)
      return ok({ ...asked, externalPort, externalHost, until: endOfLease(granted, now()) })
    },
  }
}

const askToMap = (place: Place, wish: MappingWish, signal: AbortSignal) =>
  askGateway(
    {
      ...place,
      packet: natPmpMapRequest(wish),
      read: (bytes) => answerTo(wish, parseNatPmpAnswer(bytes)),
    },
    signal,
  )

function answerTo(wish: MappingWish, answer: NatPmpAnswer) {
  if (answer.kind === 'refused') return answer.opcode === opcodeOf(wish) ? answer : undefined
  const isOurs =
    answer.kind === 'mapped' &&
    answer.transport === wish.transport &&
    answer.internalPort === wish.internalPort
  return isOurs ? answer : undefined
}

/** True when it is gone. */
export async function removeNatPmp(record: MappingRecord, signal: AbortSignal): Promise<boolean> {
  const { transport, internalPort } = record
  // RFC 6886, 3.4: the external port of a removal is 0.
  const wish: MappingWish = { transport, internalPort, externalPort: 0, leaseSeconds: 0 }
  const answer = await askToMap(record, wish, signal)
  if (typeof answer !== 'object') return false
  // Who refuses to remove what was never granted has nothing of ours.
  return answer.kind === 'mapped' ? answer.leaseSeconds === 0 : record.externalHost === null
}
