// Services. The profile's key, sealed by the operating system's key store where there is one (TKT-10).

import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { Log } from './ports.ts'

export type KeyStore = {
  isThere(): Promise<boolean>
  seal(text: string): Promise<Uint8Array>
  /** Rejects what it did not seal, or can open no more. */
  open(sealed: Uint8Array): Promise<string>
}

export type ProfileKey = {
  readonly key: Uint8Array
  /** The file holds nothing that could be used without the system's key store. */
  readonly sealed: boolean
}

/** The first byte tells how the rest is kept. */
const PLAIN = 0
const SEALED = 1
const KEY_BYTES = 32

/**
 * SECURITY: without a key ring Chromium on Linux encrypts with a password that stands in its source (`basic_text`), and calls that
 * available. It is no key store.
 */
export const isKeyStore = (platform: NodeJS.Platform, backend: string | undefined): boolean =>
  platform !== 'linux' || (backend !== undefined && backend !== 'basic_text' && backend !== 'unknown')

/**
 * 32 bytes, made at the first start. A key that lies open is sealed as soon as there is a key store. One that cannot be opened any
 * more (the key store was emptied, the file came from another computer) is kept aside and replaced; what it sealed is then found
 * damaged, and the person is told.
 */
export async function profileKey(file: string, store: KeyStore, log: Log): Promise<ProfileKey> {
  const stored = existsSync(file) ? readFileSync(file) : undefined
  const kept = stored && (await opened(stored, store, log))
  if (stored && kept?.byteLength === KEY_BYTES) {
    if (stored[0] === SEALED) return { key: kept, sealed: true }
    return (await store.isThere()) ? writeKey(file, kept, store) : { key: kept, sealed: false }
  }
  if (stored) renameSync(file, `${file}.damaged`)
  return writeKey(file, randomBytes(KEY_BYTES), store)
}

/** Old or new, never half: without its key all that it sealed is lost. */
async function writeKey(file: string, key: Buffer, store: KeyStore): Promise<ProfileKey> {
  // SECURITY: without a key store the file's mode is all that guards it; Tools says so.
  const sealed = await store.isThere()
  const content = sealed ? await store.seal(key.toString('base64')) : key
  const draft = `${file}.new`
  writeFileSync(draft, Buffer.concat([Uint8Array.of(sealed ? SEALED : PLAIN), content]), {
    mode: 0o600,
    flush: true,
  })
  renameSync(draft, file)
  return { key, sealed }
}

async function opened(stored: Buffer, store: KeyStore, log: Log): Promise<Buffer | undefined> {
  if (stored[0] === PLAIN) return stored.subarray(1)
  return store.open(stored.subarray(1)).then(
    (text) => Buffer.from(text, 'base64'),
    (cause: unknown) => {
      log('the key of this profile cannot be opened', cause)
      return undefined
    },
  )
}
