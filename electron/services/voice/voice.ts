// Services. Talking, as a session runs it: the machine of this side, its wire (channel 3) and its page.
// SECURITY: what the two pages say to each other passes only while both people have agreed, and only for this call.

import type { VoiceSignal, VoiceState, VoiceTrouble } from '../../../shared/voice.ts'

/** What the buttons of a session window do. */
export type VoiceClick =
  | { readonly kind: 'talk-clicked' }
  | { readonly kind: 'answered'; readonly accept: boolean }
  | { readonly kind: 'hang-up-clicked' }
  | { readonly kind: 'trouble'; readonly why: VoiceTrouble }

export type Voice = {
  state(): VoiceState
  click(event: VoiceClick): void
  /** One frame of channel 3. False: it was against the rules, and the session is over. */
  receive(payload: Uint8Array): boolean
  /** The page's word for the other page. */
  fromPage(call: number, signal: VoiceSignal): void
  /** The session is over. */
  close(): void
}

export type VoicePorts = {
  send(payload: Uint8Array): void
  /** The other page's word for this window's page. */
  toPage(call: number, signal: VoiceSignal): void
  /** The state is another one now. */
  changed(before: VoiceState, now: VoiceState): void
}

/**
 * SECURITY: an offer or answer, and a candidate for each network address; more in one call is no conversation of Chromium's.
 */
const SIGNALS_PER_CALL = 200

export const encode = (message: object): Uint8Array => Buffer.from(JSON.stringify(message), 'utf8')

export function decode(payload: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(payload)
  } catch {
    return undefined
  }
}

/** Counts the signals of each call, both ways; false once there are too many. */
export function createSignalCount(): (call: number) => boolean {
  let counted = 0
  let count = 0
  return (call) => {
    if (call !== counted) [counted, count] = [call, 0]
    count += 1
    return count <= SIGNALS_PER_CALL
  }
}
