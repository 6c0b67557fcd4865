// Test host: webContents.setWebRTCUDPPortRange. Chromium has no switch for it, only an administrator's policy, which holds for
// all its windows; it takes up a new one some seconds later. Where a test has given it a policy folder, the range goes there.

import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** `HELP_HOST_POLICIES`: what Chromium reads as /etc/chromium/policies/managed. Without it any port will do. */
export function setUdpPortRange({ min, max }: { readonly min: number; readonly max: number }): void {
  const folder = process.env['HELP_HOST_POLICIES']
  if (folder === undefined) return
  const file = join(folder, 'ports.json')
  // Whole or not at all: Chromium looks whenever something changes.
  writeFileSync(`${file}.new`, JSON.stringify({ WebRtcUdpPortRange: `${min}-${max}` }))
  renameSync(`${file}.new`, file)
}
