// Services. A UDP port for the sound, so that a router can be told which one it is.

import { createSocket } from 'node:dgram'

/** One that nobody uses at this moment; undefined when there is none to be had. Never rejects. */
export function findVoicePort(): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createSocket('udp4')
    probe.once('error', () => {
      probe.close()
      resolve(undefined)
    })
    probe.bind(0, () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })
}
