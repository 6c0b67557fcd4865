// Services. What services ask of the world around them; main.ts hands in the real ones, tests their own.

import { uptime } from 'node:os'

/**
 * `now` is the wall clock (epoch ms); `monotonic` never goes back while the process runs (ms). `uptime` is how long the
 * computer has been on, sleep included (ms): nobody can set it back, and it goes on while the program is not running.
 */
export type Clock = { now(): number; monotonic(): number; uptime?(): number }

/**
 * Runs `fire` once after `ms`; the returned function cancels it. What is only looked at now and then must not keep the
 * process alive: `beside`.
 */
export type Timers = { after(ms: number, fire: () => void, how?: 'beside'): () => void }

/** Encrypts small secrets at rest with the operating system's key store where there is one (TKT-10). */
export type SecretBox = { seal(plain: Uint8Array): Uint8Array; open(sealed: Uint8Array): Uint8Array }

/** The program's own log for developers: never a secret, never a password. */
export type Log = (message: string, details?: unknown) => void

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  uptime: () => uptime() * 1000,
}

export const systemTimers: Timers = {
  after: (ms, fire, how) => {
    const timer = setTimeout(fire, ms)
    if (how === 'beside') timer.unref()
    return () => clearTimeout(timer)
  },
}
