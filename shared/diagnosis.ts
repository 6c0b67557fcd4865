// Shared. What this computer finds out about being reached by others: asked of itself and of its routers, of nobody else.

import type { MappingFailure } from './network.ts'

/** How far an address leads: from everywhere, inside one network, or wherever its name is known. */
export type AddressKind = 'internet' | 'private' | 'name'

/** What a router has to do by hand: pass TCP `outer` on to `host`:`port`. */
export type Forwarding = { readonly outer: number; readonly host: string; readonly port: number }

export type HomeVerdict =
  /** `silent`: own addresses at which this computer did not hear itself. */
  | { readonly kind: 'reachable'; readonly at: string; readonly silent: readonly string[] }
  | { readonly kind: 'silent'; readonly silent: readonly string[] }
  /** Only virtual adapters have an address. */
  | { readonly kind: 'no-address' }

/** `at` is `host:port` as an expert uses it; `router` a router's own address. */
export type InternetVerdict =
  /** This computer's own address is one of the Internet. */
  | { readonly kind: 'direct'; readonly at: string }
  | { readonly kind: 'mapped'; readonly at: string; readonly router: string }
  /** The user has typed it; whether it leads here cannot be seen from here. */
  | { readonly kind: 'typed'; readonly at: string }
  | { readonly kind: 'behind-another'; readonly router: string }
  | { readonly kind: 'failed'; readonly router: string; readonly why: MappingFailure }
  | { readonly kind: 'no-router' }
  | { readonly kind: 'not-asked' }

export type Advice =
  | { readonly kind: 'join-network' }
  | { readonly kind: 'invite' }
  | { readonly kind: 'free-port' }
  | { readonly kind: 'firewall' }
  | ({ readonly kind: 'forward' } & Forwarding)
  | { readonly kind: 'outer-router' }
  | { readonly kind: 'type-address' }
  | { readonly kind: 'use-vpn'; readonly at: string }
  | { readonly kind: 'join-vpn' }

export type Diagnosis = { readonly advice: readonly Advice[] } & (
  | { readonly kind: 'no-network' }
  /** A policy or the user's own settings allow no help (POL-1), so nothing listens. */
  | { readonly kind: 'not-allowed' }
  /** Nothing listens while no invitation is open (ACC-4), so nothing can be tested. */
  | { readonly kind: 'no-invitation' }
  | { readonly kind: 'cannot-listen' }
  | {
      readonly kind: 'listening'
      readonly port: number
      readonly home: HomeVerdict
      readonly internet: InternetVerdict
      /** An IPv6 address of the Internet, for experts who have IPv6 as well. */
      readonly ipv6: string | null
    }
)

export type TestStep = 'listener' | 'routers'

/** `at`: epoch milliseconds. */
export type ConnectionTestView =
  | { readonly kind: 'idle' }
  /** `done` of `total` addresses have been tried. */
  | { readonly kind: 'running'; readonly step: TestStep; readonly done: number; readonly total: number }
  | { readonly kind: 'done'; readonly at: number; readonly diagnosis: Diagnosis }
