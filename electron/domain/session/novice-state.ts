// Domain. The words of the novice's machine: its states, the facts it hears, the orders it gives. See novice.ts.

import type { CheckWords } from '../../../shared/ipc/views.ts'
import type { Refusal } from '../../../shared/refusal.ts'
import type { SessionEnd, SessionNote } from '../../../shared/session.ts'
import type { NoviceMessage } from './messages.ts'

/** ADM-6: this long without an answer is a No. */
export const ANSWER_MS = 120_000

/** Requests that may open a prompt whenever they come: a No is easily clicked by mistake. */
const FREE_REQUESTS = 5
const FIRST_REST_MS = 10_000
const LONGEST_REST_MS = 60_000

/**
 * How long after the last of so many requests in vain the next one is refused without a prompt; twice as long each time.
 * SECURITY: an expert must not wear the novice down, or make windows flicker, by asking again and again (ADM-4, CTL-1).
 */
export const restAfter = (inVain: number): number =>
  inVain < FREE_REQUESTS ? 0 : Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** (inVain - FREE_REQUESTS))

export type Helper = {
  readonly name: string
  readonly address: string
  readonly ticketId: string
  readonly words: CheckWords
}

/**
 * `asked` counts this visit's prompts and `grants` its grants: both only ever grow, so no number comes twice.
 * `inVain` counts the requests for control since the last grant; the last of them came at `lastRequest`.
 */
type Admitted = {
  readonly helper: Helper
  /** The line is broken, and is waited for until then (epoch ms); null while it is up. */
  readonly brokenUntil: number | null
  /** The novice is being asked whether to go on sharing; nothing is injected meanwhile (SES-6, CTL-5). */
  readonly confirming: boolean
  readonly asked: number
  readonly grants: number
  readonly inVain: number
  readonly lastRequest: number
}

export type NoviceState =
  | { readonly kind: 'knocking' }
  | { readonly kind: 'asking'; readonly helper: Helper; readonly asked: number }
  | ({ readonly kind: 'viewing' } & Admitted)
  | ({ readonly kind: 'control-asked' } & Admitted)
  /** `held`: the novice uses mouse or keyboard at this moment, and the expert's input rests (CTL-8). */
  | ({ readonly kind: 'controlled'; readonly held: boolean } & Admitted)
  /** The expert has a blurred still, nothing is captured, and there is no control (SES-2). */
  | ({ readonly kind: 'paused' } & Admitted)
  | { readonly kind: 'ended'; readonly helper: Helper | null; readonly why: NoviceEnd }

export type NoviceEnd =
  | { readonly kind: 'not-admitted'; readonly refusal: Refusal | 'lost' }
  | { readonly kind: 'session-over'; readonly reason: SessionEnd }

/** `not-possible`: nothing can be injected, or ESC not be heard; `policy`: it is not allowed (CTL-7). */
export type ControlObstacle = 'not-possible' | 'policy'

export type NoviceEvent =
  /** `turnedAway`: the novice is not asked: another expert is there (ADM-5), too many Nos, or a policy (ADM-1). */
  | {
      readonly kind: 'logon-succeeded'
      readonly helper: Helper
      readonly turnedAway: 'busy' | 'too-soon' | 'policy' | null
    }
  | { readonly kind: 'logon-failed'; readonly refusal: Refusal | 'lost' }
  | { readonly kind: 'answered'; readonly prompt: number; readonly accept: boolean }
  | { readonly kind: 'answer-timed-out'; readonly prompt: number }
  /** The screen has been seen for half an hour since the novice's last Yes. */
  | { readonly kind: 'still-due' }
  /** `now`: milliseconds that never go back; `obstacle`: why there is no control here at all, whatever the novice says. */
  | { readonly kind: 'control-requested'; readonly obstacle: ControlObstacle | null; readonly now: number }
  /** CTL-7: from now on. */
  | { readonly kind: 'control-forbidden' }
  | { readonly kind: 'control-released'; readonly by: 'expert-released' | 'expert-escape' }
  | {
      readonly kind: 'control-stopped'
      readonly by: 'escape' | 'escape-unheard' | 'stop-button' | 'screen-locked'
    }
  | { readonly kind: 'pause-clicked' | 'resume-clicked' }
  | { readonly kind: 'local-input'; readonly held: boolean }
  | { readonly kind: 'input-blocked'; readonly blocked: boolean }
  | { readonly kind: 'chat-received' | 'chat-written'; readonly text: string }
  | { readonly kind: 'typing-received' | 'typing-here' }
  | { readonly kind: 'expert-left'; readonly reason: 'expert-disconnected' | 'application-closed' }
  /** An interrupted visit goes on over the connection that knocked: this one is nobody's visit. */
  | { readonly kind: 'came-back' }
  /** The session outlives its connection until `until` (epoch ms) … */
  | { readonly kind: 'line-broken'; readonly until: number }
  /** … and goes on from this address. */
  | { readonly kind: 'line-back'; readonly address: string }
  | { readonly kind: 'link-closed' }
  | { readonly kind: 'protocol-broken' }
  | {
      readonly kind: 'closed-here'
      readonly reason:
        | 'novice-disconnected'
        | 'invitation-expired'
        | 'screen-unavailable'
        | 'application-closed'
        | 'policy'
        | 'failed'
    }

export type NoviceEffect =
  | { readonly kind: 'send'; readonly message: NoviceMessage }
  | { readonly kind: 'start-answer-timer'; readonly prompt: number; readonly ms: number }
  | { readonly kind: 'stop-answer-timer' }
  /** Replaces the one before. */
  | { readonly kind: 'start-still-timer'; readonly ms: number }
  | { readonly kind: 'stop-still-timer' }
  | { readonly kind: 'show-screen' }
  | { readonly kind: 'hide-screen' }
  /** One blurred still in place of the live picture; the capture stops. */
  | { readonly kind: 'blur-screen' }
  | { readonly kind: 'resume-screen' }
  | { readonly kind: 'open-gate'; readonly grant: number }
  | { readonly kind: 'shut-gate' }
  | { readonly kind: 'hang-up' }
  | { readonly kind: 'note'; readonly note: SessionNote }
  | { readonly kind: 'chat'; readonly from: 'mine' | 'theirs'; readonly text: string }
  | { readonly kind: 'typing' }

export type NoviceStep = { readonly state: NoviceState; readonly effects: readonly NoviceEffect[] }
