// Bench. Two network namespaces, each with its own loopback; gone afterwards with all that runs in them, whatever
// happens to us.

import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'

export type Namespace = {
  readonly name: string
  /** In front of a command that is to run in it; the process keeps its id. */
  readonly prefix: readonly string[]
}

export type Namespaces = {
  readonly novice: Namespace
  readonly expert: Namespace
  close(): Promise<void>
}

export const run = (command: string, ...args: readonly string[]): string =>
  execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })

/**
 * A shell that waits for the end of our pipe, which comes also when we are killed. It ends what is left in the
 * namespaces that we made, and nothing else.
 */
const GUARD = `trap '' INT TERM HUP; read -r _
for name in "$@"; do ip netns pids "$name" | xargs -r kill -9; ip netns delete "$name"; done`

/** Throws where namespaces cannot be made: without root, or without iproute2. */
export function openNamespaces(): Namespaces {
  const names = [`bench-${process.pid}-n`, `bench-${process.pid}-e`] as const
  const guard = spawn('sh', ['-c', GUARD, 'sh', ...names], { stdio: ['pipe', 'ignore', 'ignore'] })
  const gone = once(guard, 'exit')
  const close = async () => {
    guard.stdin.end()
    await gone
  }
  try {
    const [novice, expert] = [openNamespace(names[0]), openNamespace(names[1])]
    return { novice, expert, close }
  } catch (cause) {
    void close()
    throw cause
  }
}

function openNamespace(name: string): Namespace {
  run('ip', 'netns', 'add', name)
  const prefix = ['nsenter', `--net=/run/netns/${name}`, '--']
  run('ip', '-n', name, 'link', 'set', 'lo', 'up')
  // Neighbour discovery and the like would be counted as a session's bytes.
  run('nsenter', ...prefix.slice(1), 'sh', '-c', 'echo 1 >/proc/sys/net/ipv6/conf/default/disable_ipv6')
  return { name, prefix }
}
