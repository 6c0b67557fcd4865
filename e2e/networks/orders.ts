// Test networks. What a whole program on one end of a network is told, one JSON line an order, and what it says.

import type { ConnectionTestView } from '../../shared/diagnosis.ts'
import type { TransferView } from '../../shared/transfer.ts'
import type { VoiceSignal } from '../../shared/voice.ts'

/** How a program is started, as one argument of JSON. */
export type Setup = {
  readonly name: string
  /** Of its store, its invitation and the files it gets. */
  readonly folder: string
  /** An X display that is captured and controlled; without it a painted screen and a recorded hand. */
  readonly display?: string
  readonly portMapping?: boolean
  /** Session time runs so many times as fast. */
  readonly haste?: number
}

export type Order =
  /** The novice's. */
  | { readonly do: 'invite'; readonly file: string }
  /** Waits for the question, and says Yes. */
  | { readonly do: 'answer'; readonly question: 'asking' | 'control-asked' }
  | { readonly do: 'test-connection' }
  /** Echoes what comes at the port of the sound; says how the page of the novice would be offered it. */
  | { readonly do: 'sound' }
  /** The expert's. */
  | { readonly do: 'connect'; readonly file: string }
  /** Looks at the picture from now on. */
  | { readonly do: 'view' }
  | { readonly do: 'ask-control' }
  /** Types a letter, and waits until it is seen as the `number`th key. */
  | { readonly do: 'type'; readonly number: number }
  /** Types a letter, `a` unless another one is wanted, and does not look. */
  | { readonly do: 'type-blindly'; readonly letter?: string }
  /** Shift goes down, and stays. */
  | { readonly do: 'hold-shift' }
  | { readonly do: 'picture' }
  /** Sends a datagram until it comes back. */
  | { readonly do: 'call'; readonly host: string; readonly port: number }
  /** Either's. */
  | { readonly do: 'look' }
  | { readonly do: 'until'; readonly state: string; readonly broken?: boolean }
  | { readonly do: 'offer'; readonly path: string }
  /** Waits for the question about a file, and takes it. */
  | { readonly do: 'take' }
  | { readonly do: 'files-over' }
  | { readonly do: 'quit' }

export type Report = {
  /** Of the state machine; `none` before there is one. */
  readonly state: string
  readonly broken: boolean
  /** Why the session was over, or an attempt failed. */
  readonly why: unknown
  /** How many questions this visit of an expert has put to the novice. */
  readonly asked: number
  /** The novice's event log, newest first. */
  readonly events: readonly string[]
  /** Addresses in the invitation. */
  readonly listed: readonly string[]
  readonly files: readonly TransferView[]
  /** Heartbeats of this side so far, and how many there had been each time when keys and buttons were let go. */
  readonly beats: number
  readonly letGo: readonly number[]
  /** How often this side has looked at its own addresses (TKT-8). */
  readonly looks: number
  /** Keys that were injected, and `release` where all were let go. */
  readonly keys: readonly string[]
  /** Bytes that the system had not yet got rid of when the letter was typed, and what came before its echo. */
  readonly typed: { readonly inFront: number; readonly before: number } | null
  readonly picture: { readonly hash: string; readonly missing: number; readonly missingText: number } | null
  readonly diagnosis: ConnectionTestView | null
  readonly sound: { readonly port: number; readonly signals: readonly VoiceSignal[] } | null
  readonly echoed: string | null
}

/** What went wrong instead. */
export type Answer = Report | { readonly failed: string }
