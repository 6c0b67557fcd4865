// Both processes. The three channels and the object that preload puts into each page as `window.assist`.

import type { Appearance } from '../appearance.ts'
import type { Command, Input, Reply } from './contract.ts'
import type { VoiceSignal } from '../voice.ts'
import type { View } from './views.ts'

/** invoke: page -> main, one request, one reply. */
export const COMMAND = 'command'
/** push: main -> page, a whole `WindowState`. */
export const STATE = 'state'
/** push: main -> page, what the other person's page says about the sound (shared/voice.ts). */
export const VOICE = 'voice'
/** both ways: RFB bytes of the expert's window, tiles of the capture window, pictures and their streams
 * of the encoder window. Never through state. */
export const BYTES = 'bytes'

/**
 * The page of a picture says with one empty message that it listens, and with another each time it has taken in so many bytes
 * more, so that main knows how much still waits for it.
 */
export const PICTURE_STEP = 1024 * 1024

/** All that main tells a window: what it shows, and how. */
export type WindowState = { readonly view: View; readonly appearance: Appearance }

export type Answer<C extends Command> =
  | { readonly ok: true; readonly value: Reply<C> }
  /** A bug or a forbidden call; details are in main's log under `logId`. */
  | { readonly ok: false; readonly error: { readonly kind: 'unexpected'; readonly logId: string } }

export type Bridge = {
  command<C extends Command>(name: C, input: Input<C>): Promise<Answer<C>>
  onState(listener: (state: WindowState) => void): () => void
  sendBytes(bytes: Uint8Array): void
  onBytes(listener: (bytes: Uint8Array) => void): () => void
  onVoice(listener: (call: number, signal: VoiceSignal) => void): () => void
  /** The path of a file that was dropped onto the page; '' when it has none. */
  pathOf(file: unknown): string
}
