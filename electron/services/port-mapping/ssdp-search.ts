// Services. Asks one network for UPnP gateways and tells each answer once.

import { createSocket } from 'node:dgram'
import type { OwnAddress } from '../../domain/port-mapping/default-gateways.ts'
import { isNeighbour } from '../../domain/port-mapping/external-address.ts'
import {
  ANSWER_WITHIN_S,
  parseSearchAnswer,
  searchMessage,
  searchTargets,
  SSDP_ANSWER_LIMIT,
  SSDP_GROUP,
  SSDP_PORT,
} from '../../domain/port-mapping/ssdp.ts'
import type { SearchAnswer } from '../../domain/port-mapping/ssdp.ts'

/** Multicast gets lost, so it is said twice. */
const AGAIN_MS = 300
const SEARCH_MS = ANSWER_WITHIN_S * 1000 + 200
/** SECURITY: one network has not more gateways, and nobody can keep this program busy with answers. */
const MOST_ANSWERS = 64
const MOST_GATEWAYS = 8

type Told = (sender: string, answer: Exclude<SearchAnswer, { readonly kind: 'not-for-us' }>) => void

/** Resolves when the time for answers is over, or with the signal. Never rejects. */
export function searchNetwork(own: OwnAddress, told: Told, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    const socket = createSocket('udp4')
    const timers: NodeJS.Timeout[] = []
    const known = new Set<string>()
    let answers = 0
    let over = false
    const finish = () => {
      if (over) return
      over = true
      timers.forEach(clearTimeout)
      signal.removeEventListener('abort', finish)
      socket.close()
      resolve()
    }
    const say = () => {
      for (const target of searchTargets) socket.send(searchMessage(target), SSDP_PORT, SSDP_GROUP)
    }
    // An interface that is just going down has nobody to tell.
    socket.on('error', finish)
    socket.on('message', (bytes, { address }) => {
      answers += 1
      if (answers > MOST_ANSWERS) {
        finish()
        return
      }
      // SECURITY: a gateway is a neighbour; from anywhere else an answer is somebody's guess.
      const isPlausible = isNeighbour(address, own.address, own.netmask) && bytes.length <= SSDP_ANSWER_LIMIT
      const answer = isPlausible ? parseSearchAnswer(bytes.toString('latin1'), address) : undefined
      if (answer === undefined || answer.kind === 'not-for-us') return
      const key = `${address} ${JSON.stringify(answer)}`
      if (known.has(key) || known.size >= MOST_GATEWAYS) return
      known.add(key)
      told(address, answer)
    })
    signal.addEventListener('abort', finish, { once: true })
    socket.bind({ address: own.address, port: 0, exclusive: true }, () => {
      if (over) return
      try {
        socket.setMulticastInterface(own.address)
        socket.setMulticastTTL(2)
      } catch {
        // The address is gone since the interfaces were listed.
        finish()
        return
      }
      say()
      timers.push(setTimeout(say, AGAIN_MS), setTimeout(finish, SEARCH_MS))
    })
  })
}
