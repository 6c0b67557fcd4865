// Test networks. Computers and cables of our own: Linux network namespaces, that exist while a test needs them. Nothing in
// them reaches the network of this machine.

import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'

const TOOLS = ['ip', 'nft', 'miniupnpd', 'upnpc', 'sysctl']

/** What keeps networks from being made here; undefined when they can be. */
export function whyNoNetworks(): string | undefined {
  if (process.platform !== 'linux') return 'network namespaces are Linux only'
  if (process.getuid?.() !== 0) return 'only root may make network namespaces'
  const missing = TOOLS.filter((tool) => spawnSync('which', [tool], { env: withSbin }).status !== 0)
  if (missing.length > 0) return `not installed: ${missing.join(', ')} (scripts/system-packages.mjs)`
  const name = `${PREFIX}try`
  const made = spawnSync('ip', ['netns', 'add', name], { env: withSbin, encoding: 'utf8' })
  if (made.status !== 0) return `a network namespace cannot be made here: ${made.stderr.trim()}`
  const rules = spawnSync('ip', ['netns', 'exec', name, 'nft', 'list', 'ruleset'], { env: withSbin })
  spawnSync('ip', ['netns', 'del', name], { env: withSbin })
  return rules.status === 0 ? undefined : 'nftables does not work here'
}

const withSbin = { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin` }
const MARK = 'helptest'
const PREFIX = `${MARK}${process.pid}-`

export type Host = {
  /** Stands in front of a command that is to run there. */
  readonly prefix: readonly string[]
  /** Runs to the end and gives back what was written; throws with it when the command fails. */
  run(command: string, ...args: readonly string[]): string
  /** As `run`, whatever the exit code. */
  attempt(command: string, ...args: readonly string[]): string
  /** Runs until the network is cleared. */
  start(command: string, ...args: readonly string[]): ChildProcess
}

export type Networks = {
  host(name: string): Host
  /** What `ip` is told, one call for each line; `@name` stands for a host's namespace. */
  wire(...lines: readonly string[]): void
  /** Ends every process that was started and takes all hosts away. */
  clear(): Promise<void>
}

let opened = 0

export function openNetworks(): Networks {
  sweep()
  const prefix = `${PREFIX}${(opened += 1)}-`
  const names = new Set<string>()
  const running = new Set<ChildProcess>()
  const takeAway = () => {
    for (const child of running) child.kill('SIGKILL')
    for (const name of names) spawnSync('ip', ['netns', 'del', name], { env: withSbin })
    names.clear()
  }
  process.once('exit', takeAway)

  function host(name: string): Host {
    const namespace = prefix + name
    if (!names.has(namespace)) {
      ip('netns', 'add', namespace)
      names.add(namespace)
      ip('-n', namespace, 'link', 'set', 'lo', 'up')
    }
    const inside = (command: string, args: readonly string[]) => [
      'netns',
      'exec',
      namespace,
      command,
      ...args,
    ]
    return {
      prefix: ['ip', 'netns', 'exec', namespace],
      run: (command, ...args) => ip(...inside(command, args)),
      attempt: (command, ...args) => {
        const { stdout, stderr } = spawnSync('ip', inside(command, args), { env: withSbin, encoding: 'utf8' })
        return stdout + stderr
      },
      start: (command, ...args) => {
        const child = spawn('ip', inside(command, args), { env: withSbin, stdio: ['pipe', 'pipe', 'pipe'] })
        running.add(child)
        child.once('exit', () => running.delete(child))
        return child
      },
    }
  }

  return {
    host,
    wire: (...lines) => {
      for (const line of lines) ip(...line.replaceAll('@', prefix).trim().split(/\s+/))
    },
    clear: async () => {
      const gone = [...running].map((child) => once(child, 'exit'))
      takeAway()
      await Promise.all(gone)
      process.off('exit', takeAway)
    },
  }
}

const ip = (...args: readonly string[]): string =>
  execFileSync('ip', args, { env: withSbin, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })

/** What a run that was killed has left. */
function sweep(): void {
  for (const [name, pid] of ip('netns', 'list').matchAll(new RegExp(`^${MARK}(\\d+)-\\S+`, 'gm')))
    if (!existsSync(`/proc/${pid ?? ''}`)) spawnSync('ip', ['netns', 'del', name], { env: withSbin })
}
