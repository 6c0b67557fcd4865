// Both processes. Talking to each other: where a call stands, why it is over, and what the two pages say to each other.

import { z } from 'zod'

/** Why there is no call. */
export const voiceEnds = [
  'novice-declined',
  'expert-declined',
  'withdrawn',
  'no-answer',
  'novice-hung-up',
  'expert-hung-up',
  'novice-has-no-microphone',
  'expert-has-no-microphone',
  'no-path',
] as const
export type VoiceEnd = (typeof voiceEnds)[number]

/** What a window shows. */
export type VoiceState =
  | { readonly kind: 'off'; readonly end: VoiceEnd | null }
  /** This person has asked; the other one has not answered yet. */
  | { readonly kind: 'asking' }
  /** The other one has asked; nobody is heard before this person says yes. */
  | { readonly kind: 'asked' }
  /** Both have agreed. `call` only grows, so that a page never mixes two calls up. */
  | { readonly kind: 'talking'; readonly call: number }

/** SECURITY: a session description of Chromium's for one sound track has about 2 KiB. */
const SDP_LIMIT = 16 * 1024

/** What a page hands to the other page; main passes it on while both have agreed and not otherwise. */
export const voiceSignal = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('description'),
    kind: z.enum(['offer', 'answer']),
    sdp: z.string().min(1).max(SDP_LIMIT),
  }),
  z.strictObject({
    type: z.literal('candidate'),
    candidate: z.string().max(1024),
    mid: z.string().max(64).nullable(),
  }),
])

export type VoiceSignal = z.infer<typeof voiceSignal>

/** What a page may report as the reason why it cannot go on. */
export const voiceTroubles = ['no-microphone', 'no-path'] as const
export type VoiceTrouble = (typeof voiceTroubles)[number]
