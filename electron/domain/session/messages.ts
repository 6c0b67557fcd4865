// Domain. What the two computers say to each other on channel 0 once the logon succeeded, parsed strictly (version 1).
// The logon's own messages are in ../logon/messages.ts.

import { z } from 'zod'
import { cleanUserName } from '../invitation/user-name.ts'
import type { Result } from '../../../shared/result.ts'
import { parseMessage } from './parse-message.ts'
import { refusalNumbers } from '../../../shared/refusal.ts'
import type { Refusal } from '../../../shared/refusal.ts'
import { CHAT_LIMIT, colourChoices, controlRefusals, lineSpeeds } from '../../../shared/session.ts'

const refusals = Object.keys(refusalNumbers) as [Refusal, ...Refusal[]]
const grant = z.number().int().min(1).max(0xffffffff)

const fromEither = [
  z.strictObject({ type: z.literal('chat'), text: z.string().min(1).max(CHAT_LIMIT) }),
  z.strictObject({ type: z.literal('typing') }),
] as const

const fromNovice = z.discriminatedUnion('type', [
  ...fromEither,
  z.strictObject({ type: z.literal('asking') }),
  // SECURITY: a name that stands in titles and sentences; nothing in it may reorder or hide the words around it.
  z.strictObject({ type: z.literal('accepted'), novice: z.string().max(64).transform(cleanUserName) }),
  z.strictObject({ type: z.literal('refused'), refusal: z.enum(refusals) }),
  z.strictObject({ type: z.literal('control-granted'), grant }),
  z.strictObject({ type: z.literal('control-refused'), why: z.enum(controlRefusals) }),
  z.strictObject({
    type: z.literal('control-ended'),
    by: z.enum([
      'escape',
      'escape-unheard',
      'stop-button',
      'expert-released',
      'expert-escape',
      'screen-locked',
      'paused',
      'line-broken',
      'policy',
      'session-ended',
    ]),
  }),
  // From here to `resumed` the picture is one blurred still (SES-2).
  z.strictObject({ type: z.literal('paused') }),
  z.strictObject({ type: z.literal('resumed') }),
  // CTL-8: whether the novice uses mouse or keyboard, so that the expert's input is held off.
  z.strictObject({ type: z.literal('input-held'), held: z.boolean() }),
  // Whether the novice's system keeps the expert's input from what is in front: its own questions, windows of higher rights.
  z.strictObject({ type: z.literal('input-blocked'), blocked: z.boolean() }),
  z.strictObject({
    type: z.literal('bye'),
    reason: z.enum([
      'novice-disconnected',
      'invitation-expired',
      'screen-unavailable',
      'application-closed',
      'policy',
      'failed',
      'protocol-broken',
    ]),
  }),
])

const fromExpert = z.discriminatedUnion('type', [
  ...fromEither,
  z.strictObject({ type: z.literal('control-ask') }),
  z.strictObject({ type: z.literal('colours'), colours: z.enum(colourChoices) }),
  z.strictObject({ type: z.literal('line-speed'), speed: z.enum(lineSpeeds) }),
  z.strictObject({ type: z.literal('control-release'), by: z.enum(['expert-released', 'expert-escape']) }),
  z.strictObject({ type: z.literal('bye'), reason: z.enum(['expert-disconnected', 'application-closed']) }),
])

export type NoviceMessage = z.infer<typeof fromNovice>
export type ExpertMessage = z.infer<typeof fromExpert>

/** UTF-8 JSON is decoded by the caller; an unknown type, field or value is an error, never a guess. */
export const parseNoviceMessage = (text: string): Result<NoviceMessage, 'bad-message'> =>
  parseMessage(fromNovice, text)
export const parseExpertMessage = (text: string): Result<ExpertMessage, 'bad-message'> =>
  parseMessage(fromExpert, text)
