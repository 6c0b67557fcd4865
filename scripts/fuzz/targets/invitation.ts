// Fuzzing. The invitation: a file that anybody may have written, read before anybody was asked.

import fc from 'fast-check'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { isHost } from '../../../electron/domain/invitation/address.ts'
import type { Invitation } from '../../../electron/domain/invitation/invitation.ts'
import { readInvitation } from '../../../electron/domain/invitation/read-invitation.ts'
import { decodeInvitation } from '../../../electron/services/invitation-decoding.ts'
import { insist, utf8, type Target } from '../target.ts'

const folder = join(import.meta.dirname, '../../../electron/domain/invitation/samples')
const samples = readdirSync(folder)
  .sort()
  .map((name) => new Uint8Array(readFileSync(join(folder, name))))

const extension = `version=1;fingerprint=sha256:${'ab'.repeat(32)};secret=${'cd'.repeat(32)};addresses=[2001:db8::1]:3389`
const own = utf8(
  `<?xml version="1.0" encoding="Unicode" ?><UPLOADINFO TYPE="Escalated"><UPLOADDATA USERNAME="Ann" ` +
    `RCTICKET="65538,1,10.0.0.1:3389;ann.example:3389,*,YWJj,*,*,YWJj" RCTICKETENCRYPTED="0" DtStart="1700000000" ` +
    `DtLength="60" PassStub="" L="0" HelpAndSupport="${extension}"/></UPLOADINFO>`,
)

const attribute = fc.tuple(
  fc.constantFrom(
    'USERNAME',
    'RCTICKET',
    'RCTICKETENCRYPTED',
    'DtStart',
    'DtLength',
    'PassStub',
    'L',
    'LHTICKET',
    '__proto__',
  ),
  fc.oneof(
    fc.string({ maxLength: 40 }),
    fc.constantFrom('0', '1', '65538,1,10.0.0.1:3389,*,YQ==,*,*,*', '99999999999'),
  ),
)
const made = fc.array(attribute, { maxLength: 12 }).map((list) => {
  const attributes = list.map(([name, value]) => `${name}="${value.replace(/[<"]/g, '')}"`).join(' ')
  return utf8(`<UPLOADINFO TYPE="Escalated"><UPLOADDATA ${attributes}/></UPLOADINFO>`)
})

/** What the dialog, the connector and the logon take for granted. */
function check({ username, createdAt, expiresAt, addresses, extension: ours }: Invitation): void {
  insist(
    username !== '' && !/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\n]/u.test(username),
    `the name ${JSON.stringify(username)}`,
  )
  insist(Number.isSafeInteger(createdAt) && Number.isSafeInteger(expiresAt), 'a time that is none')
  insist(expiresAt > createdAt && !Number.isNaN(new Date(expiresAt).getTime()), 'a time that is none')
  insist(addresses.length <= 128, `${addresses.length} addresses`)
  for (const { host, port } of addresses)
    insist(
      isHost(host) && Number.isInteger(port) && port >= 1 && port <= 65_535,
      `the address ${host}:${port}`,
    )
  if (ours) insist(ours.secret.length === 32 && ours.fingerprint.length === 32, 'a secret of another length')
}

export const invitation: Target = {
  name: 'invitation',
  seeds: [...samples, own, new Uint8Array(Buffer.from(Buffer.from(own).toString('utf8'), 'utf16le'))],
  words: [
    '<!DOCTYPE x [',
    '<!ENTITY a "b">',
    ']>',
    '&a;',
    '&#x',
    '&#0;',
    '<![CDATA[',
    ']]>',
    '<!--',
    '-->',
    '<?',
    '?>',
    '[::1]',
  ],
  made,
  memory: { always: 64 * 1024, perByte: 16 },
  shortRun: 1500,
  run: (input) => {
    const text = decodeInvitation(input)
    if (text === undefined) return 'no text'
    const read = readInvitation(text)
    if (!read.ok) return 'field' in read.error ? `${read.error.kind} ${read.error.field}` : read.error.kind
    check(read.value)
    return `read ${read.value.writtenBy} ${Math.min(read.value.addresses.length, 3)}`
  },
}
