import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MappedPort } from '../../../shared/network.ts'
import { withMappedCandidates } from './mapped-candidate.ts'

const mapped: MappedPort = {
  transport: 'udp',
  internalPort: 46_243,
  external: { host: '11.22.33.1', port: 50_001 },
  until: 1,
}
const candidate = (text: string) => ({ type: 'candidate', candidate: text, mid: '0' }) as const
// As Chromium writes it.
const host =
  'candidate:1467250027 1 udp 2122260223 192.168.77.10 46243 typ host generation 0 ufrag AbC+ network-id 1'

describe('a mapped candidate', () => {
  it('[NET-2] follows the one that the page has said', () => {
    expect(withMappedCandidates(candidate(host), [mapped])).toEqual([
      candidate(host),
      candidate(
        'candidate:1467250027m0 1 udp 1686052607 11.22.33.1 50001 typ srflx raddr 192.168.77.10 rport 46243 generation 0 ufrag AbC+ network-id 1',
      ),
    ])
  })

  it.each([
    ['another port', host.replace('46243', '46244')],
    ['TCP', host.replace(' udp ', ' tcp ')],
    ['IPv6', host.replace('192.168.77.10', 'fd00::1')],
    ['a hidden name', host.replace('192.168.77.10', '5f0c.local')],
    ['no host', host.replace('typ host', 'typ srflx raddr 0.0.0.0 rport 0')],
    ['the end of the candidates', ''],
    ['something with a line break', `${host}\r\na=x`],
  ])('stays out for %s', (_, text) => {
    expect(withMappedCandidates(candidate(text), [mapped])).toEqual([candidate(text)])
  })

  it('is for the sound only, not for Terminal Services', () => {
    expect(withMappedCandidates(candidate(host), [{ ...mapped, transport: 'tcp' }])).toHaveLength(1)
    const description = { type: 'description', kind: 'offer', sdp: host } as const
    expect(withMappedCandidates(description, [mapped])).toEqual([description])
  })

  it('never throws, and the page’s own word always goes first', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(withMappedCandidates(candidate(text), [mapped])[0]).toEqual(candidate(text))
      }),
    )
  })
})
