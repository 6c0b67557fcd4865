import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { InvitationProblem } from '../../../shared/invitation.ts'
import { readInvitation } from './read-invitation.ts'

const sample = (name: string) =>
  readFileSync(new URL(`./samples/${name}.msrcincident`, import.meta.url), 'utf8')

const xp = sample('xp-sp3')

/** What is in the file, or a failed test. */
function read(text: string) {
  const result = readInvitation(text)
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

const problem = (text: string): InvitationProblem | undefined => {
  const result = readInvitation(text)
  return result.ok ? undefined : result.error
}

/** The XP sample with the value of one attribute replaced; `value` stands between the quotes as given. */
const withValue = (name: string, value: string) =>
  xp.replace(new RegExp(`(\\s${name}=")[^"]*"`), (_, start: string) => `${start}${value}"`)
const without = (name: string) => xp.replace(new RegExp(`\\s${name}="[^"]*"`), '')
const withTicket = (list: string) => withValue('RCTICKET', `65538,1,${list},*,YWJj,*,*,YWJj`)
const badTicket = { kind: 'bad-field', field: 'RCTICKET' }

describe("Windows' own files", () => {
  it('[INV-7] reads XP SP3', () => {
    expect(read(xp)).toEqual({
      username: 'Administrator',
      passwordRequired: true,
      createdAt: 1314905741000,
      expiresAt: 1314905741000 + 180 * 60_000,
      addresses: [
        { host: '10.0.3.105', port: 3389 },
        { host: 'winxpsp3.contoso3.com', port: 3389 },
      ],
      ticketId: 'qsJ1lrDcummhNFlRSOsWxZdsIUmxD47UL2v3nc9G9bc=',
      publicKeySha1: 'JCrJFh97cclVV9vQdc1PlLPtCaA=',
      passStub: 'RT=0PvIndan52*',
      slowLine: false,
      writtenBy: 'windows-xp',
      extension: undefined,
    })
  })

  it('[INV-8] refuses the XP file that misses a blank between attributes', () => {
    expect(problem(sample('xp-sp3-missing-blank'))).toEqual({ kind: 'not-xml' })
  })

  it('[INV-7] reads Windows 8.1, both tickets', () => {
    expect(read(sample('windows-8.1'))).toMatchObject({
      username: 'awake',
      writtenBy: 'windows-vista-to-8.1',
      passwordRequired: true,
      createdAt: 1403972263000,
      expiresAt: (1403972263 + 14400 * 60) * 1000,
      passStub: 'WB^6HsrIaFmEpi',
      addresses: [
        { host: '192.168.1.200', port: 49230 },
        { host: '169.254.6.170', port: 49231 },
      ],
    })
  })

  it('[INV-7] reads Windows 10 without RCTICKET: valid, and its addresses stay in LHTICKET', () => {
    expect(read(sample('windows-10'))).toMatchObject({
      username: 'Kim',
      writtenBy: 'windows-10-or-11',
      addresses: [],
      ticketId: undefined,
      publicKeySha1: undefined,
      passStub: 'k7&Qp2^xLw0<Zt',
    })
    const emptied = sample('windows-10').replace(' PassStub', ' RCTICKET="" PassStub')
    expect(read(emptied).writtenBy).toBe('windows-10-or-11')
  })

  it('[INV-8] takes a bare connection string 2 for no invitation', () => {
    expect(problem(sample('bare-connection-string-2'))).toEqual({ kind: 'not-an-invitation' })
  })

  it("[INV-6] reads the pre-release RCTICKET of Microsoft's article", () => {
    expect(read(sample('kb300692'))).toMatchObject({
      username: 'Kim Abercrombie',
      writtenBy: 'windows-xp',
      passStub: '',
      createdAt: Date.UTC(2001, 5, 15, 23, 14, 23),
      expiresAt: Date.UTC(2001, 5, 16, 0, 14, 23),
      addresses: [
        { host: '128.54.161.5', port: 3389 },
        { host: 'kim.redmond.microsoft.com', port: 3389 },
        { host: '10.0.0.5', port: 3389 },
      ],
    })
  })
})

describe('what is tolerated', () => {
  it.each([
    ['DTStart for DtStart', xp.replace('DtStart', 'DTStart')],
    [
      'names in lower case',
      xp.replace(/\b(USERNAME|RCTICKET|RCTICKETENCRYPTED|DtLength|L)=/g, (name) => name.toLowerCase()),
    ],
    ['blanks around =', xp.replace(/=(?=")/g, ' =\t ')],
    ['single quotes', xp.replaceAll('"', "'")],
    ['line breaks in RCTICKET', xp.replace('3389;winxp', '33\r\n89;\n\twinxp')],
    ['line breaks between attributes', xp.replaceAll('" ', '"\r\n')],
    ['blank lines before and after', `\r\n\r\n${xp}\r\n\r\n`],
    ['no XML declaration', xp.replace(/<\?.*?\?>/, '')],
    [
      'an unknown attribute',
      xp.replace('L="0"', 'L="0" URL="http://example.org/" __proto__="x" constructor="y"'),
    ],
    [
      'an unknown element and a comment',
      xp.replace('</UPLOADINFO>', '<MORE a="1">text</MORE><!-- x --></UPLOADINFO>'),
    ],
  ])('[INV-2] %s', (_, text) => {
    expect(readInvitation(text)).toEqual(readInvitation(xp))
  })

  it('[INV-2] line breaks in other values are blanks', () => {
    expect(read(withValue('USERNAME', 'Kim\r\nAbercrombie')).username).toBe('Kim Abercrombie')
    expect(read(withValue('PassStub', 'a\r\nb\tc&#10;d')).passStub).toBe('a b c\nd')
  })

  it('unescapes predefined entities and numbers', () => {
    const value = read(withValue('PassStub', 'a&amp;b&lt;&gt;&quot;&apos;&#65;&#x1F600;&amp;lt;')).passStub
    expect(value).toBe('a&b<>"\'A\u{1f600}&lt;')
  })

  it('[INV-6] a trailing ; and IPv6 addresses, with brackets or without', () => {
    expect(read(withTicket('[2001:db8::1]:3389;fe80::1%12:49152;;')).addresses).toEqual([
      { host: '2001:db8::1', port: 3389 },
      { host: 'fe80::1%12', port: 49152 },
    ])
  })
})

describe('the name', () => {
  it.each([
    ['\u202egnp.exe\u202c', 'gnp.exe'],
    ['Kim\u0007\u001b[31m', 'Kim[31m'],
    ['  Kim \t\r\n Abercrombie\u2028', 'Kim Abercrombie'],
    ['\u2066Kim\u2069\u200b\u200e\ufeff', 'Kim'],
    ['\u0639\u200c\u0644\u06cc', '\u0639\u200c\u0644\u06cc'],
    ['\u{1f600}'.repeat(80), '\u{1f600}'.repeat(64)],
  ])('[INV-3] %j is shown as %j', (written, shown) => {
    expect(read(withValue('USERNAME', written)).username).toBe(shown)
  })

  it('[INV-3] one that shows nothing is refused', () => {
    expect(problem(withValue('USERNAME', '&#x202e; '))).toEqual({ kind: 'bad-field', field: 'USERNAME' })
  })
})

describe('bad files', () => {
  it.each([
    ['<!DOCTYPE UPLOADINFO>'],
    ['<!DOCTYPE UPLOADINFO SYSTEM "http://127.0.0.1/x.dtd">'],
    ['<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;&a;">]>'],
    ['<!doctype x>'],
    ['<!ENTITY % x SYSTEM "file:///etc/passwd">'],
  ])('[INV-8] refuses %s before parsing', (declaration) => {
    expect(problem(declaration + xp)).toEqual({ kind: 'declares-entities' })
    expect(problem(xp.replace('?>', `?>${declaration}`))).toEqual({ kind: 'declares-entities' })
    expect(problem(`not even XML ${declaration}`)).toEqual({ kind: 'declares-entities' })
  })

  it.each([
    ['nothing', ''],
    ['words', 'Dear Kim, please help me.'],
    ['an unknown entity', withValue('USERNAME', '&xxe;')],
    ['a bare &', withValue('PassStub', 'a&b')],
    ['a bare <', withValue('PassStub', 'a<b')],
    ['a number that is no character', withValue('PassStub', '&#0;')],
    ['half of a surrogate pair by number', withValue('PassStub', '&#xD800;')],
    ['a number beyond Unicode', withValue('PassStub', '&#x110000;')],
    ['NUL', xp.replace('Admin', 'Adm\0in')],
    ['a lone surrogate', xp.replace('Admin', 'Adm\ud800in')],
    ['an attribute twice', xp.replace('L="0"', 'L="0" L="0"')],
    ['two roots', xp + xp.replace(/<\?.*?\?>/, '')],
    ['two empty roots', '<UPLOADINFO TYPE="Escalated"/><UPLOADINFO TYPE="Escalated"/>'],
    ['words after the end', `${xp}and more`],
    ['a nest too deep', `${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}`],
  ])('[INV-8] %s: not XML', (_, text) => {
    expect(problem(text)).toEqual({ kind: 'not-xml' })
  })

  it.each([
    ['another root', '<html><body/></html>'],
    ['another TYPE', xp.replace('"Escalated"', '"Feedback"')],
    ['no TYPE', xp.replace(' TYPE="Escalated"', '')],
    ['no UPLOADDATA', '<UPLOADINFO TYPE="Escalated"></UPLOADINFO>'],
    ['two UPLOADDATA', xp.replace(/<UPLOADDATA[^>]*>/, (data) => data + data)],
    ['UPLOADDATA deeper', xp.replace('<UPLOADDATA', '<X><UPLOADDATA').replace('/>', '/></X>')],
  ])('[INV-8] %s: not an invitation', (_, text) => {
    expect(problem(text)).toEqual({ kind: 'not-an-invitation' })
  })

  it.each(['USERNAME', 'RCTICKET', 'RCTICKETENCRYPTED', 'DtStart', 'DtLength', 'PassStub', 'L'])(
    '[INV-8] names the missing field %s',
    (field) => {
      expect(problem(without(field))).toEqual({ kind: 'missing-field', field })
    },
  )

  it.each([
    ['USERNAME', ''],
    ['RCTICKETENCRYPTED', '2'],
    ['RCTICKETENCRYPTED', ''],
    ['L', 'yes'],
    ['DtStart', '-1'],
    ['DtStart', '1e9'],
    ['DtStart', '0x10'],
    ['DtStart', '99999999999999'],
    ['DtStart', '9'.repeat(400)],
    ['DtStart', 'soon'],
    ['DtStart', ''],
    ['DtLength', '0'],
    ['DtLength', '1.5'],
    ['DtLength', '-60'],
    ['DtLength', '4294967295'],
    ['DtLength', 'NaN'],
    ['RCTICKET', ''],
    ['RCTICKET', '65538,1,10.0.0.1:3389,*,YWJj,*,*'],
    ['RCTICKET', '65538,1,10.0.0.1:3389,*,YWJj,*,*,YWJj,more'],
    ['RCTICKET', '65539,1,10.0.0.1:3389,*,YWJj,*,*,YWJj'],
    ['RCTICKET', '65538,2,10.0.0.1:3389,*,YWJj,*,*,YWJj'],
    ['RCTICKET', '65538,1,10.0.0.1:3389,*,,*,*,YWJj'],
    ['RCTICKET', '65538,1,10.0.0.1:3389,*,not base64,*,*,Y;J'],
  ])('[INV-8] names the field: %s="%s"', (field, value) => {
    expect(problem(withValue(field, value))).toEqual({ kind: 'bad-field', field })
  })

  it('[INV-8] a field that is there twice in different spelling is ambiguous', () => {
    expect(problem(xp.replace('L="0"', 'L="0" DTSTART="1"'))).toEqual({ kind: 'bad-field', field: 'DtStart' })
    expect(problem(xp.replace('L="0"', 'L="0" RcTicket=""'))).toEqual(badTicket)
  })

  it.each([
    '10.0.0.1',
    '10.0.0.1:0',
    '10.0.0.1:65536',
    '10.0.0.1:-1',
    '10.0.0.1:33a',
    '10.0.0.1:',
    ':3389',
    '10.0.0.256:3389',
    '10.0.1:3389',
    '010.0.0.1:3389',
    'a/b:3389',
    'user@host:3389',
    '[10.0.0.1]:3389',
    '[2001:db8::1::2]:3389',
    '[1:2:3:4:5:6:7:8:9]:3389',
    '[::12345]:3389',
    `${'a'.repeat(256)}:3389`,
    Array.from({ length: 65 }, (_, index) => `10.0.0.${index}:3389`).join(';'),
  ])('[INV-8] refuses the address %s', (address) => {
    expect(problem(withTicket(address))).toEqual(badTicket)
  })

  it('[INV-8] an RCTICKET that lists nobody has no addresses', () => {
    expect(problem(withTicket(''))).toEqual({ kind: 'no-addresses' })
  })

  it('[INV-8] LHTICKET that is not hexadecimal', () => {
    const text = sample('windows-10').replace('LHTICKET="2BF6', 'LHTICKET="2BG6')
    expect(problem(text)).toEqual({ kind: 'bad-field', field: 'LHTICKET' })
  })

  it('[INV-9] an extension that is malformed is refused, not passed over', () => {
    for (const value of [
      '',
      'version=',
      'version=0',
      'version=01',
      'version=02',
      'version=2x',
      'version=1e9',
      'version=1',
      'version=1;version=2',
      'fingerprint=sha256:00;version=2',
      'version=1;fingerprint=sha256:00;secret=00',
    ])
      expect(problem(xp.replace('L="0"', `L="0" HelpAndSupport="${value}"`))).toEqual({
        kind: 'bad-field',
        field: 'HelpAndSupport',
      })
  })
})
