// Domain. NAT-PMP's packets (RFC 6886).

import type { MappingWish, Transport } from './mapping.ts'
import { ipv4Of } from './external-address.ts'

/** Both NAT-PMP and PCP listen there. */
export const GATEWAY_PORT = 5351

const VERSION = 0
const ANSWER = 0x80
const opcodes = { tcp: 2, udp: 1 } as const

export const externalAddressRequest = (): Uint8Array => Uint8Array.of(VERSION, 0)

/** A lease of 0 removes the mapping of this internal port, whatever external port it has (section 3.4). */
export function natPmpMapRequest({ transport, internalPort, externalPort, leaseSeconds }: MappingWish) {
  const bytes = new Uint8Array(12)
  const view = new DataView(bytes.buffer)
  view.setUint8(0, VERSION)
  view.setUint8(1, opcodes[transport])
  view.setUint16(4, internalPort)
  view.setUint16(6, externalPort)
  view.setUint32(8, leaseSeconds)
  return bytes
}

/** Result codes: 0 is success, all others a refusal (section 3.5). */
export type NatPmpAnswer =
  | { readonly kind: 'external-address'; readonly host: string }
  | {
      readonly kind: 'mapped'
      readonly transport: Transport
      readonly internalPort: number
      readonly externalPort: number
      readonly leaseSeconds: number
    }
  | { readonly kind: 'refused'; readonly opcode: number; readonly result: number }
  | { readonly kind: 'nonsense' }

/** Never throws. */
export function parseNatPmpAnswer(bytes: Uint8Array): NatPmpAnswer {
  if (bytes.length < 8 || bytes.length > 16) return { kind: 'nonsense' }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const opcode = view.getUint8(1) - ANSWER
  if (view.getUint8(0) !== VERSION || opcode < 0 || opcode > 2) return { kind: 'nonsense' }
  const result = view.getUint16(2)
  if (result !== 0) return { kind: 'refused', opcode, result }
  if (opcode === 0) {
    return bytes.length === 12
      ? { kind: 'external-address', host: ipv4Of(bytes.subarray(8, 12)) }
      : { kind: 'nonsense' }
  }
  if (bytes.length !== 16) return { kind: 'nonsense' }
  return {
    kind: 'mapped',
    transport: opcode === opcodes.tcp ? 'tcp' : 'udp',
    internalPort: view.getUint16(8),
    externalPort: view.getUint16(10),
    leaseSeconds: view.getUint32(12),
  }
}
