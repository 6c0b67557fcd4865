// Domain. CPace, suite CPACE-RISTR255-SHA512 (draft-irtf-cfrg-cpace-21): a key from a low-entropy secret,
// of which the wire shows nothing that could be guessed at offline (ADM-3).

import { ristretto255, ristretto255_hasher } from '@noble/curves/ed25519.js'
import { equalBytes } from '@noble/curves/utils.js'
import { hmac } from '@noble/hashes/hmac.js'
import { sha512 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Result } from '../../../shared/result.ts'
import { err, ok } from '../../../shared/result.ts'

const DSI = utf8ToBytes('CPaceRistretto255')
const DSI_ISK = utf8ToBytes('CPaceRistretto255_ISK')
const HASH_BLOCK_BYTES = 128

/** Bytes a secret scalar is drawn from: 512 bits, so that the remainder by the group's order is uniform. */
export const SCALAR_SEED_BYTES = 64
/** Length of an encoded point. */
export const SHARE_BYTES = 32
/** Length of a confirmation tag. */
export const TAG_BYTES = 64

const { Point } = ristretto255
type Point = InstanceType<typeof Point>

export type CpaceInput = {
  /** The initiator speaks first; its half is hashed first. */
  readonly role: 'initiator' | 'responder'
  /** The password-related string both sides must have in common. */
  readonly prs: Uint8Array
  /** Channel identifier: who speaks to whom, the same on both sides. */
  readonly ci: Uint8Array
  readonly sid: Uint8Array
  /** Associated data of this side and of the peer, authenticated by the tags. */
  readonly ad: Uint8Array
  readonly peerAd: Uint8Array
  /** `SCALAR_SEED_BYTES` fresh random bytes. */
  readonly seed: Uint8Array
}

export type CpaceKeys = {
  /** Intermediate session key, 64 bytes: never used as it is, only to derive from. */
  readonly isk: Uint8Array
  /** Proof of this side. */
  readonly tag: Uint8Array
  /** True when `tag` is the peer's proof; compared in constant time. */
  accepts(tag: Uint8Array): boolean
}

export type Cpace = {
  /** The point to send, 32 bytes. */
  readonly share: Uint8Array
  /** The protocol aborts on a point that is badly encoded or leads to the identity. */
  finish(peerShare: Uint8Array): Result<CpaceKeys, 'bad-point'>
}

/** `lv(x)`: the length of x as unsigned LEB128, then x; of each argument, concatenated. */
export function lvCat(...parts: readonly Uint8Array[]): Uint8Array {
  return concatBytes(...parts.flatMap((part) => [leb128(part.length), part]))
}

function leb128(value: number): Uint8Array {
  const bytes: number[] = []
  let rest = value
  while (rest > 127) {
    bytes.push((rest & 127) | 128)
    rest >>>= 7
  }
  return Uint8Array.of(...bytes, rest)
}

/** The string whose hash is mapped to the generator; the padding fills the hash's first block. */
export function generatorString(prs: Uint8Array, ci: Uint8Array, sid: Uint8Array): Uint8Array {
  const length = leb128(prs.length).length + prs.length
  const padding = Math.max(0, HASH_BLOCK_BYTES - length - lvCat(DSI).length - 1)
  return lvCat(DSI, prs, new Uint8Array(padding), ci, sid)
}

/** RFC 9496's one-way map of the string's hash, encoded. */
export function generatorOf(text: Uint8Array): Uint8Array {
  return mapToGroup(text).toBytes()
}

function mapToGroup(text: Uint8Array): Point {
  const point = ristretto255_hasher.deriveToCurve?.(sha512(text))
  if (point === undefined) throw new Error('the curve library has no one-way map for ristretto255')
  return point
}

/** Little-endian bytes, taken modulo the group's order. */
function scalarOf(bytes: Uint8Array): bigint {
  const scalar = bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n) % Point.Fn.ORDER
  if (scalar === 0n) throw new Error('the random source gave a zero scalar')
  return scalar
}

/** s·X, or `bad-point` when X is not a canonical encoding or the product is the identity. */
export function multiplyStrictly(scalar: Uint8Array, share: Uint8Array): Result<Uint8Array, 'bad-point'> {
  const point = decode(share)
  if (point === undefined) return err('bad-point')
  const product = point.multiply(scalarOf(scalar))
  return product.is0() ? err('bad-point') : ok(product.toBytes())
}

function decode(share: Uint8Array): Point | undefined {
  if (share.length !== SHARE_BYTES) return undefined
  try {
    return Point.fromBytes(share)
  } catch {
    // The library throws on every encoding that is not canonical.
    return undefined
  }
}

/** Starts one run; each run needs fresh randomness in `seed`. `prs` is not needed after the return. */
export function startCpace(input: CpaceInput): Cpace {
  const text = generatorString(input.prs, input.ci, input.sid)
  const generator = mapToGroup(text)
  // SECURITY: the key of the password is in there as it is.
  text.fill(0)
  const share = generator.multiply(scalarOf(input.seed)).toBytes()
  return {
    share,
    finish: (peerShare) => {
      const product = multiplyStrictly(input.seed, peerShare)
      return product.ok ? ok(keysOf(input, share, peerShare, product.value)) : product
    },
  }
}

function keysOf(input: CpaceInput, share: Uint8Array, peerShare: Uint8Array, product: Uint8Array): CpaceKeys {
  const mine = lvCat(share, input.ad)
  const theirs = lvCat(peerShare, input.peerAd)
  const transcript = input.role === 'initiator' ? [mine, theirs] : [theirs, mine]
  const isk = sha512(concatBytes(lvCat(DSI_ISK, input.sid, product), ...transcript))
  const macKey = sha512(concatBytes(utf8ToBytes('CPaceMac'), input.sid, isk))
  const expected = hmac(sha512, macKey, theirs)
  return {
    isk,
    tag: hmac(sha512, macKey, mine),
    // SECURITY: constant time, so that a wrong tag tells nothing about the right one.
    accepts: (tag) => tag.length === TAG_BYTES && equalBytes(tag, expected),
  }
}
