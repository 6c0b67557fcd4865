// Fuzzing. The session: frames, and what is said on the channels of a session and of its logon.

import fc from 'fast-check'
import { readFileFrame, encodeCredit } from '../../../electron/domain/files/chunk-header.ts'
import { safeFileName } from '../../../electron/domain/files/file-name.ts'
import { parseFileMessage } from '../../../electron/domain/files/messages.ts'
import { parseLogonMessage, writeLogonMessage } from '../../../electron/domain/logon/messages.ts'
import {
  createFrameReader,
  encodeFrame,
  LIMIT_AFTER_ADMISSION,
} from '../../../electron/domain/session/frames.ts'
import { parseExpertMessage, parseNoviceMessage } from '../../../electron/domain/session/messages.ts'
import { parseExpertVoice, parseNoviceVoice } from '../../../electron/domain/voice/messages.ts'
import { parseMessage } from '../../../electron/domain/session/parse-message.ts'
import { fromDesk, fromProgram } from '../../../electron/services/prompt-desk/messages.ts'
import { CHAT_LIMIT } from '../../../shared/session.ts'
import { insist, json, textOf, utf8, type Target } from '../target.ts'

const small = { always: 64 * 1024, perByte: 32 }
const anyJson = fc.json({ maxDepth: 4 }).map(utf8)

export const frames: Target = {
  name: 'session-frames',
  seeds: [
    encodeFrame(0, utf8('{"type":"chat","text":"hello"}')),
    new Uint8Array(
      Buffer.concat([encodeFrame(1, new Uint8Array(300)), encodeFrame(2, encodeCredit(1, 2 ** 40))]),
    ),
    encodeFrame(4, new Uint8Array(0)),
  ],
  memory: { always: 64 * 1024, perByte: 8 },
  shortRun: 1500,
  run: (input) => {
    const reader = createFrameReader({ limit: LIMIT_AFTER_ADMISSION })
    let payload = 0
    let count = 0
    for (let at = 0; at < input.length; at += 7) {
      reader.feed(input.subarray(at, at + 7))
      for (let frame = reader.next(); frame !== undefined; frame = reader.next()) {
        if (typeof frame === 'string') return frame
        payload += frame.payload.length
        count += 1
      }
    }
    insist(payload <= input.length, 'more came out than went in')
    return `${Math.min(count, 20)} frames`
  },
}

type Parsed =
  | { readonly ok: true; readonly value: { readonly type: string } }
  | { readonly ok: false; readonly error: string }

const messages = (name: string, seeds: readonly unknown[], parse: (text: string) => Parsed): Target => ({
  name,
  seeds: seeds.map(json),
  made: anyJson,
  memory: small,
  shortRun: 800,
  run: (input) => {
    const parsed = parse(textOf(input))
    if (!parsed.ok) return parsed.error
    const { value } = parsed
    if ('text' in value)
      insist(typeof value.text === 'string' && value.text.length <= CHAT_LIMIT, 'a chat without an end')
    return value.type
  },
})

const signal = { type: 'description', kind: 'offer', sdp: 'v=0\r\n' }

export const fromNovice = messages(
  'novice-messages',
  [
    { type: 'chat', text: 'hello' },
    { type: 'chat', text: 'x'.repeat(CHAT_LIMIT + 1) },
    { type: 'accepted', novice: 'Ann' },
    { type: 'refused', refusal: 'expired' },
    { type: 'control-granted', grant: 1 },
    { type: 'control-ended', by: 'escape' },
    { type: 'input-held', held: true },
    { type: 'bye', reason: 'failed' },
  ],
  parseNoviceMessage,
)

export const fromExpert = messages(
  'expert-messages',
  [
    { type: 'chat', text: 'hello' },
    { type: 'chat', text: 'x'.repeat(CHAT_LIMIT + 1) },
    { type: 'control-ask' },
    { type: 'colours', colours: 'few' },
    { type: 'line-speed', speed: '1m' },
    { type: 'bye', reason: 'expert-disconnected' },
  ],
  parseExpertMessage,
)

export const voice = messages(
  'voice-messages',
  [
    { type: 'signal', turn: 1, signal },
    { type: 'state', turn: 1, kind: 'talking', end: null },
    { type: 'ask', turn: 0 },
    { type: 'end', turn: 3, why: 'hung-up' },
  ],
  (text) => {
    const novice = parseNoviceVoice(text)
    return novice.ok ? novice : parseExpertVoice(text)
  },
)

const some = (length: number) => new Uint8Array(length).fill(7)

export const logon: Target = {
  name: 'logon-messages',
  seeds: [
    { type: 'hello', ticketId: 'abc', nonce: some(16), name: 'Bob' } as const,
    { type: 'challenge', nonce: some(16) } as const,
    { type: 'share', share: some(32) } as const,
    { type: 'confirm', tag: some(64) } as const,
    { type: 'resume', id: some(16), received: 3, tag: some(64) } as const,
  ].map((message) => utf8(writeLogonMessage(message))),
  made: anyJson,
  memory: small,
  shortRun: 800,
  run: (input) => {
    const parsed = parseLogonMessage(textOf(input))
    if (!parsed.ok) return parsed.error
    // What was understood is written as it was meant, and read again as the same.
    const again = parseLogonMessage(writeLogonMessage(parsed.value))
    insist(
      again.ok && JSON.stringify(again.value) === JSON.stringify(parsed.value),
      'read differently the second time',
    )
    return parsed.value.type
  },
}

export const files: Target = {
  name: 'file-channel',
  seeds: [
    encodeCredit(1, 65_536),
    new Uint8Array(Buffer.concat([Buffer.of(1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 9), Buffer.from('content')])),
    ...[
      { type: 'offer', first: 1, files: [{ name: 'a.txt', size: 3 }] },
      { type: 'end', transfer: 1, sha256: 'a'.repeat(64) },
      { type: 'turn-away', transfer: 1, why: 'damaged' },
    ].map((message) => new Uint8Array(Buffer.concat([Buffer.of(0), json(message)]))),
  ],
  memory: small,
  shortRun: 800,
  run: (input) => {
    const frame = readFileFrame(input)
    if (frame === undefined) return 'no frame'
    if (frame.kind === 'message') return parseFileMessage(textOf(frame.json))?.type ?? 'no message'
    const offset = frame.kind === 'chunk' ? frame.offset : frame.upTo
    insist(Number.isSafeInteger(offset) && offset >= 0, `the offset ${offset}`)
    return frame.kind
  },
}

export const fileNames: Target = {
  name: 'file-names',
  seeds: [
    'report.pdf',
    '../../etc/passwd',
    'C:\\Windows\\nul.txt',
    'photo\u202egnp.exe',
    '.bashrc',
    'desktop.ini',
  ].map(utf8),
  words: [
    'CON',
    'com1',
    'lpt\u00b9',
    '.',
    '..',
    ' ',
    '\u200d',
    '\u0301',
    '\u{1f600}',
    'a'.repeat(200),
    ':$DATA',
    '~',
  ],
  made: fc.string({ unit: 'binary', maxLength: 300 }).map(utf8),
  memory: small,
  shortRun: 800,
  run: (input) => {
    const name = safeFileName(textOf(input))
    insist(name !== '' && Buffer.byteLength(name) <= 141, `a name of ${Buffer.byteLength(name)} bytes`)
    insist(
      !/[/\\<>:"|?*\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]|^[. ]|[. ]$/u.test(name),
      `the name ${JSON.stringify(name)}`,
    )
    insist(!/^(?:con|prn|aux|nul|com\d|lpt\d)(?:$|[ .])/iu.test(name), `the device ${name}`)
    insist(safeFileName(name) === name, `${JSON.stringify(name)} is another name the second time`)
    return name === 'file' ? 'nameless' : name.startsWith('_') ? 'mended' : 'named'
  },
}

export const promptDesk: Target = {
  name: 'prompt-desk',
  seeds: [
    { kind: 'hello', version: 1, token: 'abc', session: '2', files: ['/a.msrcincident'] },
    { kind: 'answer', promptId: '1.1', accept: true },
    { kind: 'look', look: { language: 'fr', scheme: 'blue' } },
    {
      kind: 'prompts',
      prompts: [
        {
          role: 'prompt',
          kind: 'accept',
          promptId: '1.1',
          expert: 'Bob',
          address: '10.0.0.1',
          words: ['a', 'b', 'c', 'd'],
        },
      ],
    },
  ].map(json),
  made: anyJson,
  memory: small,
  shortRun: 600,
  run: (input) => {
    const [desk, program] = [parseMessage(fromDesk, textOf(input)), parseMessage(fromProgram, textOf(input))]
    insist(!desk.ok || !program.ok, 'both sides say the same')
    return desk.ok ? desk.value.kind : program.ok ? program.value.kind : 'no message'
  },
}
