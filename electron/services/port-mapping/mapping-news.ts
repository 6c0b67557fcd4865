// Services. What the event log hears of the mappings: each change once, no renewal.

import type { GatewayView, MappingFailure } from '../../../shared/network.ts'

type Place = { readonly gateway: string; readonly address: string; readonly port: number }

export type MappingNews =
  | ({ readonly kind: 'port-mapped' } & Place)
  | ({ readonly kind: 'port-mapping-removed' } & Place)
  | { readonly kind: 'port-mapping-failed'; readonly gateway: string; readonly reason: MappingFailure }

/** Compares what is shown with what was told last; nothing shown is nothing to tell, and forgets what was told. */
export function tellChanges(tell: (news: MappingNews) => void): (gateways: readonly GatewayView[]) => void {
  let told = new Set<string>()
  return (gateways) => {
    const now = gateways.flatMap(newsOf)
    for (const news of now) if (!told.has(JSON.stringify(news))) tell(news)
    told = new Set(now.map((news) => JSON.stringify(news)))
  }
}

function newsOf({ gateway, outcome }: GatewayView): readonly MappingNews[] {
  if (outcome.kind === 'failed') return [{ kind: 'port-mapping-failed', gateway, reason: outcome.why }]
  return outcome.ports
    .filter(({ transport }) => transport === 'tcp')
    .map(({ external }) => ({
      kind: 'port-mapped',
      gateway,
      address: external.host,
      port: external.port,
    }))
}
