// Shell. The system's own Save and Open dialogs.

import { join } from 'node:path'
import { app, dialog } from 'electron/main'
import type { BrowserWindow } from 'electron/main'

/** DEL-2. */
export const DEFAULT_FILE = 'RAInvitation.msrcincident'

const filters = [{ name: 'Remote Assistance', extensions: ['msrcincident', 'MsRcIncident'] }]

/** Where to save an invitation; undefined when the person thought better of it. */
export async function askWhereToSave(
  parent: BrowserWindow,
  suggested: string | null,
): Promise<string | undefined> {
  const { canceled, filePath } = await dialog.showSaveDialog(parent, {
    defaultPath: suggested ?? join(app.getPath('documents'), DEFAULT_FILE),
    filters,
    properties: ['showOverwriteConfirmation', 'createDirectory'],
  })
  if (canceled || filePath === '') return undefined
  return /\.msrcincident$/i.test(filePath) ? filePath : `${filePath}.msrcincident`
}

/** Which invitation to open. */
export async function askWhatToOpen(parent: BrowserWindow): Promise<string | undefined> {
  const { canceled, filePaths } = await dialog.showOpenDialog(parent, { filters, properties: ['openFile'] })
  return canceled ? undefined : filePaths[0]
}

/** Where to save a text under the name suggested; undefined when the person thought better of it. */
export async function askWhereToSaveText(parent: BrowserWindow, name: string): Promise<string | undefined> {
  const { canceled, filePath } = await dialog.showSaveDialog(parent, {
    defaultPath: join(app.getPath('documents'), name),
    filters: [{ name: '.txt', extensions: ['txt'] }],
    properties: ['showOverwriteConfirmation', 'createDirectory'],
  })
  if (canceled || filePath === '') return undefined
  return /\.txt$/i.test(filePath) ? filePath : `${filePath}.txt`
}
