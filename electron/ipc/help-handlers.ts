// IPC. What the help pages ask for: topics opened, read and marked, the log exported and shown, a text copied.

import { appendFile, writeFile } from 'node:fs/promises'
import { shell } from 'electron/common'
import { clipboard } from 'electron/main'
import { err, ok } from '../../shared/result.ts'
import { marked, visited } from '../domain/help/reading.ts'
import type { SettingsStore } from '../services/settings.ts'
import { askWhereToExport } from '../shell/file-dialogs.ts'
import type { Windows } from '../shell/windows.ts'
import type { Wording } from '../shell/wording.ts'
import type { Handlers } from './check-calls.ts'
import type { Parent } from './gate-held.ts'
import type { Desk } from './publish.ts'

type Parts = {
  readonly windows: Windows
  readonly desk: Desk
  readonly settings: SettingsStore
  readonly logFile: string
  /** Of the dialogs, in the language of this moment. */
  words(): Wording
  /** CTL-5. */
  withGateHeld<T>(parent: Parent, ask: () => Promise<T>): Promise<T>
}

type HelpCommand =
  'openTopic' | 'rememberTopic' | 'markTopic' | 'clearHistory' | 'exportEvents' | 'copyText' | 'showLog'

export function helpHandlers(parts: Parts): Pick<Handlers, HelpCommand> {
  const { windows, desk, settings, logFile, words, withGateHeld } = parts
  const keep = (patch: Parameters<SettingsStore['update']>[0]) => {
    settings.update(patch)
    desk.changed()
  }
  return {
    openTopic: ({ topic }) => {
      desk.goTo({ kind: 'topic', topic })
    },
    rememberTopic: ({ topic }) => {
      keep({ history: [...visited(settings.get().history, topic, Date.now())] })
    },
    markTopic: ({ topic, favorite }) => {
      keep({ favorites: [...marked(settings.get().favorites, topic, favorite)] })
    },
    clearHistory: () => {
      keep({ history: [] })
    },
    exportEvents: async ({ text }, from) => {
      const parent = windows.handle(from)
      const path = parent && (await withGateHeld(parent, () => askWhereToExport(parent, words())))
      if (path === undefined) return err({ kind: 'cancelled' })
      return writeFile(path, text, 'utf8').then(
        () => ok({ path }),
        (cause: unknown) => err({ kind: 'not-written', path, code: codeOf(cause) }),
      )
    },
    copyText: async ({ text }) => {
      await clipboard.writeText(text)
    },
    showLog: async () => {
      // Nothing may have been worth an entry yet, and what does not exist cannot be shown.
      await appendFile(logFile, '', { mode: 0o600 })
      shell.showItemInFolder(logFile)
    },
  }
}

const codeOf = (cause: unknown): string =>
  cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
