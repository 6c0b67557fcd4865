// Services. Marks a received file as coming from outside, in the way this system looks for (SES-3): Windows warns before
// it opens one (SmartScreen, Protected View), macOS's Gatekeeper checks it. No system of Linux heeds a mark; there a file
// that is not executable does not run, and ours never are.

import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import type { Log } from '../ports.ts'

export type Marking = (path: string, log: Log) => Promise<void>

const run = promisify(execFile)

/** URLZONE_INTERNET in the stream that Attachment Execution Service writes ([MS-FSCC] 5.6.1). */
export const ZONE_IDENTIFIER = '[ZoneTransfer]\r\nZoneId=3\r\n'

/** Flags (downloaded, not yet approved), seconds in hexadecimal, the program, an id. */
export const quarantineValue = (now: number, id: string): string =>
  `0081;${Math.floor(now / 1000).toString(16)};Help and Support;${id}`

/** A disk that cannot hold the mark (a memory stick with FAT) holds the file all the same, as browsers do it. */
export const markFor =
  (platform: NodeJS.Platform): Marking =>
  async (path, log) => {
    try {
      if (platform === 'win32') await writeFile(`${path}:Zone.Identifier`, ZONE_IDENTIFIER)
      if (platform === 'darwin')
        await run('/usr/bin/xattr', [
          '-w',
          'com.apple.quarantine',
          quarantineValue(Date.now(), randomUUID()),
          path,
        ])
    } catch (cause) {
      log('a received file could not be marked', cause)
    }
  }

export const markReceived: Marking = markFor(process.platform)
