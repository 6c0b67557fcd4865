// Shell. The profile's key, sealed by the operating system's key store where there is one (TKT-10).

import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { safeStorage } from 'electron/main'
import type { Log } from '../services/ports.ts'

/** The first byte tells how the rest is kept, so that a key store that appears later does no harm. */
const PLAIN = 0
const SEALED = 1
const KEY_BYTES = 32

/**
 * 32 bytes, made at the first start. A key that cannot be opened any more (the key store was emptied, the file came from
 * another computer) is kept aside and replaced; what it sealed is then found damaged, and the person is told.
 */
export async function profileKey(file: string, log: Log): Promise<Uint8Array> {
  const kept = existsSync(file) ? await opened(readFileSync(file), log) : undefined
  if (kept?.byteLength === KEY_BYTES) return kept
  if (existsSync(file)) renameSync(file, `${file}.damaged`)
  const key = randomBytes(KEY_BYTES)
  writeFileSync(file, await sealed(key), { mode: 0o600, flush: true })
  return key
}

async function sealed(key: Buffer): Promise<Uint8Array> {
  // SECURITY: without a key store the file's mode is all that guards it; SPEC.md says so under TKT-10.
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return Buffer.concat([Uint8Array.of(PLAIN), key])
  return Buffer.concat([Uint8Array.of(SEALED), await safeStorage.encryptStringAsync(key.toString('base64'))])
}

async function opened(stored: Buffer, log: Log): Promise<Uint8Array | undefined> {
  if (stored[0] === PLAIN) return stored.subarray(1)
  return safeStorage.decryptStringAsync(stored.subarray(1)).then(
    ({ result }) => Buffer.from(result, 'base64'),
    (cause: unknown) => {
      log('the key of this profile cannot be opened', cause)
      return undefined
    },
  )
}
