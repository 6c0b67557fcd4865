// Invitations written by somebody who means harm, as files on a disk: each is refused with its own sentence, and nothing else
// happens: no file is read, no connection made, no memory taken, nobody waits (INV-8).

import { execFileSync } from 'node:child_process'
import {
  closeSync,
  constants,
  ftruncateSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
} from 'node:fs'
import { statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import type { AddressInfo, Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readInvitationFile } from './invitation-file.ts'

const xp = readFileSync(new URL('../domain/invitation/samples/xp-sp3.msrcincident', import.meta.url), 'utf8')
const body = xp.replace(/<\?.*?\?>/, '')

let folder: string
const at = (name: string) => join(folder, name)
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostile-invitation-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function verdict(content: string | Uint8Array): Promise<unknown> {
  writeFileSync(at('a.msrcincident'), content)
  const read = await readInvitationFile(at('a.msrcincident'))
  return read.ok ? read.value.username : read.error.kind
}

const doctype = (inside: string) => `<?xml version="1.0"?><!DOCTYPE x [${inside}]>`
const tenTimes = (name: string) => `&${name};`.repeat(10)
const laughs = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${tenTimes(`l${i}`)}">`).join('')
const using = (entity: string) => body.replace('Administrator', `&${entity};`)

const bombs: readonly (readonly [string, string | Uint8Array])[] = [
  ['a billion laughs', doctype(`<!ENTITY l0 "ha">${laughs}`) + using('l9')],
  [
    'one long entity, used often',
    doctype(`<!ENTITY a "${'a'.repeat(20_000)}">`) + using(`a;${'&a;'.repeat(5000)}&a`),
  ],
  ['an entity of itself', doctype('<!ENTITY a "&b;"><!ENTITY b "&a;">') + using('a')],
  ['parameter entities', doctype('<!ENTITY % a "<!ENTITY b \'c\'>">%a;') + using('b')],
  ['an attribute list with defaults', doctype('<!ATTLIST UPLOADDATA L CDATA "1">') + body],
  ['small letters', `<!doctype x [<!entity a "b">]>${using('a')}`],
  ['blanks where none belong', `<! \n DOCTYPE x [<! ENTITY a "b">]>${using('a')}`],
  ['after the root', `${body}<!DOCTYPE x [<!ENTITY a "b">]>`],
  ['in UTF-16', Buffer.from(`\uFEFF${doctype('<!ENTITY a "b">')}${using('a')}`, 'utf16le')],
  ['in UTF-16 without a mark', Buffer.from(doctype('<!ENTITY a "b">') + using('a'), 'utf16le').swap16()],
  ['behind a mark', `\uFEFF${doctype('<!ENTITY a "b">')}${using('a')}`],
]

describe('[INV-8] hostile invitations', () => {
  it.each(bombs)('entities: %s', async (_, content) => {
    expect(await verdict(content)).toBe('declares-entities')
  })

  it.each([
    ['an entity that nobody declared', using('lol'), 'not-xml'],
    [
      '10,000 attributes',
      body.replace('L="0"', `L="0" ${Array.from({ length: 10_000 }, (_, i) => `a${i}="" `).join('')}`),
      'too-large',
    ],
    [
      'as many attributes as fit',
      body.replace('L="0"', `L="0" ${Array.from({ length: 6_000 }, (_, i) => `a${i}=""`).join(' ')}`),
      'Administrator',
    ],
    ['a nest of 7,000', `${'<a>'.repeat(7_000)}${body}${'</a>'.repeat(7_000)}`, 'not-xml'],
    ['a nest of 18', `${'<a>'.repeat(17)}${body}${'</a>'.repeat(17)}`, 'not-xml'],
    ['a nest of 17', `${'<a>'.repeat(16)}${body}${'</a>'.repeat(16)}`, 'not-an-invitation'],
    ['NUL in a name', body.replace('Admin', 'Adm\0in'), 'not-xml'],
    ['NUL by number', body.replace('Admin', 'Adm&#0;in'), 'not-xml'],
    ['a mark in the middle', body.replace('Admin', 'Adm\uFEFFin'), 'Adm inistrator'],
    ['half a character by number', body.replace('Admin', 'Adm&#xD800;in'), 'not-xml'],
    [
      'half a character, UTF-16',
      Buffer.from(`\uFEFF${body.replace('Admin', 'Adm\ud800in')}`, 'utf16le'),
      'not-xml',
    ],
    [
      'half a character, as UTF-8 writes none',
      Buffer.from(body.replace('Admin', 'Adm\xed\xa0\x80in'), 'latin1'),
      'Admí €inistrator',
    ],
    [
      'a prototype',
      body.replace('L="0"', 'L="0" __proto__="polluted" constructor="x" prototype="y" toString="z"'),
      'Administrator',
    ],
    ['a prototype as element', `<__proto__ polluted="1">${body}</__proto__>`, 'not-xml'],
    [
      'a section that is taken as it is',
      body.replace('/>', '><![CDATA[<!-- x -->]]></UPLOADDATA>'),
      'Administrator',
    ],
    [
      'an instruction for a browser',
      `<?xml-stylesheet href="http://127.0.0.1:9/x"?>${body}`,
      'Administrator',
    ],
  ])('%s', async (_, content, expected) => {
    expect(await verdict(content)).toBe(expected)
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
    expect(Object.keys(Object.prototype)).toEqual([])
  })
})

describe('[INV-8] nothing outside the file is looked at', () => {
  let server: Server
  let visits = 0
  beforeEach(async () => {
    visits = 0
    server = createServer((socket) => {
      visits += 1
      socket.destroy()
    })
    await once(server.listen(0, '127.0.0.1'), 'listening')
  })
  afterEach(() => server.close())

  /** When a file was read last; set to long ago, any reading moves it (relatime). */
  const LONG_AGO = new Date('2001-01-01')
  const readAt = (file: string) => statSync(file).atimeMs

  it('no file is read and no socket is opened for an external entity in any form', async () => {
    const secret = at('secret.txt')
    writeFileSync(secret, 'the content of another file')
    utimesSync(secret, LONG_AGO, new Date())
    const web = `http://127.0.0.1:${(server.address() as AddressInfo).port}/x.dtd`
    const places = [`file://${secret}`, secret, web, `\\\\127.0.0.1\\share\\x`, `php://filter/${secret}`]
    for (const place of places) {
      const declared = [
        `<!DOCTYPE x SYSTEM "${place}">`,
        `<!DOCTYPE x PUBLIC "-//A//B" "${place}">`,
        `<!DOCTYPE x [<!ENTITY a SYSTEM "${place}">]>`,
        `<!DOCTYPE x [<!ENTITY % a SYSTEM "${place}">%a;]>`,
        `<!DOCTYPE x [<!NOTATION n SYSTEM "${place}"><!ENTITY a SYSTEM "${place}" NDATA n>]>`,
      ]
      for (const declaration of declared)
        expect(await verdict(declaration + using('a'))).toBe('declares-entities')
      const included = `<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="${place}"/>`
      const located = `xmlns:s="http://www.w3.org/2001/XMLSchema-instance" s:schemaLocation="x ${place}"`
      expect(await verdict(body.replace('</UPLOADINFO>', `${included}</UPLOADINFO>`))).toBe('Administrator')
      expect(await verdict(body.replace('<UPLOADINFO', `<UPLOADINFO ${located}`))).toBe('Administrator')
    }
    expect(readAt(secret)).toBe(LONG_AGO.getTime())
    expect(visits).toBe(0)
    // The two witnesses are awake: both see a real visit.
    readFileSync(secret)
    expect(readAt(secret)).not.toBe(LONG_AGO.getTime())
    const visitor = connect((server.address() as AddressInfo).port, '127.0.0.1')
    await once(visitor, 'close')
    expect(visits).toBe(1)
  })

  it('a file of 1 GB is refused without being read, also behind a link', async () => {
    const big = at('big.msrcincident')
    const handle = openSync(big, 'w')
    ftruncateSync(handle, 1024 ** 3)
    closeSync(handle)
    symlinkSync(big, at('link.msrcincident'))
    utimesSync(big, LONG_AGO, new Date())
    for (const path of [big, at('link.msrcincident')])
      expect(await readInvitationFile(path)).toEqual({ ok: false, error: { kind: 'too-large' } })
    expect(readAt(big)).toBe(LONG_AGO.getTime())
  })

  it('a device, a pipe, a socket and a folder are not opened, and nobody waits for them', async () => {
    const [pipe, socket] = [at('pipe.msrcincident'), at('socket.msrcincident')]
    execFileSync('mkfifo', [pipe])
    mkdirSync(at('folder.msrcincident'))
    const local = createServer()
    await once(local.listen(socket), 'listening')
    symlinkSync('/dev/zero', at('zero.msrcincident'))
    symlinkSync(pipe, at('link.msrcincident'))
    for (const name of ['pipe', 'socket', 'folder', 'zero', 'link'])
      expect(await readInvitationFile(at(`${name}.msrcincident`)), name).toEqual({
        ok: false,
        error: { kind: 'not-a-file' },
      })
    local.close()
    // A pipe that somebody reads can be opened for writing; this one has no reader.
    expect(() => openSync(pipe, constants.O_WRONLY | constants.O_NONBLOCK)).toThrow('ENXIO')
  })
})
