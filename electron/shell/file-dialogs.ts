// Shell. The system's own Save and Open dialogs.

import { join } from 'node:path'
import { app, dialog } from 'electron/main'
import type { BrowserWindow } from 'electron/main'
import type { Wording } from './wording.ts'

/** DEL-2. */
export const DEFAULT_FILE = 'RAInvitation.msrcincident'

const filtersIn = ({ fileType }: Wording) => [
  { name: fileType, extensions: ['msrcincident', 'MsRcIncident'] },
]

/** Where to save an invitation; undefined when the person thought better of it. */
export async function askWhereToSave(
  parent: BrowserWindow,
  suggested: string | null,
  words: Wording,
): Promise<string | undefined> {
  const { canceled, filePath } = await dialog.showSaveDialog(parent, {
    defaultPath: suggested ?? join(app.getPath('documents'), DEFAULT_FILE),
    title: words.saveTitle,
    filters: filtersIn(words),
    properties: ['showOverwriteConfirmation', 'createDirectory'],
  })
  if (canceled || filePath === '') return undefined
  return /\.msrcincident$/i.test(filePath) ? filePath : `${filePath}.msrcincident`
}

/** Which invitation to open. */
export async function askWhatToOpen(parent: BrowserWindow, words: Wording): Promise<string | undefined> {
  const { canceled, filePaths } = await dialog.showOpenDialog(parent, {
    title: words.openTitle,
    // macOS shows no title there.
    message: words.openTitle,
    filters: filtersIn(words),
    properties: ['openFile'],
  })
  return canceled ? undefined : filePaths[0]
}

/** Where to put a copy of the event log; undefined when the person thought better of it. */
export async function askWhereToExport(parent: BrowserWindow, words: Wording): Promise<string | undefined> {
  const { canceled, filePath } = await dialog.showSaveDialog(parent, {
    title: words.exportTitle,
    defaultPath: join(app.getPath('documents'), `${words.eventLogFile}.csv`),
    filters: [{ name: words.tableFile, extensions: ['csv'] }],
    properties: ['showOverwriteConfirmation', 'createDirectory'],
  })
  if (canceled || filePath === '') return undefined
  return /\.csv$/i.test(filePath) ? filePath : `${filePath}.csv`
}

/** Where to save a text; undefined when the person thought better of it. */
export async function askWhereToSaveText(
  parent: BrowserWindow,
  what: 'chat' | 'session-log',
  words: Wording,
): Promise<string | undefined> {
  const titles = { chat: words.saveChatTitle, 'session-log': words.saveLogTitle } as const
  const names = { chat: words.chatFile, 'session-log': words.sessionLogFile } as const
  const { canceled, filePath } = await dialog.showSaveDialog(parent, {
    title: titles[what],
    defaultPath: join(app.getPath('documents'), `${names[what]}.txt`),
    filters: [{ name: words.textFile, extensions: ['txt'] }],
    properties: ['showOverwriteConfirmation', 'createDirectory'],
  })
  if (canceled || filePath === '') return undefined
  return /\.txt$/i.test(filePath) ? filePath : `${filePath}.txt`
}

/** Which files to send; none when the person thought better of it. */
export async function askWhatToSend(parent: BrowserWindow, words: Wording): Promise<readonly string[]> {
  const { canceled, filePaths } = await dialog.showOpenDialog(parent, {
    title: words.sendTitle,
    message: words.sendTitle,
    properties: ['openFile', 'multiSelections'],
  })
  return canceled ? [] : filePaths
}

/** The folder for what comes. */
export async function askWhereToReceive(parent: BrowserWindow, words: Wording): Promise<string | undefined> {
  const { canceled, filePaths } = await dialog.showOpenDialog(parent, {
    title: words.receiveTitle,
    message: words.receiveTitle,
    defaultPath: app.getPath('downloads'),
    properties: ['openDirectory', 'createDirectory'],
  })
  return canceled ? undefined : filePaths[0]
}
