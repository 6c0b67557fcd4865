// Domain. Writes our own invitation in the shape of Windows XP's, so that what XP's readers expect is in its place.

import { formatConnectionString } from './connection-string.ts'
import { EXTENSION_ATTRIBUTE, formatExtension } from './extension.ts'
import type { OwnInvitation } from './invitation.ts'
import { formatLifetime } from './lifetime.ts'
import { cleanUserName } from './user-name.ts'

/**
 * The file's text. `readInvitation` gives back an equal invitation (INV-7) when the name is one that
 * `cleanUserName` leaves alone, the times are whole seconds and minutes, and IPv6 addresses come last: those go into
 * our own attribute, because XP's list separates host and port by the first colon (INV-9).
 */
export function writeInvitation(invitation: OwnInvitation): string {
  const { extension, ticketId, publicKeySha1 } = invitation
  const listed = invitation.addresses.filter(({ host }) => !host.includes(':'))
  const ipv6 = invitation.addresses.filter(({ host }) => host.includes(':'))
  const { start, length } = formatLifetime(invitation)
  const attributes = [
    ['USERNAME', cleanUserName(invitation.username)],
    ['RCTICKET', formatConnectionString({ addresses: listed, ticketId, publicKeySha1 })],
    ['RCTICKETENCRYPTED', invitation.passwordRequired ? '1' : '0'],
    ['DtStart', start],
    ['DtLength', length],
    ['PassStub', invitation.passStub],
    ['L', invitation.slowLine ? '1' : '0'],
    [EXTENSION_ATTRIBUTE, formatExtension({ extension, addresses: ipv6 })],
  ] as const
  const written = attributes.map(([name, value]) => `${name}="${escape(value)}"`).join(' ')
  const lines = [
    '<?xml version="1.0" encoding="Unicode" ?>',
    '<UPLOADINFO TYPE="Escalated">',
    `<UPLOADDATA ${written} />`,
    '</UPLOADINFO>',
  ]
  // Notepad on the Windows versions this format comes from shows nothing else as a line break.
  return lines.join('\r\n') + '\r\n'
}

const named: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/** Characters that XML would change or cannot hold go as numbers; NUL and lone surrogates have no number either. */
function escape(value: string): string {
  return value
    .replace(/[\0\p{Cs}]/gu, '\ufffd')
    .replace(
      /[&<>"'\p{Cc}\ufffe\uffff]/gu,
      (character) => named[character] ?? `&#${character.codePointAt(0) ?? 0};`,
    )
}
