// Test host: tells a running Chromium what a second start of it would, through the socket that such a start uses. The start
// itself, processes and all, costs more than the window that it asks for.

import { readlinkSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'

/** Resolves with whether Chromium has heard; `words` are those of its command line. */
export function tellChromium(profile: string, words: readonly string[]): Promise<boolean> {
  return new Promise((heard) => {
    const socket = connect({ path: socketOf(profile), allowHalfOpen: true })
    let answer = ''
    socket.setEncoding('latin1').on('data', (text: string) => (answer += text))
    socket.once('error', () => heard(false))
    socket.once('close', () => heard(answer.startsWith('ACK')))
    socket.once('end', () => socket.destroy())
    // It reads until we have nothing more to say.
    socket.end(['START', process.cwd(), ...words].join('\0'))
  })
}

/** The link in the profile is too long for a socket's address; where it leads to is not. */
function socketOf(profile: string): string {
  const link = join(profile, 'SingletonSocket')
  try {
    return readlinkSync(link)
  } catch {
    return link
  }
}
