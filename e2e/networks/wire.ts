// Test networks. What the kernel knows of the connections of the network this process is in.

import { readFileSync } from 'node:fs'

/** Bytes that came in over all devices but loopback. */
export const arrived = (): number =>
  readFileSync('/proc/self/net/dev', 'utf8')
    .split('\n')
    .flatMap((line) => /^\s*(?!lo:)\w+:\s*(\d+)/.exec(line)?.[1] ?? [])
    .reduce((sum, bytes) => sum + Number(bytes), 0)

/** Bytes of all connections that the other end does not have yet, or has not said so. */
export const unanswered = (): number =>
  ['tcp', 'tcp6']
    .flatMap((family) => readFileSync(`/proc/self/net/${family}`, 'utf8').split('\n').slice(1))
    .reduce((sum, line) => sum + Number.parseInt(/ 01 ([0-9A-F]{8}):/.exec(line)?.[1] ?? '0', 16), 0)
