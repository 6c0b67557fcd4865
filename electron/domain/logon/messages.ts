// Domain. The logon's messages: JSON on channel 0, parsed strictly, nothing believed that is not in the schema.
//
//   expert                                            novice
//     hello {version, account, ticketId, nonce, name} ──►   ticket open?
//                                  ◄── challenge {nonce}
//     share {share}                ──►
//                                  ◄── share {share}
//     confirm {tag}                ──►   ticket still open? the proof is checked and, if wrong, counted (ADM-3)
//                                  ◄── confirm {tag}
//   At any step instead: refused {refusal}, then the connection is closed.
//
//   An expert whose session was interrupted says instead, over a new connection:
//     resume {id, received, tag}   ──►   is there this session, and is the proof right?
//                                  ◄── resumed {received, tag}

import { z } from 'zod'
import type { Refusal } from '../../../shared/refusal.ts'
import { refusalNumbers } from '../../../shared/refusal.ts'
import type { Result } from '../../../shared/result.ts'
import { err, ok, unreachable } from '../../../shared/result.ts'
import { fromBase64, toBase64 } from './base64.ts'
import { SHARE_BYTES, TAG_BYTES } from './cpace.ts'
import { cleanExpertName } from './expert-name.ts'
import { RESUME_ID_BYTES, RESUME_TAG_BYTES } from './resume.ts'

export const PROTOCOL_VERSION = 1
/** The one account experts log on as (ACC-2). */
export const ACCOUNT = 'HelpAssistant'
export const NONCE_BYTES = 16
/** No message of the logon is longer, in UTF-16 code units. */
export const MESSAGE_LIMIT = 4096
const TICKET_ID_LIMIT = 100

export type LogonMessage =
  | { readonly type: 'hello'; readonly ticketId: string; readonly nonce: Uint8Array; readonly name: string }
  | { readonly type: 'challenge'; readonly nonce: Uint8Array }
  | { readonly type: 'share'; readonly share: Uint8Array }
  | { readonly type: 'confirm'; readonly tag: Uint8Array }
  | {
      readonly type: 'resume'
      readonly id: Uint8Array
      /** Frames of the session that this side has. */
      readonly received: number
      readonly tag: Uint8Array
    }
  | { readonly type: 'resumed'; readonly received: number; readonly tag: Uint8Array }
  | { readonly type: 'refused'; readonly refusal: Refusal }

const bytes = (length: number) =>
  z
    .string()
    .length(Math.ceil(length / 3) * 4)
    .transform((text, context) => {
      const decoded = fromBase64(text)
      if (decoded?.length === length) return decoded
      context.addIssue('not base64 of the right length')
      return z.NEVER
    })

const count = z.number().int().min(0)

const isRefusal = (value: string): value is Refusal => Object.hasOwn(refusalNumbers, value)

const schema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('hello'),
    version: z.literal(PROTOCOL_VERSION),
    account: z.literal(ACCOUNT),
    ticketId: z.string().min(1).max(TICKET_ID_LIMIT),
    nonce: bytes(NONCE_BYTES),
    // A hello without a visible name is not turned away: the expert is then called by the account's name.
    name: z
      .string()
      .max(256)
      .transform((name) => cleanExpertName(name) || ACCOUNT),
  }),
  z.strictObject({ type: z.literal('challenge'), nonce: bytes(NONCE_BYTES) }),
  z.strictObject({ type: z.literal('share'), share: bytes(SHARE_BYTES) }),
  z.strictObject({ type: z.literal('confirm'), tag: bytes(TAG_BYTES) }),
  z.strictObject({
    type: z.literal('resume'),
    id: bytes(RESUME_ID_BYTES),
    received: count,
    tag: bytes(RESUME_TAG_BYTES),
  }),
  z.strictObject({ type: z.literal('resumed'), received: count, tag: bytes(RESUME_TAG_BYTES) }),
  z.strictObject({ type: z.literal('refused'), refusal: z.string().max(20).refine(isRefusal) }),
])

/** Only this much is believed of a hello in another version; its other fields may be anything. */
const otherVersion = z.object({ type: z.literal('hello'), version: z.number().int().min(0) })

/**
 * Reads one message. Errors: `version` for a hello in a version that is not ours, `broken` for all else.
 * Fields unknown to version 1 are `broken`: an extension needs a new version.
 */
export function parseLogonMessage(text: string): Result<LogonMessage, 'version' | 'broken'> {
  const raw = text.length > MESSAGE_LIMIT ? undefined : parseJson(text)
  const parsed = schema.safeParse(raw)
  if (parsed.success) return ok(withoutConstants(parsed.data))
  const hello = otherVersion.safeParse(raw)
  return err(hello.success && hello.data.version !== PROTOCOL_VERSION ? 'version' : 'broken')
}

function withoutConstants(message: z.output<typeof schema>): LogonMessage {
  if (message.type !== 'hello') return message
  return { type: 'hello', ticketId: message.ticketId, nonce: message.nonce, name: message.name }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON: undefined fits no schema.
    return undefined
  }
}

/** The message as it goes onto the wire. */
export function writeLogonMessage(message: LogonMessage): string {
  return JSON.stringify(wireForm(message))
}

function wireForm(message: LogonMessage): z.input<typeof schema> {
  switch (message.type) {
    case 'hello': {
      const { ticketId, name } = message
      const nonce = toBase64(message.nonce)
      return {
        type: 'hello',
        version: PROTOCOL_VERSION,
        account: ACCOUNT,
        ticketId,
        nonce,
        name: cleanExpertName(name),
      }
    }
    case 'challenge':
      return { type: 'challenge', nonce: toBase64(message.nonce) }
    case 'share':
      return { type: 'share', share: toBase64(message.share) }
    case 'confirm':
      return { type: 'confirm', tag: toBase64(message.tag) }
    case 'resume': {
      const { received } = message
      return { type: 'resume', id: toBase64(message.id), received, tag: toBase64(message.tag) }
    }
    case 'resumed':
      return { type: 'resumed', received: message.received, tag: toBase64(message.tag) }
    case 'refused':
      return { type: 'refused', refusal: message.refusal }
    default:
      return unreachable(message)
  }
}
