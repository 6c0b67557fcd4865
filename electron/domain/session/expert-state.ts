// Domain. The words of the expert's machine: its states, the facts it hears, the orders it gives. See expert.ts.

import type { CheckWords } from '../../../shared/ipc/views.ts'
import type { AddressFailure, Refusal } from '../../../shared/refusal.ts'
import type { ControlEnd, ControlRefusal, SessionEnd, SessionNote } from '../../../shared/session.ts'
import type { ExpertMessage } from './messages.ts'

/** CON-1: how long one address is tried. */
export const ADDRESS_MS = 30_000

export type Tried = { readonly index: number; readonly failure: AddressFailure }

export type ExpertFailure =
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'no-address-answered'; readonly tried: readonly Tried[] }
  | { readonly kind: 'needs-windows' }

/** `attempt` grows with every Yes, so that facts about an abandoned attempt are recognised as late. */
export type Attempt = {
  readonly attempt: number
  readonly index: number
  readonly total: number
  readonly tried: readonly Tried[]
}

type Admitted = {
  readonly novice: string
  readonly words: CheckWords
  /** The line is broken, and is tried again until then (epoch ms); null while it is up. */
  readonly brokenUntil: number | null
}

export type ExpertState =
  | { readonly kind: 'question'; readonly attempt: number; readonly failure: ExpertFailure | null }
  | ({ readonly kind: 'connecting'; readonly until: number } & Attempt)
  | ({ readonly kind: 'logging-on' } & Attempt)
  | ({ readonly kind: 'waiting'; readonly words: CheckWords } & Attempt)
  | ({ readonly kind: 'viewing' } & Admitted)
  | ({ readonly kind: 'asking-control' } & Admitted)
  /** `held`: the novice's own hand is at mouse or keyboard, and our input is dropped over there (CTL-8). */
  | ({ readonly kind: 'controlling'; readonly grant: number; readonly held: boolean } & Admitted)
  /** The novice shows a blurred still (SES-2). */
  | ({ readonly kind: 'paused' } & Admitted)
  | { readonly kind: 'ended'; readonly session: Ended | null }

type Ended = { readonly novice: string; readonly words: CheckWords; readonly reason: SessionEnd }

export type ExpertEvent =
  /** `addresses`: how many there are to try; `ours`: false for an invitation that only Windows can answer. */
  | { readonly kind: 'yes-clicked'; readonly addresses: number; readonly ours: boolean; readonly now: number }
  | { readonly kind: 'own-invitation' }
  | { readonly kind: 'cancelled' }
  | {
      readonly kind: 'address-failed'
      readonly attempt: number
      readonly index: number
      readonly failure: AddressFailure
      readonly now: number
    }
  | {
      readonly kind: 'address-timed-out'
      readonly attempt: number
      readonly index: number
      readonly now: number
    }
  | { readonly kind: 'reached'; readonly attempt: number; readonly index: number }
  | { readonly kind: 'logged-on'; readonly attempt: number; readonly words: CheckWords }
  | { readonly kind: 'logon-refused'; readonly attempt: number; readonly refusal: Refusal }
  | { readonly kind: 'accepted'; readonly novice: string }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'take-control-clicked' }
  | { readonly kind: 'control-given-up'; readonly by: 'expert-released' | 'expert-escape' }
  | { readonly kind: 'control-granted'; readonly grant: number }
  | { readonly kind: 'control-refused'; readonly why: ControlRefusal }
  | { readonly kind: 'control-ended'; readonly by: ControlEnd }
  | { readonly kind: 'picture-paused' | 'picture-resumed' }
  | { readonly kind: 'input-held'; readonly held: boolean }
  | { readonly kind: 'input-blocked'; readonly blocked: boolean }
  | { readonly kind: 'chat-received' | 'chat-written'; readonly text: string }
  | { readonly kind: 'typing-received' | 'typing-here' }
  | { readonly kind: 'novice-left'; readonly reason: SessionEnd }
  | { readonly kind: 'line-broken'; readonly until: number }
  | { readonly kind: 'line-back' }
  | { readonly kind: 'link-closed'; readonly now: number }
  | { readonly kind: 'protocol-broken' }
  | { readonly kind: 'disconnect-clicked' }
  | { readonly kind: 'window-closed' }

export type ExpertEffect =
  | { readonly kind: 'connect'; readonly attempt: number; readonly index: number }
  | {
      readonly kind: 'start-address-timer'
      readonly attempt: number
      readonly index: number
      readonly ms: number
    }
  | { readonly kind: 'stop-address-timer' }
  | { readonly kind: 'log-on'; readonly attempt: number }
  /** Ends whatever is under way: the attempt or the connection, after what was sent has left. */
  | { readonly kind: 'hang-up' }
  /** The same at once, without a word and without waiting for the other side (CON-1). */
  | { readonly kind: 'cut-off' }
  /** Looks for the novice again, at every address, until `stop-reconnect`. */
  | { readonly kind: 'reconnect' }
  | { readonly kind: 'stop-reconnect' }
  | { readonly kind: 'send'; readonly message: ExpertMessage }
  | { readonly kind: 'show-screen' }
  /** The grant number of all further frames; 0 holds pointer and keys back on this side already (CTL-4). */
  | { readonly kind: 'use-grant'; readonly grant: number }
  | { readonly kind: 'note'; readonly note: SessionNote }
  | { readonly kind: 'chat'; readonly from: 'mine' | 'theirs'; readonly text: string }
  | { readonly kind: 'typing' }

export type ExpertStep = { readonly state: ExpertState; readonly effects: readonly ExpertEffect[] }
