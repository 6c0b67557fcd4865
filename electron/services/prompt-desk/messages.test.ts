import { PassThrough } from 'node:stream'
import type { Socket } from 'node:net'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromDesk, fromProgram, hearLines } from './messages.ts'
import type { FromDesk } from './messages.ts'

/** What is heard of bytes that arrive in these pieces, and whether the socket survived. */
async function heardOf(chunks: readonly Uint8Array[]) {
  const socket = new PassThrough()
  const heard: FromDesk[] = []
  hearLines(socket as unknown as Socket, fromDesk, (message) => heard.push(message))
  for (const chunk of chunks) if (!socket.destroyed) socket.write(chunk)
  await new Promise((resolve) => setImmediate(resolve))
  return { heard, dropped: socket.destroyed }
}

const answers = fc.array(
  fc.record({
    kind: fc.constant('answer' as const),
    promptId: fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
    accept: fc.boolean(),
  }),
  { maxLength: 5 },
)

describe('lines on the local socket', () => {
  it('[ADM-4] arrive the same however they are cut', async () => {
    await fc.assert(
      fc.asyncProperty(answers, fc.integer({ min: 1, max: 50 }), async (messages, size) => {
        const bytes = Buffer.from(messages.map((message) => `${JSON.stringify(message)}\n`).join(''))
        const cut = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
          bytes.subarray(i * size, (i + 1) * size),
        )
        expect(await heardOf(cut)).toEqual({ heard: messages, dropped: false })
      }),
    )
  })

  it('garbage never throws and is never heard', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        const { heard, dropped } = await heardOf([bytes, Buffer.from('\n')])
        expect({ heard, dropped }).toEqual({ heard: [], dropped: true })
      }),
    )
  })

  it('[CTL-1] a control prompt does not cross', () => {
    const prompts = (kind: string) => [
      { role: 'prompt', kind, promptId: '1.1', expert: 'Bob', address: '::1', words: ['a', 'b', 'c', 'd'] },
    ]
    expect(fromProgram.safeParse({ kind: 'prompts', prompts: prompts('accept') }).success).toBe(true)
    expect(fromProgram.safeParse({ kind: 'prompts', prompts: prompts('control') }).success).toBe(false)
  })
})
