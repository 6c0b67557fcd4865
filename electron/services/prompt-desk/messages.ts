// Services. What the program and its prompt desks say to each other: one JSON object a line, strict, bounded.
//
//   desk -> program: hello (once, first), then answer | closed, as often as there are prompts
//   program -> desk: look (what the user has chosen, at once and after every change),
//                    prompts (all that are open now, at once and after every change) | refused, then the end

import type { Socket } from 'node:net'
import { z } from 'zod'
import { schemes } from '../../../shared/appearance.ts'
import type { AppearanceChoice } from '../../../shared/appearance.ts'
import { languageChoices } from '../../../shared/language.ts'
import type { PromptView } from '../../../shared/ipc/views.ts'

/** SECURITY: longer than any honest line; whoever sends a longer one is hung up on. */
export const LINE_LIMIT = 64 * 1024

const promptId = z.string().min(1).max(100)
const word = z.string().max(40)

const acceptPrompt = z.strictObject({
  role: z.literal('prompt'),
  // SECURITY: only whether to let somebody in is asked elsewhere; control belongs to the screen that is shared.
  kind: z.literal('accept'),
  promptId,
  expert: z.string().max(1000),
  address: z.string().max(1000),
  words: z.tuple([word, word, word, word]),
})

export type AcceptPrompt = PromptView & { readonly kind: 'accept' }

export const fromDesk = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('hello'),
    version: z.literal(1),
    token: z.string().max(200),
    session: z.string().max(200),
    files: z.array(z.string().max(4096)).max(16),
  }),
  z.strictObject({ kind: z.literal('answer'), promptId, accept: z.boolean() }),
  /** The question's window was closed. */
  z.strictObject({ kind: z.literal('closed'), promptId }),
])

const look = z.strictObject({ language: z.enum(languageChoices), scheme: z.enum(schemes) })

export const fromProgram = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('look'), look }),
  z.strictObject({ kind: z.literal('prompts'), prompts: z.array(acceptPrompt).max(16) }),
  z.strictObject({ kind: z.literal('refused'), why: z.enum(['same-session', 'second-desk']) }),
])

export type FromDesk = z.infer<typeof fromDesk>
export type FromProgram =
  | { readonly kind: 'look'; readonly look: AppearanceChoice }
  | { readonly kind: 'prompts'; readonly prompts: readonly AcceptPrompt[] }
  | { readonly kind: 'refused'; readonly why: 'same-session' | 'second-desk' }

export const sendLine = (socket: Socket, message: FromDesk | FromProgram): void => {
  if (socket.writable) socket.write(`${JSON.stringify(message)}\n`)
}

/** Calls `hear` with each line's message. Anything that is none of `schema`'s, or too long, destroys the socket. */
export function hearLines<T>(socket: Socket, schema: z.ZodType<T>, hear: (message: T) => void): void {
  let rest = ''
  // A line that was cut in the middle of a character is put together again.
  socket.setEncoding('utf8')
  socket.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const message = schema.safeParse(line.length > LINE_LIMIT ? undefined : parsed(line))
      if (!message.success) socket.destroy()
      if (socket.destroyed || !message.success) return
      hear(message.data)
    }
    if (rest.length > LINE_LIMIT) socket.destroy()
  })
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    // Not JSON: no schema takes undefined.
    return undefined
  }
}
