// Domain. How often one network may knock: some times at once, then once a second.

/** Knocks that pass whenever they come: a program with several addresses of one computer uses them one after the other. */
export const FREE_KNOCKS = 16
/** After so long one more passes, in milliseconds. */
export const KNOCK_MS = 1_000
/** SECURITY: networks that are remembered; a peer with very many must not fill the memory. */
export const MOST_NETWORKS = 4_096

export type Turnstile = {
  /** Counts a knock; false: too many of this network. */
  passes(network: string): boolean
  /** Call every `KNOCK_MS` while it is not empty: everybody may knock once more. */
  second(): void
  isEmpty(): boolean
}

export function createTurnstile(): Turnstile {
  /** Knocks that are not forgiven yet; who knocked last stands last. */
  const knocks = new Map<string, number>()
  return {
    passes: (network) => {
      const so = knocks.get(network) ?? 0
      if (so >= FREE_KNOCKS) return false
      knocks.delete(network)
      knocks.set(network, so + 1)
      const [oldest] = knocks.keys()
      if (knocks.size > MOST_NETWORKS && oldest !== undefined) knocks.delete(oldest)
      return true
    },
    second: () => {
      for (const [network, so] of knocks) {
        if (so > 1) knocks.set(network, so - 1)
        else knocks.delete(network)
      }
    },
    isEmpty: () => knocks.size === 0,
  }
}
