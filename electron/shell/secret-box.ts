// Shell. Small secrets at rest, through the operating system's key store where there is one (TKT-10).

import { safeStorage } from 'electron/main'
import type { SecretBox } from '../services/ports.ts'

/** The first byte tells how the rest was sealed, so that a key store that appears later does no harm. */
const PLAIN = 0
const SEALED = 1

export const electronSecretBox: SecretBox = {
  seal: (plain) => {
    if (!safeStorage.isEncryptionAvailable()) return Uint8Array.of(PLAIN, ...plain)
    return Uint8Array.of(SEALED, ...safeStorage.encryptString(Buffer.from(plain).toString('base64')))
  },
  open: (sealed) => {
    const rest = sealed.subarray(1)
    if (sealed[0] === PLAIN) return rest
    return Buffer.from(safeStorage.decryptString(Buffer.from(rest)), 'base64')
  },
}
