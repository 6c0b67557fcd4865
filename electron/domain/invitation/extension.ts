// Domain. The one attribute of ours (INV-9): what a connection between two copies of this program needs beyond XP's
// fields. It reads `version=1;fingerprint=sha256:<hex>;secret=<hex>;addresses=[2001:db8::1]:3389,…` in a text editor.

import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { formatAddress } from './address.ts'
import { parseAddressList } from './connection-string.ts'
import type { Address, Extension } from './invitation.ts'

/** Other readers ignore it. */
export const EXTENSION_ATTRIBUTE = 'HelpAndSupport'

export type ExtensionFields = { readonly extension: Extension; readonly addresses: readonly Address[] }

/** What this program writes and understands. */
const VERSION = 1

const PATTERN = /^version=1;fingerprint=sha256:([\da-f]{64});secret=([\da-f]{64})(?:;addresses=(.*))?$/i

/**
 * Whether a later version of this program wrote the attribute's value, whatever else that version puts there.
 * SECURITY: a reason to say so and to open nothing; what is in the file is not looked at any further.
 */
export function isOfNewerVersion(text: string): boolean {
  const [, version] = /^version=([1-9]\d{0,5})(?:;|$)/i.exec(text) ?? []
  return version !== undefined && Number(version) > VERSION
}

/** Reads the attribute's value, which holds no white space. Undefined for another version and anything malformed. */
export function parseExtension(text: string): ExtensionFields | undefined {
  const [, fingerprint, secret, list = ''] = PATTERN.exec(text) ?? []
  const addresses = parseAddressList(list, ',')
  if (fingerprint === undefined || secret === undefined || addresses === undefined) return undefined
  return {
    extension: { version: 1, fingerprint: hexToBytes(fingerprint), secret: hexToBytes(secret) },
    addresses,
  }
}

/** The opposite of `parseExtension`. */
export function formatExtension({ extension, addresses }: ExtensionFields): string {
  const { version, fingerprint, secret } = extension
  const list = addresses.map(formatAddress).join(',')
  const fields = [
    `version=${version}`,
    `fingerprint=sha256:${bytesToHex(fingerprint)}`,
    `secret=${bytesToHex(secret)}`,
  ]
  return [...fields, ...(list === '' ? [] : [`addresses=${list}`])].join(';')
}
