// Services. One job: where this system keeps the policy.

import { filePolicy } from './file-policy.ts'
import type { PolicySource } from './policy-source.ts'
import { windowsPolicy } from './windows-policy.ts'
import { windowsRegistry } from './windows-registry.ts'

/** Folders that only root may write. */
const FILES = {
  darwin: '/Library/Application Support/Help and Support/policy.json',
  others: '/etc/help-and-support/policy.json',
} as const

/**
 * SECURITY: the system alone decides where: no setting, no argument and no variable of the environment leads elsewhere,
 * for the user whom a policy is about has all three in hand.
 */
export function systemPolicy(platform: string): PolicySource {
  if (platform === 'win32') return windowsPolicy(windowsRegistry())
  return filePolicy(platform === 'darwin' ? FILES.darwin : FILES.others)
}
