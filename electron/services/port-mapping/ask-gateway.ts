// Services. One question to a gateway's port for NAT-PMP and PCP, asked again until an answer comes (RFC 6886, 3.1).

import { createSocket } from 'node:dgram'
import { GATEWAY_PORT } from '../../domain/port-mapping/nat-pmp.ts'

/** Then twice as long each time. */
const FIRST_WAIT_MS = 250
/** A gateway that is silent in one protocol leaves time for the others. */
const MAPPING_MS = 1000
/** SECURITY: a gateway that only talks nonsense is not listened to for longer. */
const MOST_ANSWERS = 16

export const patience = (signal: AbortSignal): AbortSignal =>
  AbortSignal.any([signal, AbortSignal.timeout(MAPPING_MS)])

export type Question<T> = {
  readonly gateway: string
  /** This computer's address towards it. */
  readonly own: string
  readonly packet: Uint8Array
  /** undefined: this datagram is not the answer; the next one may be. */
  read(answer: Uint8Array): T | undefined
}

/** `silence`: nobody listens there, or nobody answered before the signal. Never rejects. */
export function askGateway<T>(
  { gateway, own, packet, read }: Question<T>,
  signal: AbortSignal,
): Promise<T | 'silence' | 'nonsense'> {
  if (signal.aborted) return Promise.resolve('silence')
  return new Promise((resolve) => {
    const socket = createSocket('udp4')
    let timer: NodeJS.Timeout | undefined
    let answers = 0
    let over = false
    const finish = (result: T | 'silence' | 'nonsense') => {
      if (over) return
      over = true
      clearTimeout(timer)
      signal.removeEventListener('abort', silence)
      socket.close()
      resolve(result)
    }
    const silence = () => finish(answers === 0 ? 'silence' : 'nonsense')
    const ask = (wait: number) => {
      if (over) return
      socket.send(packet)
      timer = setTimeout(() => ask(wait * 2), wait)
    }
    // A port where nobody listens comes back as an error of the connected socket.
    socket.on('error', silence)
    socket.on('message', (answer) => {
      answers += 1
      const result = read(answer)
      if (result !== undefined) finish(result)
      else if (answers >= MOST_ANSWERS) finish('nonsense')
    })
    signal.addEventListener('abort', silence, { once: true })
    socket.bind({ address: own, port: 0, exclusive: true }, () => {
      // SECURITY: connected, the system hands over datagrams of the gateway's own port only.
      if (!over) socket.connect(GATEWAY_PORT, gateway, () => ask(FIRST_WAIT_MS))
    })
  })
}
