// IPC. The one door from the pages into main: checks who calls, what and with what; then calls; then catches.

import { ipcMain } from 'electron/main'
import type { IpcMainEvent, IpcMainInvokeEvent } from 'electron/main'
import { BYTES, COMMAND } from '../../shared/ipc/bridge.ts'
import { inputs, senders } from '../../shared/ipc/contract.ts'
import type { Command, Parsed, Reply } from '../../shared/ipc/contract.ts'
import type { WindowKey } from '../shell/windows.ts'

/** One function a command; `from` is the window that asked. */
export type Handlers = {
  readonly [C in Command]: (input: Parsed<C>, from: WindowKey) => Reply<C> | Promise<Reply<C>>
}

type Ports = {
  /** A process that opens only some kinds of windows has only their commands. */
  readonly handlers: Partial<Handlers>
  /** The window of ours whose top page sent this; undefined for anybody else. */
  windowOf(event: IpcMainEvent | IpcMainInvokeEvent): WindowKey | undefined
  bytes(from: WindowKey, bytes: Uint8Array): void
  /** Writes the cause into the log and returns the entry's id. */
  logged(cause: unknown): string
}

export function serve({ handlers, windowOf, bytes, logged }: Ports): void {
  const unexpected = (cause: unknown) =>
    ({ ok: false, error: { kind: 'unexpected', logId: logged(cause) } }) as const

  ipcMain.handle(COMMAND, async (event, name: unknown, raw: unknown) => {
    const from = windowOf(event)
    if (!from) return unexpected('a command from a stranger')
    if (!isCommand(name)) return unexpected('a command that does not exist')
    // SECURITY: a novice's prompt may not call an expert's command, nor the other way round.
    if (!senders[name].includes(from.role)) return unexpected(`${from.role} may not ask for ${name}`)
    try {
      return await call(handlers, name, raw, from)
    } catch (cause) {
      return unexpected(cause)
    }
  })

  ipcMain.on(BYTES, (event, payload: unknown) => {
    const from = windowOf(event)
    if (from && payload instanceof Uint8Array) bytes(from, payload)
  })
}

const isCommand = (name: unknown): name is Command => typeof name === 'string' && Object.hasOwn(inputs, name)

async function call<C extends Command>(handlers: Partial<Handlers>, name: C, raw: unknown, from: WindowKey) {
  const handler = handlers[name]
  if (!handler) throw new Error(`nobody handles ${name} in this process`)
  // The one cast: the schema is looked up by the name it belongs to, which TypeScript cannot follow through an index.
  const input = inputs[name].parse(raw) as Parsed<C>
  return { ok: true, value: await handler(input, from) } as const
}
