// Test host: one running app for each user-data folder. The lock is a socket without a file (Linux' abstract names), so a
// killed process leaves none behind.

import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { type Server, createServer } from 'node:net'

export type SecondStart = { readonly argv: string[]; readonly cwd: string; readonly data: unknown }

// Electron hands the arguments over before the call returns, so this waits for another small process.
const HAND_OVER = `
const socket = require('node:net').connect(process.env.HOST_LOCK.replace('@', '\\0'), () => socket.end(process.env.HOST_HANDOVER))
socket.resume()
socket.on('error', () => process.exit(1))
`

let server: Server | null = null

const nameOf = (userData: string): string =>
  `help-host-${createHash('sha256').update(userData).digest('hex').slice(0, 32)}`

/** False when another process holds the lock of this folder; `onSecond` then runs over there. */
export function takeLock(userData: string, data: unknown, onSecond: (start: SecondStart) => void): boolean {
  if (server) return true
  const name = nameOf(userData)
  const own = createServer({ allowHalfOpen: true }, (socket) => {
    let text = ''
    socket.setEncoding('utf8')
    socket.on('data', (chunk: string) => (text += chunk))
    socket.on('end', () => {
      socket.end('taken')
      onSecond(JSON.parse(text) as SecondStart)
    })
    socket.on('error', () => socket.destroy())
  })
  own.on('error', () => 'somebody else holds it; `listening` below says so')
  // For a local socket Node binds before `listen` returns.
  own.listen(`\0${name}`)
  if (own.listening) {
    server = own
    own.unref()
    return true
  }
  const start: SecondStart = { argv: process.argv, cwd: process.cwd(), data }
  execFileSync(process.execPath, ['-e', HAND_OVER], {
    env: { HOST_LOCK: `@${name}`, HOST_HANDOVER: JSON.stringify(start) },
    stdio: 'ignore',
    timeout: 10_000,
  })
  return false
}

export function releaseLock(): void {
  server?.close()
  server = null
}

export const holdsLock = (): boolean => server !== null
