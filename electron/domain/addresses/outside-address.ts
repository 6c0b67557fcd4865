// Domain. "Address of this computer from outside" as a user types it: `host` or `host:port`.

import { formatAddress, isHost, isIpv4, isIpv6, parseAddress } from '../invitation/address.ts'
import { addressKind, isLinkLocal, isLoopback, isUniqueLocal } from './address-kind.ts'

/** `port` null: the one on which Terminal Services listens. */
export type OutsideAddress = { readonly host: string; readonly port: number | null }

/** Undefined for anything that is no address, and for one that leads nowhere from another computer. */
export function parseOutsideAddress(typed: string): OutsideAddress | undefined {
  const text = typed.trim()
  const read = bare(text) ?? parseAddress(text)
  return read && leadsSomewhere(read.host) ? read : undefined
}

/** The opposite of `parseOutsideAddress`. */
export function formatOutsideAddress({ host, port }: OutsideAddress): string {
  return port === null ? host : formatAddress({ host, port })
}

/** Without a port; an IPv6 address with brackets or without. A colon in it is never taken for the one before a port. */
function bare(text: string): OutsideAddress | undefined {
  const host = /^\[(.*)\]$/.exec(text)?.[1] ?? text
  return isHost(host) ? { host, port: null } : undefined
}

/** False for what another computer would look for in itself, on its own wire, or nowhere. */
export function leadsSomewhere(host: string): boolean {
  if (isLoopback(host) || isLinkLocal(host) || host.includes('%')) return false
  if (isIpv4(host)) return !host.startsWith('0.') && Number(host.split('.')[0]) < 224
  if (isIpv6(host)) return addressKind(host) === 'internet' || isUniqueLocal(host)
  return host.toLowerCase() !== 'localhost'
}
