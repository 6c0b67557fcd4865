// Services. Terminal Services on the expert's computer: one address of an invitation, reached and recognised (CON-4).

import { timingSafeEqual } from 'node:crypto'
import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { connect as connectTls } from 'node:tls'
import type { AddressFailure } from '../../../shared/refusal.ts'
import type { Result } from '../../../shared/result.ts'
import { err, ok } from '../../../shared/result.ts'
import { addressFailureOf, closestFailure } from './address-failure.ts'
import { fingerprintOf } from './certificate.ts'
import type { Link } from './link.ts'
import { createTlsLink } from './tls-link.ts'

/** Behind one name the next address is begun after this time, beside the ones under way (RFC 8305, 5). */
const STAGGER_MS = 250

export type ConnectRequest = {
  /** An IPv4 or IPv6 address (with its scope where it needs one), or a name. */
  readonly host: string
  readonly port: number
  /** SHA-256 of the novice's certificate, from the invitation. */
  readonly fingerprint: Uint8Array
  /** `serverNameOf` the ticket. */
  readonly serverName: string
  /** Ends the attempt at once: the 30 seconds of CON-1 are over, or the expert cancelled. */
  readonly signal: AbortSignal
}

/** All addresses of a name, in the system's order; rejects when there are none. */
export type Names = (name: string) => Promise<readonly string[]>

const systemNames: Names = async (name) =>
  (await lookup(name, { all: true, order: 'verbatim' })).map(({ address }) => address)

/** Reaches the novice at one address; an aborted attempt is `timed-out`. There is no weaker second try (CON-4). */
export async function connect(
  request: ConnectRequest,
  names: Names = systemNames,
): Promise<Result<Link, AddressFailure>> {
  const addresses = await resolve(request.host, request.signal, names)
  return addresses.ok ? firstToAnswer(addresses.value, request) : addresses
}

/** Names are resolved when they are needed: the novice's computer may have moved since the invitation. */
async function resolve(
  host: string,
  signal: AbortSignal,
  names: Names,
): Promise<Result<readonly string[], AddressFailure>> {
  if (signal.aborted) return err('timed-out')
  if (isIP(host) !== 0) return ok([host])
  const found: Promise<Result<readonly string[], AddressFailure>> = names(host).then(ok, () =>
    err('unknown-name'),
  )
  const ended = new Promise<Result<never, AddressFailure>>((settle) => {
    signal.addEventListener('abort', () => settle(err('timed-out')), { once: true })
  })
  return Promise.race([found, ended])
}

function firstToAnswer(
  addresses: readonly string[],
  request: ConnectRequest,
): Promise<Result<Link, AddressFailure>> {
  const rest = [...addresses]
  const failures: AddressFailure[] = []
  const others = new AbortController()
  const signal = AbortSignal.any([request.signal, others.signal])

  return new Promise((settle) => {
    let timer: NodeJS.Timeout | undefined

    const finish = (result: Result<Link, AddressFailure>) => {
      clearTimeout(timer)
      settle(result)
      others.abort()
    }
    const beginNext = () => {
      clearTimeout(timer)
      const address = rest.shift()
      if (address === undefined) return
      if (rest.length > 0) timer = setTimeout(beginNext, STAGGER_MS)
      void dial(address, { ...request, signal }).then(answered)
    }
    const answered = (result: Result<Link, AddressFailure>) => {
      if (others.signal.aborted) {
        if (result.ok) result.value.cut()
        return
      }
      if (result.ok) {
        finish(result)
        return
      }
      failures.push(result.error)
      if (request.signal.aborted) finish(err('timed-out'))
      else if (failures.length === addresses.length) finish(err(closestFailure(failures)))
      else beginNext()
    }

    if (addresses.length === 0) finish(err('unknown-name'))
    beginNext()
  })
}

function dial(address: string, request: ConnectRequest): Promise<Result<Link, AddressFailure>> {
  const { port, serverName, fingerprint, signal } = request
  return new Promise((settle) => {
    if (signal.aborted) {
      settle(err('timed-out'))
      return
    }
    const socket = connectTls({
      host: address,
      port,
      servername: serverName,
      minVersion: 'TLSv1.3',
      maxVersion: 'TLSv1.3',
      // SECURITY: no authority knows these certificates; the fingerprint in the invitation decides, below.
      rejectUnauthorized: false,
    })
    const fail = (failure: AddressFailure) => {
      signal.removeEventListener('abort', onAbort)
      socket.destroy()
      settle(err(failure))
    }
    const onAbort = () => fail('timed-out')
    const onError = (cause: NodeJS.ErrnoException) => fail(addressFailureOf(cause.code))
    const onClose = () => fail('broken-off')
    signal.addEventListener('abort', onAbort, { once: true })
    // Stays: a socket that is given up may still report an error, and nobody else listens.
    socket.on('error', onError)
    socket.once('close', onClose)
    socket.once('secureConnect', () => {
      // SECURITY: nothing was written before this line (CON-4).
      if (!isNovice(socket, fingerprint)) {
        fail('wrong-certificate')
        return
      }
      signal.removeEventListener('abort', onAbort)
      socket.off('error', onError).off('close', onClose)
      settle(ok(createTlsLink(socket)))
    })
  })
}

function isNovice(socket: TLSSocket, fingerprint: Uint8Array): boolean {
  const certificate = socket.getPeerX509Certificate()
  if (certificate === undefined || socket.getProtocol() !== 'TLSv1.3' || socket.isSessionReused())
    return false
  const shown = fingerprintOf(certificate.raw)
  return shown.length === fingerprint.length && timingSafeEqual(shown, fingerprint)
}
