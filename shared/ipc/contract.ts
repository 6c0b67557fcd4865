// Both processes. The only place a command is declared: what comes in (zod, parsed by main), what goes out (a type),
// and which windows may send it. Adding a command touches this file, its handler and its caller.

import { z } from 'zod'
import { schemes } from '../appearance.ts'
import { languageChoices } from '../language.ts'
import { helpTopics, rolesWithHelp } from '../help-topics.ts'
import type { Result } from '../result.ts'
import { CHAT_LIMIT, colourChoices, lineSpeeds } from '../session.ts'
import { voiceSignal, voiceTroubles } from '../voice.ts'
import type { EventRow, Role } from './views.ts'

export type SaveFailure =
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'not-written'; readonly path: string; readonly code: string }
  | { readonly kind: 'cannot-listen'; readonly code: string }
  | { readonly kind: 'not-open' }
  /** The profile's folder takes nothing: a full disk, or one that cannot be written. */
  | { readonly kind: 'not-stored' }
  /** POL-1. */
  | { readonly kind: 'not-allowed' }

export type TextFailure =
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'not-written'; readonly path: string; readonly code: string }

export type Saved = { readonly ticketId: string; readonly path: string; readonly minutes: number }

export type ExportFailure =
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'not-written'; readonly path: string; readonly code: string }

/** What the log and the diagnostic information may have, in characters: the log's page of 200 entries and much more. */
export const EXPORT_LIMIT = 500_000
export const COPY_LIMIT = 50_000

export type AddressProblem = { readonly kind: 'not-an-address' }

export type Replies = {
  ready: undefined
  createInvitation: Result<Saved, SaveFailure>
  expireInvitation: undefined
  expireTicket: Result<undefined, { readonly kind: 'already-expired' | 'unknown-ticket' | 'not-stored' }>
  resendTicket: Result<Saved, SaveFailure>
  deleteTicket: undefined
  showInvitationFile: undefined
  acknowledgeDamage: undefined
  setLanguage: undefined
  setScheme: undefined
  setHelperName: undefined
  setOwnSwitches: undefined
  chooseInvitation: undefined
  openInvitation: undefined
  openAgain: undefined
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
  startTalking: undefined
  answerTalking: undefined
  stopTalking: undefined
  sendVoice: undefined
  reportVoiceTrouble: undefined
  reportCapture: undefined
  openTopic: undefined
  rememberTopic: undefined
  markTopic: undefined
  clearHistory: undefined
  exportEvents: Result<{ readonly path: string }, ExportFailure>
  copyText: undefined
  showLog: undefined
  pausePicture: undefined
  resumePicture: undefined
  chooseScreen: undefined
  typing: undefined
  saveText: Result<{ readonly path: string }, TextFailure>
  setFullScreen: undefined
  setColours: undefined
  setLineSpeed: undefined
  showSessionLog: undefined
  showConnectionTest: undefined
  testConnection: undefined
  cancelConnectionTest: undefined
  setOutsideAddress: Result<undefined, AddressProblem>
  readSessionLog: readonly EventRow[]
}

/** A chat line with its name and time. */
const TEXT_LINE_LIMIT = CHAT_LIMIT + 400

const nothing = z.undefined()
const topic = z.enum(helpTopics)
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
  /** TKT-3, for the window of a session that is over: it says which one by being there. */
  expireInvitation: nothing,
  expireTicket: ticketId,
  resendTicket: ticketId,
  deleteTicket: ticketId,
  showInvitationFile: ticketId,
  acknowledgeDamage: nothing,
  setLanguage: z.strictObject({ language: z.enum(languageChoices) }),
  setScheme: z.strictObject({ scheme: z.enum(schemes) }),
  /** Nothing visible in it: the login name again. */
  setHelperName: z.strictObject({ name: z.string().max(200) }),
  /** POL-2. */
  setOwnSwitches: z.strictObject({ allowToGetHelp: z.boolean(), allowFullControl: z.boolean() }),
  /** Shows the system's own Open dialog. */
  chooseInvitation: nothing,
  /** The file of a session that is over, whose window gives way to its dialog. */
  openAgain: nothing,
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
  /** The center comes to the front and shows the topic. */
  openTopic: z.strictObject({ topic }),
  /** The topic was read: it goes to the top of the history. */
  rememberTopic: z.strictObject({ topic }),
  markTopic: z.strictObject({ topic, favorite: z.boolean() }),
  clearHistory: nothing,
  /** Shows the system's Save dialog; `text` is the whole file. */
  exportEvents: z.strictObject({ text: z.string().max(EXPORT_LIMIT) }),
  /** Puts a text onto the clipboard. */
  copyText: z.strictObject({ text: z.string().min(1).max(COPY_LIMIT) }),
  /** Shows the program's log in its folder. */
  showLog: nothing,
  pausePicture: nothing,
  resumePicture: nothing,
  /** By its place in the view's list; null: all of them. */
  chooseScreen: z.strictObject({ screen: z.number().int().min(0).max(63).nullable() }),
  typing: nothing,
  /** A chat history or a session log, worded by the page; the system's own Save dialog asks where to. */
  saveText: z.strictObject({
    what: z.enum(['chat', 'session-log']),
    lines: z.array(z.string().max(TEXT_LINE_LIMIT)).max(20_000),
  }),
  setColours: z.strictObject({ colours: z.enum(colourChoices) }),
  setLineSpeed: z.strictObject({ speed: z.enum(lineSpeeds) }),
  setFullScreen: z.strictObject({ full: z.boolean() }),
  showSessionLog: nothing,
  showConnectionTest: nothing,
  testConnection: nothing,
  cancelConnectionTest: nothing,
  /** As typed; null: forget it. */
  setOutsideAddress: z.strictObject({ address: z.string().min(1).max(300).nullable() }),
  readSessionLog: nothing,
} satisfies Record<keyof Replies, z.ZodType>

export type Command = keyof Replies
export type Input<C extends Command> = z.input<(typeof inputs)[C]>
export type Parsed<C extends Command> = z.output<(typeof inputs)[C]>
export type Reply<C extends Command> = Replies[C]

/** Which windows may send a command: a novice's prompt may not call an expert's. */
export const senders: Readonly<Record<Command, readonly Role[]>> = {
  ready: [
    'center',
    'invitation',
    'prompt',
    'novice-session',
    'expert-session',
    'control-bar',
    'capture',
    'encoder',
  ],
  createInvitation: ['center'],
  expireInvitation: ['novice-session'],
  expireTicket: ['center'],
  resendTicket: ['center'],
  deleteTicket: ['center'],
  showInvitationFile: ['center'],
  acknowledgeDamage: ['center'],
  setLanguage: ['center'],
  setScheme: ['center'],
  setHelperName: ['center'],
  setOwnSwitches: ['center'],
  chooseInvitation: ['center'],
  openInvitation: ['center'],
  openAgain: ['expert-session'],
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
  disconnect: ['novice-session', 'control-bar', 'expert-session'],
  startTalking: ['novice-session', 'expert-session'],
  answerTalking: ['novice-session', 'expert-session'],
  stopTalking: ['novice-session', 'expert-session'],
  sendVoice: ['novice-session', 'expert-session'],
  reportVoiceTrouble: ['novice-session', 'expert-session'],
  reportCapture: ['capture'],
  openTopic: rolesWithHelp,
  rememberTopic: ['center'],
  markTopic: ['center'],
  clearHistory: ['center'],
  exportEvents: ['center'],
  copyText: ['center'],
  showLog: ['center'],
  pausePicture: ['novice-session'],
  resumePicture: ['novice-session'],
  chooseScreen: ['novice-session'],
  typing: ['novice-session', 'expert-session'],
  saveText: ['novice-session', 'expert-session', 'center'],
  setColours: ['expert-session'],
  setLineSpeed: ['expert-session'],
  setFullScreen: ['expert-session'],
  showSessionLog: ['novice-session'],
  showConnectionTest: ['novice-session'],
  testConnection: ['center'],
  cancelConnectionTest: ['center'],
  setOutsideAddress: ['center'],
  readSessionLog: ['center'],
}
