import { createHash, X509Certificate } from 'node:crypto'
import { hostname, userInfo } from 'node:os'
import { describe, expect, it } from 'vitest'
import { makeCertificate, publicKeySha1Of } from './certificate.ts'
import { proofKeyOf } from './proof-key.ts'
import { serverNameOf } from './server-name.ts'

describe('a ticket’s certificate', () => {
  it('[CON-4] is ECDSA P-256 and known by the SHA-256 of its DER', async () => {
    const made = await makeCertificate()
    const certificate = new X509Certificate(made.certificatePem)
    expect(certificate.publicKey.asymmetricKeyDetails).toMatchObject({ namedCurve: 'prime256v1' })
    expect(Buffer.from(made.fingerprint).toString('hex')).toBe(
      certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    )
    expect(certificate.verify(certificate.publicKey)).toBe(true)
    const spki = certificate.publicKey.export({ type: 'spki', format: 'der' })
    expect(made.publicKeySha1).toBe(createHash('sha1').update(spki).digest('base64'))
    expect(publicKeySha1Of(made.certificatePem)).toBe(made.publicKeySha1)
  })

  it('[ADM-7] names neither the user nor the computer', async () => {
    const { raw, subject, issuer, subjectAltName } = new X509Certificate(
      (await makeCertificate()).certificatePem,
    )
    expect([subject, issuer, subjectAltName]).toEqual(['CN=HelpAssistant', 'CN=HelpAssistant', undefined])
    for (const name of [hostname(), userInfo().username]) {
      if (name.length > 3) expect(raw.includes(name)).toBe(false)
    }
  })

  it('is valid a day back and for years, for clocks that are wrong', async () => {
    const { validFromDate, validToDate } = new X509Certificate((await makeCertificate()).certificatePem)
    expect(Date.now() - validFromDate.getTime()).toBeGreaterThan(23 * 3600_000)
    expect(validToDate.getTime() - Date.now()).toBeGreaterThan(365 * 24 * 3600_000)
  })

  it('is another one for every ticket', async () => {
    const [one, two] = [await makeCertificate(), await makeCertificate()]
    expect(one.fingerprint).not.toEqual(two.fingerprint)
    expect(one.publicKeySha1).not.toBe(two.publicKeySha1)
  })
})

describe('the server name of a ticket', () => {
  it('is a name no host has, from which the ticket cannot be told', () => {
    expect(serverNameOf('ticket')).toMatch(/^[0-9a-f]{32}\.help-and-support\.invalid$/)
    expect(serverNameOf('ticket')).toBe(serverNameOf('ticket'))
    expect(serverNameOf('ticket')).not.toBe(serverNameOf('ticket2'))
  })
})

describe('[ADM-3] the proof key', () => {
  it('hangs on secret, password and ticket', async () => {
    const secret = new Uint8Array(32).fill(3)
    const keys = await Promise.all([
      proofKeyOf({ secret, password: null, ticketId: 'a' }),
      proofKeyOf({ secret, password: '', ticketId: 'a' }),
      proofKeyOf({ secret, password: 'p', ticketId: 'a' }),
      proofKeyOf({ secret, password: 'p', ticketId: 'b' }),
      proofKeyOf({ secret: new Uint8Array(32), password: 'p', ticketId: 'a' }),
    ])
    expect(new Set(keys.map((key) => Buffer.from(key).toString('hex'))).size).toBe(5)
    for (const key of keys) expect(key).toHaveLength(32)
  })
})
