// Services. The connections that nobody has let in yet: who finds a place, who has to go, how often one may knock.

import type { Socket } from 'node:net'
import { networkOf } from '../../domain/addresses/network-of.ts'
import { createTurnstile, KNOCK_MS } from '../../domain/admission/turnstile.ts'
import { placeFor } from '../../domain/admission/waiting-room.ts'
import type { Waiting } from '../../domain/admission/waiting-room.ts'
import type { Timers } from '../ports.ts'

/** Sockets are named by `keyOf`, because Node shows the TCP socket and the TLS socket over it as two objects. */
export type Guests = {
  /** SECURITY: nobody costs more than this before a ticket was proved (ADM-3); false: no place for this one. */
  sitDown(socket: Socket): boolean
  /**
   * The handshake is done, and this is the TLS socket. What gives the place back; undefined: hung up on in the meantime, or
   * never counted.
   */
  shakeHands(socket: Socket): (() => void) | undefined
  sockets(): readonly Socket[]
  stop(): void
}

type Guest = Waiting & { readonly key: string; readonly socket: Socket }

export function createGuests(timers: Timers): Guests {
  /** The oldest first. */
  const waiting = new Map<string, Guest>()
  const knocks = countKnocks(timers)
  return {
    sitDown: (socket) => {
      const network = networkOf(socket.remoteAddress ?? '')
      const place = knocks.pass(network)
        ? placeFor(network, [...waiting.values()])
        : { kind: 'none' as const }
      if (place.kind === 'none') return false
      if (place.kind === 'taken') {
        waiting.delete(place.from.key)
        place.from.socket.destroy()
      }
      const key = keyOf(socket)
      waiting.set(key, { network, shaken: false, key, socket })
      socket.once('close', () => {
        if (waiting.get(key)?.socket === socket) waiting.delete(key)
      })
      return true
    },
    shakeHands: (socket) => {
      const key = keyOf(socket)
      const guest = waiting.get(key)
      if (guest === undefined) return undefined
      // A key that is there keeps its place in the order.
      waiting.set(key, { ...guest, shaken: true, socket })
      const leave = () => void waiting.delete(key)
      socket.once('close', leave)
      return leave
    },
    sockets: () => [...waiting.values()].map(({ socket }) => socket),
    stop: knocks.stop,
  }
}

const keyOf = (socket: Socket): string =>
  [socket.remoteAddress, socket.remotePort, socket.localAddress].map(String).join(' ')

/** Runs a timer while there is something to forgive, and none otherwise. */
function countKnocks(timers: Timers): { pass(network: string): boolean; stop(): void } {
  const turnstile = createTurnstile()
  let cancel: (() => void) | undefined
  const forgive = () => {
    turnstile.second()
    cancel = turnstile.isEmpty() ? undefined : timers.after(KNOCK_MS, forgive, 'beside')
  }
  return {
    pass: (network) => {
      const passes = turnstile.passes(network)
      cancel ??= timers.after(KNOCK_MS, forgive, 'beside')
      return passes
    },
    stop: () => cancel?.(),
  }
}
