// Services. Frames of channel 2 between bytes and what they mean: the domain's rules, and UTF-8.

import { KIND, readFileFrame } from '../../domain/files/chunk-header.ts'
import type { FileFrame } from '../../domain/files/chunk-header.ts'
import { parseFileMessage } from '../../domain/files/messages.ts'
import type { FileMessage } from '../../domain/files/messages.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true })

export type ParsedFrame =
  | { readonly kind: 'message'; readonly message: FileMessage }
  | Exclude<FileFrame, { readonly kind: 'message' }>

export function encodeFileMessage(message: FileMessage): Uint8Array {
  return Buffer.concat([Uint8Array.of(KIND.message), Buffer.from(JSON.stringify(message), 'utf8')])
}

/** Undefined: against the protocol. */
export function parseFrame(bytes: Uint8Array): ParsedFrame | undefined {
  const frame = readFileFrame(bytes)
  if (frame?.kind !== 'message') return frame
  const text = decoded(frame.json)
  const message = text === undefined ? undefined : parseFileMessage(text)
  return message && { kind: 'message', message }
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes)
  } catch {
    return undefined
  }
}
