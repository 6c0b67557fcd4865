import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { markFor, quarantineValue } from './mark-of-the-web.ts'

it('[SES-3] Windows: the stream that says "from the Internet"', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mark-'))
  const path = join(folder, 'a.exe')
  writeFileSync(path, '')
  await markFor('win32')(path, () => undefined)
  // Elsewhere a stream is a file with a colon in its name; the same call writes the stream on NTFS.
  expect(readFileSync(`${path}:Zone.Identifier`, 'utf8')).toBe('[ZoneTransfer]\r\nZoneId=3\r\n')
  rmSync(folder, { recursive: true })
})

it('[SES-3] macOS: the quarantine attribute that Gatekeeper reads', () => {
  expect(quarantineValue(1_700_000_000_000, 'ID')).toBe('0081;6553f100;Help and Support;ID')
})

it('a disk that cannot hold the mark holds the file, and the log says so', async () => {
  const log: string[] = []
  await markFor('win32')('/nowhere/a', (message) => log.push(message))
  expect(log).toEqual(['a received file could not be marked'])
})
