// Tests. Two network namespaces that know nothing but each other; tun-line.ts is the line between them.

import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

export type Namespaces = {
  readonly server: string
  readonly client: string
  remove(): void
}

export const SERVER_ADDRESS = '10.77.0.1'

const ip = (...args: readonly string[]) =>
  execFileSync('ip', args, { stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' })

/** The words in front of a command that is to run in a namespace. */
export const into = (space: string): readonly string[] => ['ip', 'netns', 'exec', space]

/** Why there can be no such line on this computer; undefined: there can. */
export function whyNoLine(): string | undefined {
  if (process.platform !== 'linux') return 'network namespaces are Linux’s'
  if (process.getuid?.() !== 0) return 'network namespaces need root'
  if (!existsSync('/dev/net/tun')) return 'this kernel has no TUN devices'
  if (spawnSync('ip', ['-V']).error !== undefined) return 'ip is missing (Debian: iproute2)'
  const probe = `hs-probe-${process.pid}`
  try {
    ip('netns', 'add', probe)
    return undefined
  } catch (cause) {
    return `no network namespace can be made: ${String(cause).split('\n')[0] ?? ''}`
  } finally {
    spawnSync('ip', ['netns', 'del', probe])
  }
}

let made = 0

export function createNamespaces(): Namespaces {
  made += 1
  const [server, client] = [`hs-s-${process.pid}-${made}`, `hs-c-${process.pid}-${made}`]
  const remove = () => {
    for (const space of [server, client]) spawnSync('ip', ['netns', 'del', space])
  }
  try {
    for (const space of [server, client]) {
      ip('netns', 'add', space)
      ip('-n', space, 'link', 'set', 'lo', 'up')
    }
  } catch (cause) {
    remove()
    throw cause
  }
  return { server, client, remove }
}
