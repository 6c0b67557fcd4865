// Services, tests only. A novice with tickets behind a real listener on loopback, and experts who come to it.

import { randomBytes } from 'node:crypto'
import type { Result } from '../../../shared/result.ts'
import type { Timers } from '../ports.ts'
import { systemTimers } from '../ports.ts'
import type { Certificate } from './certificate.ts'
import { makeCertificate } from './certificate.ts'
import { connect } from './connector.ts'
import type { CloseReason, FrameListener, Link } from './link.ts'
import { createListener } from './listener.ts'
import { LOGON_MS } from './logon-conversation.ts'
import { logOnExpert } from './logon-expert.ts'
import type { NoviceLogon, NoviceLogonFailure, NoviceLogonPorts } from './logon-novice.ts'
import { logOnNovice } from './logon-novice.ts'
import { proofKeyOf } from './proof-key.ts'
import { serverNameOf } from './server-name.ts'

export const random = (bytes: number): Uint8Array => new Uint8Array(randomBytes(bytes))

export type StageTicket = {
  readonly id: string
  readonly secret: Uint8Array
  readonly password: string | null
  readonly certificate: Certificate
  readonly proofKey: Uint8Array
  open: boolean
  wrongProofs: number
}

export async function makeTicket(password: string | null = null): Promise<StageTicket> {
  const id = Buffer.from(random(32)).toString('base64')
  const secret = random(32)
  const proofKey = await proofKeyOf({ secret, password, ticketId: id })
  return { id, secret, password, certificate: await makeCertificate(), proofKey, open: true, wrongProofs: 0 }
}

/** The whole logon has its time; everything shorter is over at once. */
export const hasty: Timers = {
  after: (ms, fire) => systemTimers.after(ms >= LOGON_MS ? ms : 0, fire, 'beside'),
}

export function noviceOf(tickets: readonly StageTicket[], timers: Timers = hasty): NoviceLogonPorts {
  const find = (id: string) => tickets.find((ticket) => ticket.id === id)
  return {
    timers,
    random,
    isAllowed: () => true,
    session: () => undefined,
    ticket: (id) => {
      const ticket = find(id)
      if (ticket === undefined) return { kind: 'unknown' }
      if (!ticket.open) return { kind: 'expired' }
      return { kind: 'open', proofKey: ticket.proofKey, fingerprint: ticket.certificate.fingerprint }
    },
    countWrongProof: (id) => {
      const ticket = find(id)
      if (ticket === undefined) return { ticketNow: 'expired', count: 0 }
      ticket.wrongProofs += 1
      if (ticket.wrongProofs === 3) ticket.open = false
      return { ticketNow: ticket.open ? 'still-open' : 'expired', count: ticket.wrongProofs }
    },
  }
}

export type ExpertWish = {
  readonly password?: string | null
  readonly name?: string
  readonly secret?: Uint8Array
}

/** An expert's logon over a link that is there already. */
export function logOn(
  link: Link,
  ticket: StageTicket,
  wish: ExpertWish = {},
): ReturnType<typeof logOnExpert> {
  return logOnExpert(link, {
    ticketId: ticket.id,
    secret: wish.secret ?? ticket.secret,
    fingerprint: ticket.certificate.fingerprint,
    password: wish.password === undefined ? ticket.password : wish.password,
    name: wish.name ?? 'Ann',
    timers: systemTimers,
    random,
  })
}

export type NoviceOutcome = { readonly link: Link; readonly outcome: Result<NoviceLogon, NoviceLogonFailure> }

export type Stage = {
  readonly port: number
  reach(ticket: StageTicket, host?: string): Promise<Link>
  /** The outcome on the novice's side of the next connection whose logon is over. */
  novice(): Promise<NoviceOutcome>
  /** Ends all connections; resolves when both ends of each have heard it. */
  clear(): Promise<void>
  close(): Promise<void>
}

/** Opens a listener on a free port; every connection is logged on by the novice's code. */
export async function openStage(tickets: readonly StageTicket[], timers?: Timers): Promise<Stage> {
  const outcomes = createMailbox<NoviceOutcome>()
  const links: Link[] = []
  const listener = createListener({
    credentials: (name) => tickets.find(({ id }) => serverNameOf(id) === name)?.certificate,
    onLink: (link) => {
      links.push(link)
      void logOnNovice(link, noviceOf(tickets, timers)).then((outcome) => outcomes.put({ link, outcome }))
    },
    log: () => undefined,
    timers: hasty,
  })
  const opened = await listener.open(0)
  if (!opened.ok) throw new Error(opened.error.code)
  const { port } = opened.value
  const clear = async () => {
    const closing = links.splice(0).map((link) => {
      const closed = closeOf(link)
      link.close()
      return closed
    })
    await Promise.all(closing)
  }
  return {
    port,
    reach: async (ticket, host = '127.0.0.1') => {
      const { signal } = new AbortController()
      const { fingerprint } = ticket.certificate
      const link = await connect({ host, port, fingerprint, serverName: serverNameOf(ticket.id), signal })
      if (!link.ok) throw new Error(link.error)
      links.push(link.value)
      return link.value
    },
    novice: outcomes.take,
    clear,
    close: async () => {
      await clear()
      await listener.close()
    },
  }
}

/** Things that are waited for in the order in which they come. */
export function createMailbox<T>(): { put(item: T): void; take(): Promise<T> } {
  const items: T[] = []
  const takers: ((item: T) => void)[] = []
  return {
    put: (item) => {
      const taker = takers.shift()
      if (taker === undefined) items.push(item)
      else taker(item)
    },
    take: () =>
      new Promise((resolve) => {
        const item = items.shift()
        if (item === undefined) takers.push(resolve)
        else resolve(item)
      }),
  }
}

export const closeOf = (link: Link): Promise<CloseReason> => new Promise((resolve) => link.onClose(resolve))

export const nextFrame = (link: Link): Promise<Parameters<FrameListener>> =>
  new Promise((resolve) => {
    link.onFrame((channel, payload) => {
      link.onFrame(undefined)
      resolve([channel, payload])
    })
  })

/** Timers that fire only when the test says so. */
export function createFakeTimers(): {
  readonly timers: Timers
  fire(): void
  readonly set: () => readonly number[]
} {
  const pending = new Map<() => void, number>()
  return {
    timers: {
      after: (ms, fire) => {
        pending.set(fire, ms)
        return () => void pending.delete(fire)
      },
    },
    fire: () => {
      const due = [...pending.keys()]
      pending.clear()
      for (const fire of due) fire()
    },
    set: () => [...pending.values()],
  }
}
