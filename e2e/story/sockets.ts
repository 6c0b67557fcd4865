// End to end. Which network sockets the processes of an app have, as the system tells.

import { execFileSync } from 'node:child_process'

/** The app's process and all below it. */
export function family(pid: number): ReadonlySet<number> {
  const table = execFileSync('ps', ['-e', '-o', 'pid=,ppid=']).toString()
  const pairs = table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
  const members = new Set([pid])
  for (let size = 0; size !== members.size;) {
    size = members.size
    for (const [child = 0, parent = 0] of pairs) if (members.has(parent)) members.add(child)
  }
  return members
}

/** Local addresses (`listen`) or peers (`established`) of an app's TCP sockets, as `ss` writes them. */
export function socketsOf(pid: number, state: 'listening' | 'established'): readonly string[] {
  const members = family(pid)
  return execFileSync('ss', ['-tnpH', 'state', state])
    .toString()
    .split('\n')
    .filter((line) => [...line.matchAll(/pid=(\d+)/g)].some(([, owner]) => members.has(Number(owner))))
    .map((line) => line.trim().split(/\s+/)[state === 'listening' ? 2 : 3] ?? '')
}

/** The stand-in talks to its Chromium over loopback; nobody else can. */
export const isLoopback = (address: string): boolean =>
  /^(127\.0\.0\.1|\[::1\]|\[::ffff:127\.0\.0\.1\]):/.test(address)
