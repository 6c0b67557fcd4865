// Both processes. What each window shows: main pushes a whole view, the renderer replaces it.
// No secrets, sockets or callbacks: everything here is cloneable and may be photographed.

import type { AppearanceChoice } from '../appearance.ts'
import type { AddressKind, ConnectionTestView } from '../diagnosis.ts'
import type { HelpTopic, TopicVisit } from '../help-topics.ts'
import type { InvitationProblem, InvitationWriter } from '../invitation.ts'
import type { Language } from '../language.ts'
import type { MappingView } from '../network.ts'
import type { Permission, Policy } from '../policy.ts'
import type { AddressFailure, Refusal } from '../refusal.ts'
import type { ChatLine, Controllable, SessionEnd } from '../session.ts'
import type { FilesView } from '../transfer.ts'
import type { VoiceState } from '../voice.ts'

export type TicketStatus = 'open' | 'expired' | 'resend-required'

export type TicketRow = {
  readonly id: string
  readonly from: string
  /** Epoch milliseconds, for display only: the ticket clock decides (TKT-5). */
  readonly createdAt: number
  /** An expired one ended then, whatever its lifetime was. */
  readonly endsAt: number
  readonly lifetimeMinutes: number
  readonly status: TicketStatus
  readonly closedBy: 'time' | 'novice' | 'wrong-proofs' | null
  readonly passwordProtected: boolean
  readonly addresses: readonly string[]
  /** What the routers had said when the file was written (NET-4); null: a ticket of an older version. */
  readonly mapping: MappingView | null
  readonly file: string | null
}

/** ACC-5. Times are epoch milliseconds. */
export type AccountView = {
  readonly enabled: boolean
  readonly logonRight: boolean
  readonly since: number
}

export type EventRow = {
  readonly at: number
  readonly kind: string
  readonly details: Readonly<Record<string, string | number | boolean>>
}

/** What another window leads to in the center. */
export type CenterWish =
  | { readonly kind: 'topic'; readonly topic: HelpTopic }
  | { readonly kind: 'session-log' }
  | { readonly kind: 'connection-test' }

/** `broken`: this person would see the screen, but for the line (SES-4). */
export type ActiveHelper = { readonly name: string; readonly status: 'viewing' | 'controlled' | 'broken' }

export type CenterView = {
  readonly role: 'center'
  readonly profileName: string
  /** POL-1: what an administrator has decided, and what follows from it and from the user's own switches. */
  readonly policy: Policy
  readonly permission: Permission
  /** POL-2: what the user allows, whatever the policy says. */
  readonly ownSwitches: { readonly allowToGetHelp: boolean; readonly allowFullControl: boolean }
  readonly tickets: readonly TicketRow[]
  /** Damaged records that were found and deleted at start; 0 once acknowledged. */
  readonly damagedTickets: number
  readonly account: AccountView
  /** TKT-10: the system's key store guards what the profile keeps secret. */
  readonly secretsSealed: boolean
  readonly listeningPort: number | null
  readonly addresses: readonly string[]
  readonly mapping: MappingView
  /** How others reach this computer from outside, as the user typed it; null: nothing was typed. */
  readonly outsideAddress: string | null
  readonly connectionTest: ConnectionTestView
  readonly capture: 'x11' | 'chromium'
  readonly events: readonly EventRow[]
  /** Who has been let in, and what this person does at this moment; null also while the picture is paused. */
  readonly helper: ActiveHelper | null
  /** What the user has chosen; what follows from it comes with every view (`WindowState`). */
  readonly appearance: AppearanceChoice
  /** What "as the system" means on this computer. */
  readonly systemLanguage: Language
  /** Marked help topics, in the order of marking. */
  readonly favorites: readonly HelpTopic[]
  /** Topics that were read, newest first. */
  readonly history: readonly TopicVisit[]
  /** What another window has asked for; a new number is a new wish. Forgotten when the center is closed. */
  readonly goTo: (CenterWish & { readonly number: number }) | null
  readonly about: ProgramFacts
  /** A session is going on, also while its picture is paused. */
  readonly helping: boolean
  /** DEL-2: the person has chosen where, and an invitation's file is being made. */
  readonly savingInvitation: boolean
  /** Under which name this person helps others: their own choice, or else the login name. */
  readonly helperName: { readonly chosen: string | null; readonly login: string }
}

/** For people who look for the cause of a trouble; nothing that is secret. */
export type ProgramFacts = { readonly version: string; readonly system: string }

/** Why the expert's attempt came back to the question. */
export type ConnectFailure =
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'no-address-answered'; readonly tried: readonly TriedAddress[] }
  | { readonly kind: 'needs-windows' }

/** `host:port`, and how far it leads. */
export type ListedAddress = { readonly address: string; readonly leads: AddressKind }

export type TriedAddress = ListedAddress & { readonly failure: AddressFailure }

export type InvitationFacts = {
  readonly username: string
  readonly createdAt: number
  readonly expiresAt: number
  readonly seemsExpired: boolean
  readonly passwordRequired: boolean
  readonly writtenBy: InvitationWriter
}

export type InvitationView = { readonly role: 'invitation'; readonly fileName: string } & (
  | { readonly kind: 'broken'; readonly problem: InvitationProblem }
  | {
      readonly kind: 'question'
      readonly invitation: InvitationFacts
      readonly failure: ConnectFailure | null
    }
  | {
      readonly kind: 'connecting'
      readonly invitation: InvitationFacts
      readonly trying: ListedAddress
      /** What follows when this one does not answer; null: it is the last. */
      readonly next: ListedAddress | null
      readonly index: number
      readonly total: number
      /** Epoch milliseconds at which the next address is tried (CON-1). */
      readonly until: number
    }
  | { readonly kind: 'logging-on'; readonly invitation: InvitationFacts; readonly address: string }
  | { readonly kind: 'waiting'; readonly invitation: InvitationFacts; readonly words: CheckWords }
)

/** Four words both people can read to each other on the telephone. */
export type CheckWords = readonly [string, string, string, string]

export type PromptView = {
  readonly role: 'prompt'
  readonly promptId: string
  readonly expert: string
  readonly address: string
  readonly words: CheckWords
  /** May this person look, may this person control, may this person go on looking. */
} & ({ readonly kind: 'accept' } | { readonly kind: 'control' } | { readonly kind: 'still' })

export type NoviceSessionView = {
  readonly role: 'novice-session'
  readonly expert: string
  readonly address: string
  readonly words: CheckWords
  /** `prepared`: loaded behind the question and not shown, so that the Yes finds it ready; it says nothing yet. */
  readonly status: 'prepared' | 'viewing' | 'control-asked' | 'controlled' | 'paused' | 'ended'
  /** CTL-8: this computer's own mouse or keyboard is in use, and the expert's input rests. */
  readonly held: boolean
  /** The connection broke and is waited for until then (epoch ms); null while it holds. */
  readonly brokenUntil: number | null
  /** The monitors of this computer, in pixels; empty where they cannot be told apart. */
  readonly screens: readonly { readonly width: number; readonly height: number }[]
  /** Which one is shared, by its place in `screens`; null: all of them. */
  readonly screen: number | null
  /** The expert is writing a line. */
  readonly typing: boolean
  readonly voice: VoiceState
  readonly end: SessionEnd | null
  readonly chat: readonly ChatLine[]
  readonly files: FilesView
  /** Anything but yes: the session is view-only. */
  readonly controllable: Controllable
  /** Of a session that is over: whether its invitation lets somebody in again, and until when (epoch milliseconds). */
  readonly invitation: { readonly open: boolean; readonly expiresAt: number } | null
}

export type ExpertSessionView = {
  readonly role: 'expert-session'
  readonly novice: string
  readonly words: CheckWords
  /** `prepared`: loaded behind the dialog while the novice decides, and not shown, so that the Yes finds it ready. */
  readonly status: 'prepared' | 'viewing' | 'asking-control' | 'controlling' | 'paused' | 'ended'
  /** CTL-8: the novice uses mouse or keyboard, and our input is dropped. */
  readonly held: boolean
  /** The connection broke and is tried again until then (epoch ms); null while it holds. */
  readonly brokenUntil: number | null
  /** The novice is writing a line. */
  readonly typing: boolean
  readonly voice: VoiceState
  readonly end: SessionEnd | null
  readonly chat: readonly ChatLine[]
  readonly files: FilesView
}

export type ControlBarView = {
  readonly role: 'control-bar'
  /**
   * `prepared`: loaded and not shown while the novice decides, so that it is there when somebody sees the screen, and when
   * control begins (CTL-2). `broken`: nobody sees anything until the line is back (SES-4).
   */
  readonly status: 'prepared' | 'viewing' | 'controlled' | 'broken'
  readonly expert: string
  /** CTL-8. */
  readonly held: boolean
}

/** The hidden window in which Chromium captures the screen (architecture: Capture). */
export type CaptureView = { readonly role: 'capture'; readonly running: boolean }

/** A hidden window in which Chromium encodes a film for a thin line. */
export type EncoderView = { readonly role: 'encoder' }

export type View =
  | CenterView
  | InvitationView
  | PromptView
  | NoviceSessionView
  | ExpertSessionView
  | ControlBarView
  | CaptureView
  | EncoderView

export type Role = View['role']
export type ViewOf<R extends Role> = Extract<View, { readonly role: R }>
