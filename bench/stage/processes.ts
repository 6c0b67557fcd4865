// Bench. What all processes below one of the apps use, from /proc: processor time, memory, the bytes of its connection.

import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

const TICKS_PER_SECOND = 100

type Stat = { readonly parent: number; readonly ticks: number }

/** The process and all that it started, however deep. */
export function familyOf(pid: number): readonly number[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? statOf(Number(name)) : undefined
    if (stat !== undefined) parents.set(Number(name), stat.parent)
  }
  const family = [pid]
  for (const member of family) {
    for (const [child, parent] of parents) if (parent === member) family.push(child)
  }
  return family
}

function statOf(pid: number): Stat | undefined {
  const text = readOrNothing(`/proc/${pid}/stat`)
  if (text === undefined) return undefined
  // The name in parentheses may hold anything, so the numbers are counted from its end.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) }
}

/** Seconds of processor time so far, of the family as it is now. */
export const cpuSeconds = (pid: number): number =>
  familyOf(pid).reduce((sum, member) => sum + (statOf(member)?.ticks ?? 0), 0) / TICKS_PER_SECOND

/** MB; shared pages are divided among those who share them (PSS). */
export const memoryMegabytes = (pid: number): number => megabytesOf(pid, /^Pss:\s+(\d+)/gm)

/** MB that nobody else shares (USS): does not change with what other programs share of the same libraries. */
export const ownMegabytes = (pid: number): number => megabytesOf(pid, /^Private_(?:Clean|Dirty):\s+(\d+)/gm)

function megabytesOf(pid: number, lines: RegExp): number {
  const kilobytes = familyOf(pid).flatMap((member) => {
    const text = readOrNothing(`/proc/${member}/smaps_rollup`) ?? ''
    return [...text.matchAll(lines)].map(([, count]) => Number(count))
  })
  return kilobytes.reduce((sum, count) => sum + count, 0) / 1000
}

export type Traffic = { readonly sent: number; readonly received: number }

/**
 * Payload bytes of the one TCP connection between two processes, as the kernel counts them: `sent` by `pid`.
 * Throws when there is no such connection, or when `ss` (iproute2) is missing.
 */
export function trafficOf(pid: number, peer: number): Traffic {
  const lines = execFileSync('ss', ['-tinpH', 'state', 'established'], { encoding: 'utf8' }).split(/\n(?=\S)/)
  const ends = lines.map((line) => {
    const [, , local = '', remote = ''] = line.trim().split(/\s+/)
    return { line, local: plain(local), remote: plain(remote) }
  })
  const theirs = ends.filter(({ line }) => line.includes(`pid=${peer},`))
  const ours = ends.find(
    ({ line, local, remote }) =>
      line.includes(`pid=${pid},`) &&
      theirs.some((other) => other.local === remote && other.remote === local),
  )
  if (ours === undefined) throw new Error('there is no connection between the two')
  const count = (name: string) => Number(new RegExp(`${name}:(\\d+)`).exec(ours.line)?.[1] ?? 0)
  return { sent: count('bytes_acked'), received: count('bytes_received') }
}

/** `[::ffff:127.0.0.1]:3389` and `127.0.0.1:3389` are one address. */
const plain = (address: string): string => address.replace('[::ffff:', '').replace(']:', ':').replace('[', '')

function readOrNothing(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    // The process ended meanwhile.
    return undefined
  }
}
