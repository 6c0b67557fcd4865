// Domain. Reads an invitation from its text, whoever wrote it: this program or Windows XP to 11 (INV-1 to INV-9).

import { err, ok } from '../../../shared/result.ts'
import type { Result } from '../../../shared/result.ts'
import type { InvitationProblem, InvitationWriter } from '../../../shared/invitation.ts'
import { parseConnectionString } from './connection-string.ts'
import type { ConnectionString } from './connection-string.ts'
import { EXTENSION_ATTRIBUTE, isOfNewerVersion, parseExtension } from './extension.ts'
import type { ExtensionFields } from './extension.ts'
import type { Invitation } from './invitation.ts'
import { parseLifetime } from './lifetime.ts'
import { parseUploadData } from './upload-data.ts'
import type { UploadData } from './upload-data.ts'
import { cleanUserName } from './user-name.ts'

/** What every file has, in XP's order. RCTICKET may be left out where LHTICKET stands (Windows 10 and 11). */
const REQUIRED = [
  'USERNAME',
  'RCTICKET',
  'RCTICKETENCRYPTED',
  'DtStart',
  'DtLength',
  'PassStub',
  'L',
] as const

const badField = (field: string) => err({ kind: 'bad-field', field } as const)

/**
 * Reads an invitation from its decoded text. Never throws, whatever the text is: a bad file is a value that says
 * what is wrong, with the attribute's name as the format spells it (INV-8).
 * Windows' own files without RCTICKET are valid and have no addresses: those are inside the encrypted LHTICKET.
 */
export function readInvitation(text: string): Result<Invitation, InvitationProblem> {
  const data = parseUploadData(text)
  if (!data.ok) return data
  // Before everything else: which fields a later version writes, and how, is not known here.
  if (isOfNewerVersion(ticketText(data.value, EXTENSION_ATTRIBUTE))) return err({ kind: 'newer-version' })
  const fields = requireFields(data.value)
  if (!fields.ok) return fields
  const { username, passwordRequired, passStub, slowLine } = fields.value
  const lifetime = parseLifetime(fields.value.start, fields.value.length)
  if (!lifetime.ok) return lifetime
  const tickets = readTickets(data.value)
  if (!tickets.ok) return tickets
  const { connection, own, writtenBy } = tickets.value
  const addresses = [...(connection?.addresses ?? []), ...(own?.addresses ?? [])]
  if (addresses.length === 0 && (writtenBy === 'help-and-support' || writtenBy === 'windows-xp'))
    return err({ kind: 'no-addresses' })
  return ok({
    username,
    passwordRequired,
    ...lifetime.value,
    addresses,
    ticketId: connection?.ticketId,
    publicKeySha1: connection?.publicKeySha1,
    passStub,
    slowLine,
    writtenBy,
    extension: own?.extension,
  })
}

type Fields = Pick<Invitation, 'username' | 'passwordRequired' | 'passStub' | 'slowLine'> & {
  readonly start: string
  readonly length: string
}

function requireFields(data: UploadData): Result<Fields, InvitationProblem> {
  const hasLhTicket = ticketText(data, 'LHTICKET') !== ''
  for (const field of REQUIRED) {
    if (!data.has(field.toLowerCase()) && !(field === 'RCTICKET' && hasLhTicket))
      return err({ kind: 'missing-field', field })
  }
  const username = cleanUserName(data.get('username') ?? '')
  if (username === '') return badField('USERNAME')
  const passwordRequired = flag(data.get('rcticketencrypted'))
  if (passwordRequired === undefined) return badField('RCTICKETENCRYPTED')
  const passStub = data.get('passstub')
  if (passStub === undefined) return badField('PassStub')
  const slowLine = flag(data.get('l'))
  if (slowLine === undefined) return badField('L')
  const start = data.get('dtstart') ?? ''
  const length = data.get('dtlength') ?? ''
  return ok({ username, passwordRequired, passStub, slowLine, start, length })
}

type Tickets = {
  readonly connection: ConnectionString | undefined
  readonly own: ExtensionFields | undefined
  readonly writtenBy: InvitationWriter
}

function readTickets(data: UploadData): Result<Tickets, InvitationProblem> {
  const lhTicket = ticketText(data, 'LHTICKET')
  if (!/^(?:[\da-f]{2})*$/i.test(lhTicket)) return badField('LHTICKET')
  const rcTicket = ticketText(data, 'RCTICKET')
  const leftOut = rcTicket === '' && lhTicket !== ''
  const connection = leftOut ? ok(undefined) : parseConnectionString(rcTicket)
  if (!connection.ok) return connection
  const isOwn = data.has(EXTENSION_ATTRIBUTE.toLowerCase())
  const own = isOwn ? parseExtension(ticketText(data, EXTENSION_ATTRIBUTE)) : undefined
  if (isOwn && own === undefined) return badField(EXTENSION_ATTRIBUTE)
  const windows = leftOut ? 'windows-10-or-11' : lhTicket === '' ? 'windows-xp' : 'windows-vista-to-8.1'
  return ok({ connection: connection.value, own, writtenBy: isOwn ? 'help-and-support' : windows })
}

/** Mail programs wrap these long values; no blank in them means anything. A name spelt twice reads as no ticket. */
function ticketText(data: UploadData, field: string): string {
  return (data.get(field.toLowerCase()) ?? '').replace(/\s+/g, '')
}

function flag(text: string | undefined): boolean | undefined {
  return text === '1' ? true : text === '0' ? false : undefined
}
