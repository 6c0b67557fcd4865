// Services. The port that notices the novice's own hand at mouse and keyboard while an expert controls (CTL-8).

import type { InputToken } from '../../domain/input/injected-input.ts'

export type LocalInput = {
  /** `touched` is called for events that this program did not inject. Reason: why nobody can listen here. */
  start(touched: () => void): { readonly ok: true } | { readonly ok: false; readonly reason: string }
  stop(): void
  /** Looks at once for what has arrived and was not told yet; the gate asks before each event of the expert's. */
  look(): void
  /** The injector is about to inject this; null: something, where one event cannot be told from another. */
  injecting(token: InputToken | null): void
}
