// Shell. The operating system's key store, as Electron offers it.

import { safeStorage } from 'electron/main'
import type { KeyStore } from '../services/profile-key.ts'
import { isKeyStore } from '../services/profile-key.ts'

export const systemKeyStore: KeyStore = {
  isThere: async () =>
    isKeyStore(
      process.platform,
      process.platform === 'linux' ? safeStorage.getSelectedStorageBackend() : undefined,
    ) && (await safeStorage.isAsyncEncryptionAvailable()),
  seal: (text) => safeStorage.encryptStringAsync(text),
  open: async (sealed) => (await safeStorage.decryptStringAsync(Buffer.from(sealed))).result,
}
