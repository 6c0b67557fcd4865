// Shell. Why the program could not start, in a sentence with a way out; the system's own words stand below it.

import { statfsSync } from 'node:fs'
import type { Wording } from './wording.ts'

const FULL_CODES = ['ENOSPC', 'EDQUOT']
const NOT_WRITABLE_CODES = ['EROFS', 'EACCES', 'EPERM']
// SQLite's primary result codes (https://sqlite.org/rescode.html).
const SQLITE = { readOnly: 8, full: 13, cannotOpen: 14 }
/** With less than this SQLite makes no database; it says "I/O error" when it finds out late. */
const ROOM_TO_START = 64 * 1024

/** `folder`: the profile's. `room`: bytes that are free there. */
export function startFailureText(
  cause: unknown,
  words: Pick<Wording, 'startDiskFull' | 'startNotWritable'>,
  folder: string,
  room = roomIn(folder),
): string {
  const reason = cause instanceof Error ? cause.message : String(cause)
  switch (kindOf(cause, room)) {
    case 'disk-full':
      return `${words.startDiskFull}\n${folder}\n\n${reason}`
    case 'not-writable':
      return `${words.startNotWritable}\n${folder}\n\n${reason}`
    case 'other':
      return reason
  }
}

function kindOf(cause: unknown, room: number): 'disk-full' | 'not-writable' | 'other' {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const sqlite = cause instanceof Error && 'errcode' in cause ? Number(cause.errcode) & 0xff : 0
  const isFull = FULL_CODES.includes(code) || sqlite === SQLITE.full
  if (isFull || (sqlite !== 0 && room < ROOM_TO_START)) return 'disk-full'
  const isNotWritable = NOT_WRITABLE_CODES.includes(code)
  if (isNotWritable || sqlite === SQLITE.readOnly || sqlite === SQLITE.cannotOpen) return 'not-writable'
  return 'other'
}

function roomIn(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize
  } catch {
    // No folder, no answer: nothing is concluded from its room.
    return Infinity
  }
}
