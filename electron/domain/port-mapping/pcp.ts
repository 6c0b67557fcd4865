// Domain. PCP's packets (RFC 6887): ANNOUNCE and MAP, for IPv4.

import { bytesOfIpv4, ipv4Of } from './external-address.ts'
import type { MappingWish, Transport } from './mapping.ts'

const VERSION = 2
const ANSWER = 0x80
const HEADER = 24
const MAP = 36
/** Section 7: no packet is longer. */
const LIMIT = 1100
const opcodes = { announce: 0, map: 1 } as const
const protocols = { tcp: 6, udp: 17 } as const

/** 96 bits that only this program knows: nobody else can change or remove the mapping (section 11.2). */
export const NONCE_BYTES = 12

/** Asks nothing but whether PCP is spoken there (section 14.1). `client`: this computer's IPv4 address towards it. */
export const announceRequest = (client: string): Uint8Array => request(opcodes.announce, 0, client, HEADER)

/** A lease of 0 removes it (section 15.1). */
export function pcpMapRequest(wish: MappingWish, client: string, nonce: Uint8Array): Uint8Array {
  const bytes = request(opcodes.map, wish.leaseSeconds, client, HEADER + MAP)
  const view = new DataView(bytes.buffer)
  bytes.set(nonce.subarray(0, NONCE_BYTES), HEADER)
  view.setUint8(HEADER + 12, protocols[wish.transport])
  view.setUint16(HEADER + 16, wish.internalPort)
  view.setUint16(HEADER + 18, wish.externalPort)
  // Any external address, of IPv4.
  bytes.set(mapped('0.0.0.0'), HEADER + 20)
  return bytes
}

function request(
  opcode: number,
  leaseSeconds: number,
  client: string,
  length: number,
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length)
  const view = new DataView(bytes.buffer)
  view.setUint8(0, VERSION)
  view.setUint8(1, opcode)
  view.setUint32(4, leaseSeconds)
  bytes.set(mapped(client), 8)
  return bytes
}

/** ::ffff:a.b.c.d */
const mapped = (address: string): Uint8Array =>
  Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, ...bytesOfIpv4(address))

export type PcpAnswer =
  | { readonly kind: 'announced' }
  | {
      readonly kind: 'mapped'
      readonly nonce: Uint8Array
      readonly transport: Transport
      readonly internalPort: number
      readonly externalPort: number
      readonly externalHost: string
      readonly leaseSeconds: number
    }
  | { readonly kind: 'refused'; readonly opcode: number; readonly result: number }
  | { readonly kind: 'nonsense' }

/** CANNOT_PROVIDE_EXTERNAL: only for a request that insists on a port; UNSUPP_VERSION: it speaks NAT-PMP alone. */
export const pcpResults = { unsupportedVersion: 1, cannotProvideExternal: 11 } as const

/** Never throws. */
export function parsePcpAnswer(bytes: Uint8Array): PcpAnswer {
  const nonsense = { kind: 'nonsense' } as const
  if (bytes.length < HEADER || bytes.length > LIMIT || bytes.length % 4 !== 0) return nonsense
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const opcode = view.getUint8(1) - ANSWER
  if (view.getUint8(0) !== VERSION || (opcode !== opcodes.announce && opcode !== opcodes.map)) return nonsense
  const result = view.getUint8(3)
  if (result !== 0) return { kind: 'refused', opcode, result }
  return opcode === opcodes.announce ? { kind: 'announced' } : readMap(bytes, view)
}

function readMap(bytes: Uint8Array, view: DataView): PcpAnswer {
  if (bytes.length < HEADER + MAP) return { kind: 'nonsense' }
  const protocol = view.getUint8(HEADER + 12)
  const transport = protocol === protocols.tcp ? 'tcp' : protocol === protocols.udp ? 'udp' : undefined
  const external = bytes.subarray(HEADER + 20, HEADER + 36)
  const isIpv4 = external.every((byte, index) => index >= 12 || byte === (index < 10 ? 0 : 0xff))
  if (transport === undefined || !isIpv4) return { kind: 'nonsense' }
  return {
    kind: 'mapped',
    nonce: bytes.slice(HEADER, HEADER + NONCE_BYTES),
    transport,
    internalPort: view.getUint16(HEADER + 16),
    externalPort: view.getUint16(HEADER + 18),
    externalHost: ipv4Of(external.subarray(12)),
    leaseSeconds: view.getUint32(4),
  }
}
