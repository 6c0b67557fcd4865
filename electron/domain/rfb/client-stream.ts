// Domain. Cuts the client's byte stream into whole messages, wherever the pieces were cut on the way. The expert's main
// process uses it to let input pass only with a grant (CTL-4), the server to act on what is said.

import { encodings, securityNone } from './encodings.ts'
import {
  messageLength,
  readMessage,
  readVersion,
  type ClientMessage,
  type ClientSays,
} from './client-messages.ts'

export type ClientRead = {
  /** Whole messages, in order. Their `bytes` may be views of the chunk that was given. */
  readonly messages: readonly ClientMessage[]
  /** Why the stream can not be read on; nothing more comes after it. */
  readonly broken?: string
}

export type ClientStream = {
  /** Never throws. Holds at most one unfinished message (MAX_CUT_TEXT at most). */
  push(chunk: Uint8Array): ClientRead
}

type Phase = 'version' | 'security-type' | 'client-init' | 'messages'
type Cut =
  | { readonly length: number; readonly says: ClientSays }
  | { readonly wants: number }
  | { readonly broken: string }

function cutHandshake(phase: Exclude<Phase, 'messages'>, bytes: Uint8Array): Cut {
  if (phase === 'version') {
    if (bytes.length < 12) return { wants: 12 }
    const version = readVersion(bytes)
    return version
      ? { length: 12, says: { kind: 'version', version } }
      : { broken: 'unknown protocol version' }
  }
  const [first] = bytes
  if (first === undefined) return { wants: 1 }
  if (phase === 'client-init') return { length: 1, says: { kind: 'client-init' } }
  // SECURITY: the session's own logon and TLS stand in front; RFB itself offers no other door than None.
  if (first !== securityNone) return { broken: `security type ${first}` }
  return { length: 1, says: { kind: 'security-type', type: first } }
}

function cutMessage(bytes: Uint8Array, extendedMouse: boolean): Cut {
  if (bytes.length === 0) return { wants: 1 }
  const length = messageLength(bytes, extendedMouse)
  if (length === 'more') return { wants: bytes.length + 1 }
  if (length === 'broken') return { broken: `unknown or oversize message, type ${bytes[0] ?? -1}` }
  if (bytes.length < length) return { wants: length }
  const says = readMessage(bytes.subarray(0, length))
  return says ? { length, says } : { broken: `bad content in message type ${bytes[0] ?? -1}` }
}

function next(phase: Phase, says: ClientSays): Phase {
  if (says.kind === 'version') return says.version === '3.3' ? 'client-init' : 'security-type'
  if (says.kind === 'security-type') return 'client-init'
  return says.kind === 'client-init' ? 'messages' : phase
}

/** A stream that begins with the client's ProtocolVersion. */
export function createClientStream(): ClientStream {
  let phase: Phase = 'version'
  let extendedMouse = false
  let broken: string | undefined
  let waiting: Uint8Array[] = []
  let held = 0
  let wants = 12

  const joined = (chunk: Uint8Array): Uint8Array => {
    if (held === 0) return chunk
    const all = new Uint8Array(held + chunk.length)
    let at = 0
    for (const part of [...waiting, chunk]) {
      all.set(part, at)
      at += part.length
    }
    return all
  }

  const cutAll = (bytes: Uint8Array): ClientRead => {
    const messages: ClientMessage[] = []
    let at = 0
    for (;;) {
      const rest = bytes.subarray(at)
      const cut = phase === 'messages' ? cutMessage(rest, extendedMouse) : cutHandshake(phase, rest)
      if ('says' in cut) {
        messages.push({ ...cut.says, bytes: rest.subarray(0, cut.length) })
        if (cut.says.kind === 'set-encodings')
          extendedMouse = cut.says.encodings.includes(encodings.extendedMouseButtons)
        phase = next(phase, cut.says)
        at += cut.length
        continue
      }
      if ('broken' in cut) {
        broken = cut.broken
        waiting = []
        return { messages, broken }
      }
      wants = cut.wants
      // A copy: the chunk belongs to the caller.
      waiting = rest.length > 0 ? [rest.slice()] : []
      held = rest.length
      return { messages }
    }
  }

  return {
    push: (chunk) => {
      if (broken !== undefined) return { messages: [], broken }
      if (chunk.length === 0) return { messages: [] }
      // A long message that comes byte by byte is not joined anew each time.
      if (held + chunk.length < wants) {
        waiting.push(chunk.slice())
        held += chunk.length
        return { messages: [] }
      }
      return cutAll(joined(chunk))
    },
  }
}
