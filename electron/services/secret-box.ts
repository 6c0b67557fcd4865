// Services. Seals small secrets with one key of the profile; that key itself is sealed by the operating system (profile-key.ts).

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { SecretBox } from './ports.ts'

const NONCE = 12
const TAG = 16

/** AES-256-GCM; a sealed secret is nonce ‖ tag ‖ text. `open` throws on anything that this key did not seal. */
export function createSecretBox(key: Uint8Array): SecretBox {
  return {
    seal: (plain) => {
      const nonce = randomBytes(NONCE)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      const text = Buffer.concat([cipher.update(plain), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), text])
    },
    open: (sealed) => {
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE), { authTagLength: TAG })
      decipher.setAuthTag(sealed.subarray(NONCE, NONCE + TAG))
      return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()])
    },
  }
}
