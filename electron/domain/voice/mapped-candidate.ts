// Domain. The way to the novice's sound through a router that has mapped its port, as one more ICE candidate (RFC 8839, 5.1).

import type { MappedPort } from '../../../shared/network.ts'
import type { VoiceSignal } from '../../../shared/voice.ts'

/** RFC 8445, 5.1.2.1: the type preference of an address that a NAT gives. */
const SERVER_REFLEXIVE = 100

/** `candidate:FOUNDATION COMPONENT udp PRIORITY ADDRESS PORT typ host REST`; IPv4 only, as routers map nothing else. */
const HOST =
  /^(candidate:[\w+/]{1,32}) (\d{1,3}) udp (\d{1,10}) (\d{1,3}(?:\.\d{1,3}){3}) (\d{1,5}) typ host((?: [\w+/.-]{1,64})*)$/i

/**
 * What a page says, and after it the same candidate as routers let it in from outside. A signal that is no host
 * candidate on a mapped port stays alone.
 */
export function withMappedCandidates(
  signal: VoiceSignal,
  mapped: readonly MappedPort[],
): readonly VoiceSignal[] {
  if (signal.type !== 'candidate') return [signal]
  const [, foundation, component = '', priority, own, port, rest = ''] = HOST.exec(signal.candidate) ?? []
  if (foundation === undefined || own === undefined) return [signal]
  const outside = mapped
    .filter(({ transport, internalPort }) => transport === 'udp' && internalPort === Number(port))
    .map(({ external }, index): VoiceSignal => {
      const ranked = SERVER_REFLEXIVE * 2 ** 24 + (Number(priority) % 2 ** 24)
      // Another foundation, because it is of another type (RFC 8445, 5.1.1.3).
      const start = `${foundation}m${index} ${component} udp ${ranked} ${external.host} ${external.port}`
      return { ...signal, candidate: `${start} typ srflx raddr ${own} rport ${port ?? ''}${rest}` }
    })
  return [signal, ...outside]
}
