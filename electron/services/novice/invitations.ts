// Services. Making, resending, expiring and deleting invitations (TKT, INV, NET-1).

import { randomBytes } from 'node:crypto'
import type { Saved, SaveFailure } from '../../../shared/ipc/contract.ts'
import { err, ok } from '../../../shared/result.ts'
import type { Result } from '../../../shared/result.ts'
import type { Invitation } from '../../domain/invitation/invitation.ts'
import { expiresAt } from '../../domain/ticket/lifetime.ts'
import { passStub } from '../../domain/ticket/pass-stub.ts'
import type { Ticket } from '../../domain/ticket/ticket.ts'
import type { GatheredAddresses } from '../../domain/addresses/own-addresses.ts'
import type { MappingView } from '../../../shared/network.ts'
import type { Permission } from '../../../shared/policy.ts'
import { writeInvitationFile } from '../invitation-file.ts'
import type { Clock, Log } from '../ports.ts'
import { makeCertificate, publicKeySha1Of } from '../terminal-services/certificate.ts'
import { proofKeyOf } from '../terminal-services/proof-key.ts'
import { isRefusal } from '../ticket-store/database.ts'
import type { TicketStore } from '../ticket-store/ticket-store.ts'
import type { Entrance } from './entrance.ts'

export type Wish = {
  readonly from: string
  readonly minutes: number
  readonly password: string | null
  readonly path: string
}

export type Invitations = {
  create(wish: Wish): Promise<Result<Saved, SaveFailure>>
  /** Writes an open ticket's invitation again with the addresses of now (TKT-8); password and expiry stay. */
  resend(ticketId: string, path: string): Promise<Result<Saved, SaveFailure>>
}

type Ports = {
  readonly clock: Clock
  readonly store: TicketStore
  readonly entrance: Pick<Entrance, 'ready'>
  readonly log: Log
  /** POL-1, at this moment. */
  permission(): Permission
  /** What the routers have said, kept for the ticket's Details (NET-4). */
  mapping(): MappingView
  addresses(port: number): GatheredAddresses
}

export function createInvitations(ports: Ports): Invitations {
  const { clock, store, entrance, log, permission, mapping, addresses } = ports

  /** A full disk has words of its own. */
  async function orNotStored(act: () => Promise<Result<Saved, SaveFailure>>) {
    try {
      return await act()
    } catch (cause) {
      if (!isRefusal(cause)) throw cause
      log('the ticket could not be stored', cause)
      return err({ kind: 'not-stored' } as const)
    }
  }

  async function make(wish: Wish): Promise<Result<Saved, SaveFailure>> {
    const { getHelp, maximumMinutes } = permission()
    if (getHelp !== 'allowed') return err({ kind: 'not-allowed' })
    const id = randomBytes(32).toString('base64')
    const secret = store.ticketSecret(id)
    const [certificate, proofKey] = await Promise.all([
      makeCertificate(),
      proofKeyOf({ secret, password: wish.password, ticketId: id }),
    ])
    store.create(
      {
        id,
        from: wish.from,
        createdAt: clock.now(),
        // TKT-9: the maximum of this moment, whatever it was when the page asked.
        lifetimeMinutes: Math.min(wish.minutes, maximumMinutes),
        passwordProtected: wish.password !== null,
        passStub: wish.password === null ? '' : passStub(randomBytes(14)),
        addresses: [],
        mapping: null,
        file: null,
        fingerprint: Buffer.from(certificate.fingerprint).toString('hex'),
      },
      { certificatePem: certificate.certificatePem, privateKeyPem: certificate.privateKeyPem, proofKey },
    )
    // The store has it sealed.
    proofKey.fill(0)
    let saved: Result<Saved, SaveFailure> | undefined
    try {
      saved = await write(id, wish.path)
      return saved
    } finally {
      // Without its file an open ticket would be a door that nobody has an invitation for.
      if (saved?.ok !== true) store.remove(id)
    }
  }

  async function write(id: string, path: string): Promise<Result<Saved, SaveFailure>> {
    const { port, code } = await entrance.ready()
    if (permission().getHelp !== 'allowed') return err({ kind: 'not-allowed' })
    const ticket = store.find(id)
    const secrets = store.secrets(id)
    if (ticket?.state.kind !== 'open' || !secrets) return err({ kind: 'not-open' })
    if (port === undefined) return err({ kind: 'cannot-listen', code })
    const said = mapping()
    const found = addresses(port)
    const written = await writeInvitationFile(path, {
      ...invitationOf(ticket, found),
      ticketId: id,
      publicKeySha1: publicKeySha1Of(secrets.certificatePem),
      extension: {
        version: 1,
        fingerprint: Buffer.from(ticket.fingerprint, 'hex'),
        secret: store.ticketSecret(id),
      },
    })
    if (!written.ok) {
      log('the invitation could not be written', written.error.code)
      return err({ kind: 'not-written', path, code: written.error.code })
    }
    store.rewritten(id, [...found.listed, ...found.ipv6], said, path)
    return ok({ ticketId: id, path, minutes: ticket.lifetimeMinutes })
  }

  return {
    create: (wish) => orNotStored(() => make(wish)),
    resend: (ticketId, path) => orNotStored(() => write(ticketId, path)),
  }
}

function invitationOf(
  ticket: Ticket,
  found: GatheredAddresses,
): Omit<Invitation, 'ticketId' | 'publicKeySha1' | 'extension'> {
  return {
    username: ticket.from,
    passwordRequired: ticket.passwordProtected,
    createdAt: ticket.createdAt,
    expiresAt: expiresAt(ticket),
    addresses: [...found.listed, ...found.ipv6],
    passStub: ticket.passStub,
    slowLine: false,
    writtenBy: 'help-and-support',
  }
}
