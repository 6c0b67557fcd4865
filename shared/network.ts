// Shared. What the novice's computer knows about the way to it from outside: the routers it asked, and what they said
// (NET-2 … NET-4).

/** How a router is asked for a mapping: UPnP Internet Gateway Device, RFC 6886, RFC 6887. */
export type MappingProtocol = 'upnp' | 'nat-pmp' | 'pcp'

/**
 * Why a router that was found gave no mapping. `refused`: it said no; `nonsense`: it said what its protocol does not
 * know; `late`: it said nothing within 3 s; `taken`: every external port that was tried belongs to somebody else.
 */
export type MappingFailure = 'refused' | 'nonsense' | 'late' | 'taken'

export type MappedPort = {
  readonly transport: 'tcp' | 'udp'
  readonly internalPort: number
  /** Where the router is reached from its other side. */
  readonly external: { readonly host: string; readonly port: number }
  /** Epoch milliseconds at which the lease ends unless it is renewed. */
  readonly until: number
}

export type GatewayView = {
  /** The router's own address on this computer's network. */
  readonly gateway: string
  readonly protocol: MappingProtocol
  readonly outcome:
    /** `behindAnother`: the external address is a private one itself, so a second router stands in the way. */
    | { readonly kind: 'mapped'; readonly ports: readonly MappedPort[]; readonly behindAnother: boolean }
    | { readonly kind: 'failed'; readonly why: MappingFailure }
}

/** `off`: no ticket is open, or the settings forbid it; `asked` with no gateways: nobody answered. */
export type MappingView =
  | { readonly kind: 'off' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'asked'; readonly gateways: readonly GatewayView[] }
