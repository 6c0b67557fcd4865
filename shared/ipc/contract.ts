// Both processes. The only place a command is declared: what comes in (zod, parsed by main), what goes out (a type),
// and which windows may send it. Adding a command touches this file, its handler and its caller.

import { z } from 'zod'
import type { Result } from '../result.ts'
import { CHAT_LIMIT } from '../session.ts'
import { voiceSignal, voiceTroubles } from '../voice.ts'
import type { EventRow, Role } from './views.ts'

export type SaveFailure =
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'not-written'; readonly path: string; readonly code: string }
  | { readonly kind: 'cannot-listen'; readonly code: string }
  | { readonly kind: 'not-open' }

export type TextFailure =
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'not-written'; readonly path: string; readonly code: string }

export type Saved = { readonly ticketId: string; readonly path: string; readonly minutes: number }

export type Replies = {
  ready: undefined
  createInvitation: Result<Saved, SaveFailure>
  expireTicket: Result<undefined, { readonly kind: 'already-expired' | 'unknown-ticket' }>
  resendTicket: Result<Saved, SaveFailure>
  deleteTicket: undefined
  showInvitationFile: undefined
  acknowledgeDamage: undefined
  chooseInvitation: undefined
  openInvitation: undefined
  connect: undefined
  cancelConnecting: undefined
  closeWindow: undefined
  answerPrompt: undefined
  sendChat: undefined
  takeControl: undefined
  releaseControl: undefined
  stopControl: undefined
  disconnect: undefined
  startTalking: undefined
  answerTalking: undefined
  stopTalking: undefined
  sendVoice: undefined
  reportVoiceTrouble: undefined
  reportCapture: undefined
  pausePicture: undefined
  resumePicture: undefined
  typing: undefined
  saveText: Result<{ readonly path: string }, TextFailure>
  setFullScreen: undefined
  showSessionLog: undefined
  readSessionLog: readonly EventRow[]
}

/** A chat line with its name and time. */
const TEXT_LINE_LIMIT = CHAT_LIMIT + 400

const nothing = z.undefined()
const ticketId = z.object({ ticketId: z.string().min(1).max(100) })

export const inputs = {
  ready: nothing,
  createInvitation: z.strictObject({
    from: z.string().trim().min(1).max(64),
    count: z.number().int().min(1).max(99),
    unit: z.enum(['minutes', 'hours', 'days']),
    /** null: the recipient needs no password. */
    password: z.string().min(1).max(128).nullable(),
  }),
  expireTicket: ticketId,
  resendTicket: ticketId,
  deleteTicket: ticketId,
  showInvitationFile: ticketId,
  acknowledgeDamage: nothing,
  /** Shows the system's own Open dialog. */
  chooseInvitation: nothing,
  /** A file that was dropped onto the window. */
  openInvitation: z.strictObject({ path: z.string().min(1).max(4096) }),
  connect: z.strictObject({ password: z.string().max(128).nullable() }),
  cancelConnecting: nothing,
  closeWindow: nothing,
  answerPrompt: z.strictObject({ promptId: z.string().min(1).max(100), accept: z.boolean() }),
  sendChat: z.strictObject({ text: z.string().min(1).max(CHAT_LIMIT) }),
  takeControl: nothing,
  releaseControl: nothing,
  stopControl: nothing,
  disconnect: nothing,
  startTalking: nothing,
  answerTalking: z.strictObject({ accept: z.boolean() }),
  stopTalking: nothing,
  /** For the other person's page, while both have agreed to this call. */
  sendVoice: z.strictObject({ call: z.number().int().min(1).max(0xffffffff), signal: voiceSignal }),
  reportVoiceTrouble: z.strictObject({ why: z.enum(voiceTroubles) }),
  reportCapture: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('started'),
      width: z.number().int().min(1).max(16384),
      height: z.number().int().min(1).max(16384),
    }),
    z.strictObject({ kind: z.literal('failed'), reason: z.string().max(200) }),
  ]),
  pausePicture: nothing,
  resumePicture: nothing,
  typing: nothing,
  /** A chat history or a session log, worded by the page; the system's own Save dialog asks where to. */
  saveText: z.strictObject({
    what: z.enum(['chat', 'session-log']),
    lines: z.array(z.string().max(TEXT_LINE_LIMIT)).max(20_000),
  }),
  setFullScreen: z.strictObject({ full: z.boolean() }),
  showSessionLog: nothing,
  readSessionLog: nothing,
} satisfies Record<keyof Replies, z.ZodType>

export type Command = keyof Replies
export type Input<C extends Command> = z.input<(typeof inputs)[C]>
export type Parsed<C extends Command> = z.output<(typeof inputs)[C]>
export type Reply<C extends Command> = Replies[C]

/** Which windows may send a command: a novice's prompt may not call an expert's. */
export const senders: Readonly<Record<Command, readonly Role[]>> = {
  ready: ['center', 'invitation', 'prompt', 'novice-session', 'expert-session', 'control-bar', 'capture'],
  createInvitation: ['center'],
  expireTicket: ['center'],
  resendTicket: ['center'],
  deleteTicket: ['center'],
  showInvitationFile: ['center'],
  acknowledgeDamage: ['center'],
  chooseInvitation: ['center'],
  openInvitation: ['center'],
  connect: ['invitation'],
  cancelConnecting: ['invitation'],
  closeWindow: ['invitation', 'expert-session', 'novice-session'],
  answerPrompt: ['prompt'],
  sendChat: ['novice-session', 'expert-session'],
  takeControl: ['expert-session'],
  releaseControl: ['expert-session'],
  stopControl: ['novice-session', 'control-bar'],
  disconnect: ['novice-session', 'expert-session'],
  startTalking: ['novice-session', 'expert-session'],
  answerTalking: ['novice-session', 'expert-session'],
  stopTalking: ['novice-session', 'expert-session'],
  sendVoice: ['novice-session', 'expert-session'],
  reportVoiceTrouble: ['novice-session', 'expert-session'],
  reportCapture: ['capture'],
  pausePicture: ['novice-session'],
  resumePicture: ['novice-session'],
  typing: ['novice-session', 'expert-session'],
  saveText: ['novice-session', 'expert-session', 'center'],
  setFullScreen: ['expert-session'],
  showSessionLog: ['novice-session'],
  readSessionLog: ['center'],
}
