// Services. The certificate of one ticket: made at creation, known to the expert by the fingerprint in the invitation.

import { createHash, X509Certificate } from 'node:crypto'
import { provideReflectMetadata } from './reflect-metadata.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const VALID_DAYS = 3650
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' } as const

export type Certificate = {
  readonly certificatePem: string
  readonly privateKeyPem: string
  /** SHA-256 of the certificate's DER, 32 bytes. */
  readonly fingerprint: Uint8Array
  /** Base64 of SHA-1 over SubjectPublicKeyInfo, as XP's invitations name a key. */
  readonly publicKeySha1: string
}

/**
 * Makes an ECDSA P-256 key and a certificate for it (Ed25519 does not work in Electron's TLS).
 * SECURITY: it names neither the user nor the computer (ADM-7), and it is the same for everybody but for its key and
 * serial number. Its dates are generous: the ticket's clock decides (TKT-5), the expert pins the fingerprint.
 */
export async function makeCertificate(): Promise<Certificate> {
  // Loaded late: it takes a while, and the container inside wants its metadata functions beforehand.
  provideReflectMetadata()
  const x509 = await import('@peculiar/x509')
  const keys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])
  const now = Date.now()
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      name: 'CN=HelpAssistant',
      keys,
      signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
      notBefore: new Date(now - DAY_MS),
      notAfter: new Date(now + VALID_DAYS * DAY_MS),
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      ],
    },
    crypto,
  )
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', keys.privateKey)
  return {
    certificatePem: certificate.toString('pem'),
    privateKeyPem: x509.PemConverter.encode(pkcs8, 'PRIVATE KEY'),
    fingerprint: fingerprintOf(new Uint8Array(certificate.rawData)),
    publicKeySha1: publicKeySha1Of(certificate.toString('pem')),
  }
}

/** SHA-256 of a certificate's DER, 32 bytes: what an invitation carries and a connection is checked against (CON-4). */
export function fingerprintOf(der: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(der).digest())
}

/** Base64 of SHA-1 over the SubjectPublicKeyInfo of a certificate in PEM. */
export function publicKeySha1Of(certificatePem: string): string {
  const key = new X509Certificate(certificatePem).publicKey.export({ type: 'spki', format: 'der' })
  return createHash('sha1').update(key).digest('base64')
}
