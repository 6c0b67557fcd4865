// IPC. The commands about files in a session (SES-3): main asks for files and folders itself, no page names a path.

import { shell } from 'electron/common'
import type { Transfers } from '../services/files/transfers.ts'
import type { Gate } from '../services/injector/gate.ts'
import { askWhatToSend, askWhereToReceive } from '../shell/file-dialogs.ts'
import type { WindowKey, Windows } from '../shell/windows.ts'
import type { Wording } from '../shell/wording.ts'
import type { Handlers } from './check-calls.ts'
import { whileGateHeld } from './gate-held.ts'

type Parts = {
  readonly windows: Windows
  readonly gate: Gate
  /** Of the dialogs, in the language of this moment. */
  words(): Wording
  filesOf(from: WindowKey): Transfers | undefined
}

type FileCommand = 'offerFiles' | 'acceptFiles' | 'declineFiles' | 'cancelTransfer' | 'showReceivedFile'

export function fileHandlers({ windows, gate, words, filesOf }: Parts): Pick<Handlers, FileCommand> {
  return {
    offerFiles: async (_input, from) => {
      const [parent, files] = [windows.handle(from), filesOf(from)]
      if (!parent || !files) return
      await files.offer(await whileGateHeld(gate, parent, () => askWhatToSend(parent, words())))
    },
    acceptFiles: async ({ question }, from) => {
      const [parent, files] = [windows.handle(from), filesOf(from)]
      if (!parent || !files?.choose(question)) return
      const ask = () => askWhereToReceive(parent, words())
      // A dialog that fails is one that was cancelled: the question must not stay locked.
      const folder = await whileGateHeld(gate, parent, ask).catch((cause: unknown) => {
        files.chosen(question, undefined)
        throw cause
      })
      files.chosen(question, folder)
    },
    declineFiles: ({ question }, from) => {
      filesOf(from)?.decline(question)
    },
    cancelTransfer: ({ transfer }, from) => {
      filesOf(from)?.cancel(transfer)
    },
    // Shown in its folder, never opened.
    showReceivedFile: ({ transfer }, from) => {
      const path = filesOf(from)?.pathOf(transfer)
      if (path !== undefined) shell.showItemInFolder(path)
    },
  }
}
