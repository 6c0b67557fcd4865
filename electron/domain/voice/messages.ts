// Domain. What the two computers say to each other on channel 3, parsed strictly. The novice's computer keeps the state of
// the call and numbers each change (`turn`); whatever names another turn is out of date and does nothing.

import { z } from 'zod'
import type { Result } from '../../../shared/result.ts'
import { parseMessage } from '../session/parse-message.ts'
import { voiceEnds, voiceSignal, voiceTroubles } from '../../../shared/voice.ts'

const turn = z.number().int().min(0).max(0xffffffff)
const signal = z.strictObject({ type: z.literal('signal'), turn, signal: voiceSignal })

const fromNovice = z.discriminatedUnion('type', [
  signal,
  z.strictObject({
    type: z.literal('state'),
    turn,
    kind: z.enum(['off', 'novice-asks', 'expert-asks', 'talking']),
    end: z.enum(voiceEnds).nullable(),
  }),
])

const fromExpert = z.discriminatedUnion('type', [
  signal,
  z.strictObject({ type: z.literal('ask'), turn }),
  z.strictObject({ type: z.literal('answer'), turn, accept: z.boolean() }),
  z.strictObject({ type: z.literal('end'), turn, why: z.enum(['hung-up', ...voiceTroubles]) }),
])

export type NoviceVoiceMessage = z.infer<typeof fromNovice>
export type ExpertVoiceMessage = z.infer<typeof fromExpert>

/** UTF-8 JSON is decoded by the caller; an unknown type, field or value is an error, never a guess. */
export const parseNoviceVoice = (text: string): Result<NoviceVoiceMessage, 'bad-message'> =>
  parseMessage(fromNovice, text)
export const parseExpertVoice = (text: string): Result<ExpertVoiceMessage, 'bad-message'> =>
  parseMessage(fromExpert, text)
