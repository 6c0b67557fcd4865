// Test host: ipcMain. Errors of a handler reach the page as Electron words them.

import { EventEmitter } from 'node:events'

type Handler = (event: object, ...args: unknown[]) => unknown

const handlers = new Map<string, Handler>()

export const ipcMain = Object.assign(new EventEmitter(), {
  handle(channel: string, handler: Handler): void {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    handlers.set(channel, handler)
  },
  handleOnce(channel: string, handler: Handler): void {
    ipcMain.handle(channel, (event, ...args) => {
      handlers.delete(channel)
      return handler(event, ...args)
    })
  },
  removeHandler: (channel: string): void => void handlers.delete(channel),
})

/** Runs the handler of `channel`; rejects with Electron's sentence. */
export async function invoke(channel: string, event: object, args: readonly unknown[]): Promise<unknown> {
  const prefix = `Error invoking remote method '${channel}': `
  const handler = handlers.get(channel)
  if (!handler) throw new Error(`${prefix}Error: No handler registered for '${channel}'`)
  try {
    return await handler(event, ...args)
  } catch (cause) {
    process.stderr.write(
      `Error occurred in handler for '${channel}': ${String(cause instanceof Error ? cause.stack : cause)}\n`,
    )
    throw new Error(`${prefix}${String(cause)}`)
  }
}
