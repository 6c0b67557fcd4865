// Services. PCP (RFC 6887): asks a gateway whether it speaks it, for a mapping, and to remove one.

import { randomBytes } from 'node:crypto'
import { err, ok } from '../../../shared/result.ts'
import type { Result } from '../../../shared/result.ts'
import type { MappingFailure } from '../../../shared/network.ts'
import { judgeExternalAddress } from '../../domain/port-mapping/external-address.ts'
import { isPort } from '../../domain/port-mapping/mapping.ts'
import type { MappingWish } from '../../domain/port-mapping/mapping.ts'
import type { MappingRecord } from '../../domain/port-mapping/mapping-record.ts'
import { announceRequest, NONCE_BYTES, parsePcpAnswer, pcpMapRequest } from '../../domain/port-mapping/pcp.ts'
import type { PcpAnswer } from '../../domain/port-mapping/pcp.ts'
import { askGateway, patience } from './ask-gateway.ts'
import { endOfLease } from './way.ts'
import type { Findings, Way } from './way.ts'

type Place = { readonly gateway: string; readonly own: string }
type Mapped = Extract<PcpAnswer, { readonly kind: 'mapped' }>

/** A gateway that does not know PCP says nothing, or says so in NAT-PMP; neither is worth a word. */
export async function findPcp(place: Place, findings: Findings, signal: AbortSignal): Promise<void> {
  const answer = await askGateway(
    {
      ...place,
      packet: announceRequest(place.own),
      read: (bytes) => {
        const read = parsePcpAnswer(bytes)
        return read.kind === 'nonsense' && bytes[0] !== 0 ? undefined : read
      },
    },
    signal,
  )
  if (typeof answer === 'object' && answer.kind === 'announced') findings.found(pcpWay(place))
}

function pcpWay(place: Place): Way {
  return {
    ...place,
    protocol: 'pcp',
    map: async ({ wish, previous, now, note, signal }) => {
      const known = previous?.handle.protocol === 'pcp' ? previous.handle.nonce : undefined
      const nonce = known ?? randomBytes(NONCE_BYTES).toString('hex')
      const asked: MappingRecord = {
        ...place,
        transport: wish.transport,
        internalPort: wish.internalPort,
        externalPort: previous?.externalPort ?? wish.externalPort,
        externalHost: previous?.externalHost ?? null,
        until: endOfLease(wish.leaseSeconds, now()),
        handle: { protocol: 'pcp', nonce },
      }
      note(asked)
      const answer = await askToMap(
        place,
        { ...wish, externalPort: asked.externalPort },
        nonce,
        patience(signal),
      )
      if (answer === 'silence') return err('late')
      if (answer === 'nonsense') return err('nonsense')
      if (answer.kind === 'refused') return err('refused')
      const granted = judged(answer, wish)
      return granted.ok ? ok({ ...asked, ...granted.value, until: granted.value.until(now()) }) : granted
    },
  }
}

function judged({ externalHost, externalPort, leaseSeconds }: Mapped, wish: MappingWish) {
  const judgement = judgeExternalAddress(externalHost)
  if (judgement === 'none') return err('refused') satisfies Result<never, MappingFailure>
  if (judgement === 'nonsense' || !isPort(externalPort) || leaseSeconds === 0)
    return err('nonsense') satisfies Result<never, MappingFailure>
  const granted = Math.min(leaseSeconds, wish.leaseSeconds)
  return ok({ externalHost, externalPort, until: (now: number) => endOfLease(granted, now) })
}

const askToMap = (place: Place, wish: MappingWish, nonce: string, signal: AbortSignal) =>
  askGateway(
    {
      ...place,
      packet: pcpMapRequest(wish, place.own, Buffer.from(nonce, 'hex')),
      read: (bytes) => answerTo(wish, nonce, parsePcpAnswer(bytes)),
    },
    signal,
  )

/** SECURITY: only an answer with our nonce is one (section 11.4). */
function answerTo(wish: MappingWish, nonce: string, answer: PcpAnswer) {
  if (answer.kind === 'refused') return answer.opcode === 1 ? answer : undefined
  const isOurs =
    answer.kind === 'mapped' &&
    Buffer.from(answer.nonce).toString('hex') === nonce &&
    answer.transport === wish.transport &&
    answer.internalPort === wish.internalPort
  return isOurs ? answer : undefined
}

/** True when it is gone. */
export async function removePcp(record: MappingRecord, nonce: string, signal: AbortSignal): Promise<boolean> {
  const { transport, internalPort } = record
  const wish: MappingWish = { transport, internalPort, externalPort: 0, leaseSeconds: 0 }
  const answer = await askToMap(record, wish, nonce, signal)
  if (typeof answer !== 'object') return false
  // Who refuses to remove what was never granted has nothing of ours.
  return answer.kind === 'mapped' ? answer.leaseSeconds === 0 : record.externalHost === null
}
