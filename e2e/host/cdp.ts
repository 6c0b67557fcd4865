// Test host: the DevTools protocol over a pipe (JSON, each message ended by a zero byte).
// Why a pipe: Chromium ends by itself as soon as it breaks, so even a killed host leaves no browser behind.

import type { Readable, Writable } from 'node:stream'
import type { Protocol } from '../../node_modules/playwright-core/types/protocol.d.ts'

export type { Protocol }
type Commands = Protocol.CommandParameters
type Returns = Protocol.CommandReturnValues
export type CdpEvent = {
  [Name in keyof Protocol.Events]: {
    readonly method: Name
    readonly params: Protocol.Events[Name]
    readonly sessionId?: string
  }
}[keyof Protocol.Events]

export type Cdp = {
  /** Rejects when Chromium refuses, and when the pipe is closed. */
  send<M extends keyof Commands>(method: M, params?: Commands[M], sessionId?: string): Promise<Returns[M]>
  onEvent(listener: (event: CdpEvent) => void): void
}

type Pending = {
  readonly done: (value: never) => void
  readonly failed: (reason: Error) => void
  readonly method: string
}
type Incoming = {
  readonly id?: number
  readonly result?: never
  readonly error?: { readonly message: string }
}

export function connectCdp(input: Writable, output: Readable): Cdp {
  const pending = new Map<number, Pending>()
  const listeners = new Set<(event: CdpEvent) => void>()
  let lastId = 0
  let closed = false
  let chunks: Buffer[] = []

  const receive = (text: string): void => {
    const message = JSON.parse(text) as Incoming
    if (message.id === undefined) {
      for (const listener of listeners) listener(message as unknown as CdpEvent)
      return
    }
    const waiting = pending.get(message.id)
    pending.delete(message.id)
    if (message.error) waiting?.failed(new Error(`${waiting.method}: ${message.error.message}`))
    else waiting?.done(message.result as never)
  }

  output.on('data', (chunk: Buffer) => {
    let from = 0
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, from)) {
      const text = Buffer.concat([...chunks, chunk.subarray(from, end)]).toString()
      chunks = []
      from = end + 1
      receive(text)
    }
    if (from < chunk.length) chunks.push(chunk.subarray(from))
  })
  const end = (): void => {
    closed = true
    for (const { failed, method } of pending.values()) failed(new Error(`${method}: Chromium has gone`))
    pending.clear()
  }
  output.on('close', end)
  input.on('error', end)

  return {
    send(method, params, sessionId) {
      const id = ++lastId
      return new Promise((done, failed) => {
        if (closed) {
          failed(new Error(`${method}: Chromium has gone`))
          return
        }
        pending.set(id, { done, failed, method })
        input.write(`${JSON.stringify({ id, method, params, sessionId })}\0`)
      })
    },
    onEvent: (listener) => void listeners.add(listener),
  }
}
