// Domain. What the two computers say to each other about files on channel 2, parsed strictly (version 1). The bytes of
// the files themselves: chunk-header.ts. Each side numbers the files that it offers; both may be sending at once.

import { z } from 'zod'
import { MOST_FILES } from '../../../shared/transfer.ts'
import { LARGEST_FILE, LONGEST_NAME } from './limits.ts'

const MOST_TRANSFERS = 0xffffffff
/** The longest offer, with every character of its names written as an escape. */
const LONGEST_MESSAGE = MOST_FILES * (LONGEST_NAME * 6 + 100)

const transfer = z.number().int().min(1).max(MOST_TRANSFERS)
const file = z.strictObject({
  name: z.string().max(LONGEST_NAME),
  size: z.number().int().min(0).max(LARGEST_FILE),
})

const message = z.discriminatedUnion('type', [
  // By the sender. The files are numbered from `first`; a number never comes twice.
  z.strictObject({
    type: z.literal('offer'),
    first: z
      .number()
      .int()
      .min(1)
      .max(MOST_TRANSFERS - MOST_FILES),
    files: z.array(file).min(1).max(MOST_FILES),
  }),
  z.strictObject({ type: z.literal('end'), transfer, sha256: z.string().regex(/^[0-9a-f]{64}$/u) }),
  z.strictObject({
    type: z.literal('give-up'),
    transfer,
    why: z.enum(['cancelled', 'source-gone', 'unreadable', 'source-changed']),
  }),
  // By the receiver.
  z.strictObject({ type: z.literal('accept'), first: transfer }),
  z.strictObject({ type: z.literal('decline'), first: transfer, why: z.enum(['declined', 'too-many']) }),
  z.strictObject({ type: z.literal('received'), transfer }),
  z.strictObject({
    type: z.literal('turn-away'),
    transfer,
    why: z.enum(['cancelled', 'disk-full', 'not-writable', 'wrong-size', 'damaged']),
  }),
])

export type FileMessage = z.infer<typeof message>
export type FileOffer = Extract<FileMessage, { readonly type: 'offer' }>
export type GiveUp = Extract<FileMessage, { readonly type: 'give-up' }>['why']
export type TurnAway = Extract<FileMessage, { readonly type: 'turn-away' }>['why']

/** UTF-8 is decoded by the caller; undefined: against the protocol. */
export function parseFileMessage(text: string): FileMessage | undefined {
  if (text.length > LONGEST_MESSAGE) return undefined
  try {
    return message.safeParse(JSON.parse(text)).data
  } catch {
    // Not JSON.
    return undefined
  }
}
