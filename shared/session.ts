// Both processes. What both windows of a session speak about.

import type { FileEnd, TransferView } from './transfer.ts'
import type { VoiceEnd } from './voice.ts'

/** Who ended control, and how (CTL-2, CTL-6). */
export type ControlEnd =
  | 'escape'
  /** The novice's computer cannot notice ESC any more, so nobody controls it (CTL-2). */
  | 'escape-unheard'
  | 'stop-button'
  | 'expert-released'
  | 'expert-escape'
  | 'screen-locked'
  | 'paused'
  | 'line-broken'
  | 'policy'
  | 'session-ended'

/**
 * Why a request for control came to nothing: the novice's No or silence, a computer where nothing can be injected or ESC
 * not be heard, too many requests one after the other (CTL-1), a paused picture, a policy (CTL-7).
 */
export const controlRefusals = [
  'denied',
  'no-answer',
  'not-possible',
  'too-soon',
  'paused',
  'policy',
] as const
export type ControlRefusal = (typeof controlRefusals)[number]

/**
 * Why a session was over. `link-lost` is SES-4: the connection broke and did not come back. `failed`: an error in the
 * novice's program, which lets nobody stay. `policy`: help is not allowed any more (POL-1).
 */
export type SessionEnd =
  | 'novice-disconnected'
  | 'expert-disconnected'
  | 'invitation-expired'
  | 'link-lost'
  | 'protocol-broken'
  | 'screen-unavailable'
  | 'application-closed'
  | 'policy'
  | 'failed'

/**
 * Whether keys and mouse of this computer can be shared; `not-allowed`: once the user has allowed it in the system's own
 * settings (macOS); `policy`: an administrator or this person's own settings forbid it (CTL-7).
 */
export type Controllable = 'yes' | 'no' | 'not-allowed' | 'policy'

/** Facts that the chat history tells between the lines people write. */
export type SessionNote =
  | { readonly kind: 'connected' }
  | { readonly kind: 'control-asked' }
  | { readonly kind: 'control-refused'; readonly why: ControlRefusal }
  | { readonly kind: 'control-taken' }
  | { readonly kind: 'control-ended'; readonly by: ControlEnd }
  /** The novice's system keeps the expert's input from what is in front, or does not any more. */
  | { readonly kind: 'input-blocked'; readonly blocked: boolean }
  | { readonly kind: 'paused' }
  /** Paused because nobody answered whether to go on sharing (SES-6). */
  | { readonly kind: 'unanswered' }
  | { readonly kind: 'resumed' }
  /** The connection broke and is waited for; it is back. */
  | { readonly kind: 'line-broken' }
  | { readonly kind: 'line-back' }
  | { readonly kind: 'talking' }
  | { readonly kind: 'not-talking'; readonly end: VoiceEnd }
  | { readonly kind: 'session-ended'; readonly reason: SessionEnd }
  | {
      readonly kind: 'file'
      readonly direction: TransferView['direction']
      readonly name: string
      readonly end: FileEnd
    }

/** One line of the chat history; `at` is epoch milliseconds of this computer's clock. */
export type ChatLine =
  | { readonly at: number; readonly kind: 'mine' | 'theirs'; readonly text: string }
  | { readonly at: number; readonly kind: 'note'; readonly note: SessionNote }

/** A chat message is at most this many UTF-16 code units; longer ones are cut by the sender's own window. */
export const CHAT_LIMIT = 4000

/** While somebody types the other side is told so at most this often, and shows it for a little longer. */
export const TYPING_TOLD_MS = 3_000
export const TYPING_SHOWN_MS = 5_000

/** How many colours the expert's picture has; fewer need less of a thin line. */
export const colourChoices = ['all', 'many', 'few'] as const
export type Colours = (typeof colourChoices)[number]

/** How much of the line the picture may take: what it carries, or at most so many bits a second. */
export const lineSpeeds = ['automatic', '256k', '1m', '10m'] as const
export type LineSpeed = (typeof lineSpeeds)[number]

/** CTL-8: so long after the novice's last own movement or key the expert's input rests. */
export const LOCAL_INPUT_MS = 1_000
