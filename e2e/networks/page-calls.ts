// Test networks. What a page's own WebRTC says of its calls: which port it takes, and which way the sound goes.

import type { Page } from 'playwright-core'
import { z } from 'zod'

declare global {
  /** Of the page: the calls it has begun, the latest last. */
  var callsOfPage: RTCPeerConnection[] | undefined
}

/** Before the page's first call. */
export const watchCalls = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const calls: RTCPeerConnection[] = (globalThis.callsOfPage = [])
    window.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(configuration?: RTCConfiguration) {
        super(configuration)
        calls.push(this)
      }
    }
  })

/** The UDP port at which a connection begun now would listen; the page may not know its addresses without a microphone. */
export const portOfNext = (page: Page): Promise<number | undefined> =>
  page.evaluate(async () => {
    const probe = new RTCPeerConnection()
    const first = new Promise<number | undefined>((found) => {
      probe.onicecandidate = ({ candidate }) => found(candidate?.port ?? undefined)
    })
    probe.createDataChannel('probe')
    await probe.setLocalDescription()
    const port = await first
    probe.close()
    return port
  })

/** What the page's latest call offers as this computer's addresses (RFC 8839's connection-address). */
export const ownAddresses = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const lines = globalThis.callsOfPage?.at(-1)?.localDescription?.sdp.split('\r\n') ?? []
    return lines.flatMap((line) => (line.startsWith('a=candidate:') ? (line.split(' ')[4] ?? []) : []))
  })

const end = z.object({
  address: z.string(),
  port: z.number(),
  candidateType: z.string(),
  protocol: z.string(),
})
const stat = z.looseObject({ id: z.string(), type: z.string() })
const transport = z.looseObject({ type: z.literal('transport'), selectedCandidatePairId: z.string() })
const pair = z.object({ localCandidateId: z.string(), remoteCandidateId: z.string() })

export type Way = { readonly local: z.infer<typeof end>; readonly remote: z.infer<typeof end> }

/** The pair of addresses between which the page's latest call goes (W3C webrtc-stats). */
export async function wayOf(page: Page): Promise<Way> {
  const found: readonly unknown[] = await page.evaluate(async () => {
    const report = await globalThis.callsOfPage?.at(-1)?.getStats()
    const all: unknown[] = []
    report?.forEach((one) => all.push(one))
    return all
  })
  const stats = new Map(found.map((one) => [stat.parse(one).id, one]))
  const selected =
    found.flatMap((one) => transport.safeParse(one).data?.selectedCandidatePairId ?? [])[0] ?? ''
  const { localCandidateId, remoteCandidateId } = pair.parse(stats.get(selected))
  return { local: end.parse(stats.get(localCandidateId)), remote: end.parse(stats.get(remoteCandidateId)) }
}
