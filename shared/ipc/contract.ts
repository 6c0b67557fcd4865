// Both processes. The only place a command is declared: what comes in (zod, parsed by main), what goes out (a type),
// and which windows may send it. Adding a command touches this file, its handler and its caller.

import { z } from 'zod'
import type { Result } from '../result.ts'
import { CHAT_LIMIT } from '../session.ts'
import type { Role } from './views.ts'

export type SaveFailure =
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'not-written'; readonly path: string; readonly code: string }
  | { readonly kind: 'cannot-listen'; readonly code: string }
  | { readonly kind: 'not-open' }

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
  offerFiles: undefined
  acceptFiles: undefined
  declineFiles: undefined
  cancelTransfer: undefined
  showReceivedFile: undefined
  takeControl: undefined
  releaseControl: undefined
  stopControl: undefined
  disconnect: undefined
  reportCapture: undefined
}

const nothing = z.undefined()
const fileQuestion = z.strictObject({ question: z.number().int().min(1) })
const transferId = z.strictObject({ transfer: z.string().min(1).max(20) })
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
  /**
   * SECURITY: which files is asked by main in the system's own dialog, and so is the folder. A page that was taken over
   * by what it shows must not be able to send a file nobody chose; so no page names a path (nor can one be dropped).
   */
  offerFiles: nothing,
  acceptFiles: fileQuestion,
  declineFiles: fileQuestion,
  cancelTransfer: transferId,
  showReceivedFile: transferId,
  takeControl: nothing,
  releaseControl: nothing,
  stopControl: nothing,
  disconnect: nothing,
  reportCapture: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('started'),
      width: z.number().int().min(1).max(16384),
      height: z.number().int().min(1).max(16384),
    }),
    z.strictObject({ kind: z.literal('failed'), reason: z.string().max(200) }),
  ]),
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
  offerFiles: ['novice-session', 'expert-session'],
  acceptFiles: ['novice-session', 'expert-session'],
  declineFiles: ['novice-session', 'expert-session'],
  cancelTransfer: ['novice-session', 'expert-session'],
  showReceivedFile: ['novice-session', 'expert-session'],
  takeControl: ['expert-session'],
  releaseControl: ['expert-session'],
  stopControl: ['novice-session', 'control-bar'],
  disconnect: ['novice-session', 'expert-session'],
  reportCapture: ['capture'],
}
