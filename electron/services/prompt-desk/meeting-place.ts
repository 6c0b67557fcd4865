// Services. Where a prompt desk finds the program: a note in the profile's folder names the local socket and its token.

import { randomBytes } from 'node:crypto'
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const note = z.strictObject({
  version: z.literal(1),
  endpoint: z.string().max(1000),
  token: z.string().max(200),
})

export type MeetingPlace = { readonly endpoint: string; readonly token: string }

const noteIn = (folder: string) => join(folder, 'prompt-desk.json')

/**
 * A new place and a new token for this run.
 * SECURITY: everybody may see the names of Windows' pipes and open them for reading, so the name alone lets nobody in: the
 * token does, and only who may read the profile's folder (0700) and the note (0600) has it.
 */
export function newMeetingPlace(folder: string, platform: string): MeetingPlace {
  const random = (bytes: number) => randomBytes(bytes).toString('base64url')
  const endpoint =
    platform === 'win32' ? `\\\\.\\pipe\\help-and-support-${random(16)}` : join(folder, 'prompt-desk.sock')
  return { endpoint, token: random(32) }
}

/** Call once the endpoint listens. Throws the system's error. */
export function announce(folder: string, place: MeetingPlace): void {
  const fresh = `${noteIn(folder)}.new`
  // What a crash left could have other rights than ours.
  rmSync(fresh, { force: true })
  writeFileSync(fresh, JSON.stringify({ version: 1, ...place }), { mode: 0o600, flag: 'wx' })
  renameSync(fresh, noteIn(folder))
}

export const withdraw = (folder: string): void => rmSync(noteIn(folder), { force: true })

/** Undefined: no program has announced itself here, or not yet. */
export function readMeetingPlace(folder: string): MeetingPlace | undefined {
  try {
    const read = note.parse(JSON.parse(readFileSync(noteIn(folder), 'utf8')))
    return { endpoint: read.endpoint, token: read.token }
  } catch {
    // Missing, half written by something else or of another version: all the same, nobody to talk to.
    return undefined
  }
}
