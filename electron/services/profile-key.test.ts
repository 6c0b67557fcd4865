import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isKeyStore, profileKey } from './profile-key.ts'
import type { KeyStore } from './profile-key.ts'
import { testBox } from './ticket-store/testing/fixtures.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'profile-key-'))
  file = join(folder, 'profile.key')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const logged: string[] = []
const log = (message: string) => void logged.push(message)

function keyStore(password: string): KeyStore {
  const box = testBox(password)
  return {
    isThere: () => Promise.resolve(true),
    seal: (text) => Promise.resolve(box.seal(Buffer.from(text))),
    open: (sealed) => new Promise((done) => done(Buffer.from(box.open(sealed)).toString())),
  }
}
const none: KeyStore = {
  isThere: () => Promise.resolve(false),
  seal: () => Promise.reject(new Error('no key store')),
  open: () => Promise.reject(new Error('no key store')),
}

/** Whether the file holds the key as it is, in bytes or as text. */
const shows = (key: Uint8Array): boolean => {
  const content = readFileSync(file)
  const text = Buffer.from(key)
  return (
    content.includes(text) ||
    content.includes(text.toString('base64')) ||
    content.includes(text.toString('hex'))
  )
}

describe('[TKT-10] the key of a profile', () => {
  it('is sealed by the key store, the same at every start, and its user’s only', async () => {
    const first = await profileKey(file, keyStore('a'), log)
    expect(first.sealed).toBe(true)
    expect(first.key).toHaveLength(32)
    expect(shows(first.key)).toBe(false)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(await profileKey(file, keyStore('a'), log)).toEqual(first)
    expect(readdirSync(folder)).toEqual(['profile.key'])
  })

  it('says that it lies open where there is no key store, and is sealed as soon as there is one', async () => {
    const open = await profileKey(file, none, log)
    expect(open.sealed).toBe(false)
    expect(shows(open.key)).toBe(true)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(await profileKey(file, none, log)).toEqual(open)
    const later = await profileKey(file, keyStore('a'), log)
    expect(later.sealed).toBe(true)
    expect(Buffer.compare(later.key, open.key)).toBe(0)
    expect(shows(open.key)).toBe(false)
  })

  it('that can be opened no more is kept aside, and the log says why without saying what', async () => {
    const lost = await profileKey(file, keyStore('a'), log)
    logged.length = 0
    const next = await profileKey(file, keyStore('another computer'), log)
    expect(Buffer.compare(next.key, lost.key)).not.toBe(0)
    expect(readdirSync(folder).sort()).toEqual(['profile.key', 'profile.key.damaged'])
    expect(logged).toEqual(['the key of this profile cannot be opened'])
  })

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['half a key', Buffer.concat([Buffer.of(0), Buffer.alloc(16)])],
    ['a kind that is not known', Buffer.concat([Buffer.of(9), Buffer.alloc(32)])],
  ])('is made anew when the file holds %s', async (_, content) => {
    writeFileSync(file, content)
    expect((await profileKey(file, none, log)).key).toHaveLength(32)
    expect(readFileSync(`${file}.damaged`)).toEqual(content)
  })

  it('a password that stands in Chromium’s source is no key store', () => {
    for (const backend of ['basic_text', 'unknown', undefined])
      expect(isKeyStore('linux', backend)).toBe(false)
    for (const backend of ['gnome_libsecret', 'kwallet6']) expect(isKeyStore('linux', backend)).toBe(true)
    expect(isKeyStore('win32', undefined)).toBe(true)
    expect(isKeyStore('darwin', undefined)).toBe(true)
  })
})
