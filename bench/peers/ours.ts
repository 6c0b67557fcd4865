// Bench, peer: our own app, by the same rows.

import { openStage } from '../stage.ts'
import { carrierOf } from '../stage/carrier.ts'
import type { Peer } from './peer.ts'

export const ours: Peer = {
  name: 'ours',
  title: 'Ours',
  needs: [],
  open: async ({ novice, expert }) =>
    carrierOf(await openStage('native', { ...(novice && { novice }), ...(expert && { expert }) })),
}
