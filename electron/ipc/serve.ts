// IPC. The one door from the pages into main: Electron's two channels, each call checked by check-calls.ts.

import { ipcMain } from 'electron/main'
import type { IpcMainEvent, IpcMainInvokeEvent } from 'electron/main'
import { BYTES, COMMAND } from '../../shared/ipc/bridge.ts'
import type { WindowKey } from '../shell/windows.ts'
import { checkCalls } from './check-calls.ts'
import type { Called } from './check-calls.ts'

type Ports = Called & {
  /** The window of ours whose top page sent this; undefined for anybody else. */
  windowOf(event: IpcMainEvent | IpcMainInvokeEvent): WindowKey | undefined
}

export function serve({ windowOf, ...called }: Ports): void {
  const calls = checkCalls(called)
  ipcMain.handle(COMMAND, (event, name: unknown, raw: unknown) =>
    calls.command(() => windowOf(event), name, raw),
  )
  ipcMain.on(BYTES, (event, payload: unknown) => calls.bytes(() => windowOf(event), payload))
}
