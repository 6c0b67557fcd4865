// IPC. What the one door checks, apart from Electron: who calls, what and with what; then it calls; then it catches.

import type { Answer } from '../../shared/ipc/bridge.ts'
import { inputs, senders } from '../../shared/ipc/contract.ts'
import type { Command, Parsed, Reply } from '../../shared/ipc/contract.ts'
import type { WindowKey } from '../shell/windows.ts'

/** One function a command; `from` is the window that asked. */
export type Handlers = {
  readonly [C in Command]: (input: Parsed<C>, from: WindowKey) => Reply<C> | Promise<Reply<C>>
}

export type Called = {
  /** A process that opens only some kinds of windows has only their commands. */
  readonly handlers: Partial<Handlers>
  bytes(from: WindowKey, bytes: Uint8Array): void
  /** Writes the cause into the log and returns the entry's id. */
  logged(cause: unknown): string
}

/** `from`: finds the window of ours whose top page calls; undefined, or a throw, for anybody else. */
type From = () => WindowKey | undefined

export type CheckedCalls = {
  /** Never rejects: what is forbidden and what fails is logged, and the page is told the entry's id and no more. */
  command(from: From, name: unknown, raw: unknown): Promise<Answer<Command>>
  /** Never throws: nobody waits for an answer, and main goes on. */
  bytes(from: From, payload: unknown): void
}

export function checkCalls({ handlers, bytes, logged }: Called): CheckedCalls {
  async function command(findWindow: From, name: unknown, raw: unknown) {
    const from = findWindow()
    if (!from) throw new Error('a command from a stranger')
    if (!isCommand(name)) throw new Error('a command that does not exist')
    // SECURITY: a novice's prompt may not call an expert's command, nor the other way round.
    if (!senders[name].includes(from.role)) throw new Error(`${from.role} may not ask for ${name}`)
    return await call(handlers, name, raw, from)
  }

  return {
    command: (from, name, raw) =>
      command(from, name, raw).catch((cause: unknown) => ({
        ok: false,
        error: { kind: 'unexpected', logId: logged(cause) },
      })),
    bytes: (findWindow, payload) => {
      try {
        const from = findWindow()
        if (from && payload instanceof Uint8Array) bytes(from, payload)
      } catch (cause) {
        logged(cause)
      }
    },
  }
}

const isCommand = (name: unknown): name is Command => typeof name === 'string' && Object.hasOwn(inputs, name)

async function call<C extends Command>(handlers: Partial<Handlers>, name: C, raw: unknown, from: WindowKey) {
  const handler = handlers[name]
  if (!handler) throw new Error(`nobody handles ${name} in this process`)
  // The one cast: the schema is looked up by the name it belongs to, which TypeScript cannot follow through an index.
  const input = inputs[name].parse(raw) as Parsed<C>
  return { ok: true, value: await handler(input, from) } as const
}
