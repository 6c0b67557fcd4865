// Test host: the system's dialogs, as small windows of their own that a person or a test can use.

import { randomBytes } from 'node:crypto'
import { BrowserWindow } from './browser-window.ts'
import { openChromeWindow } from './chrome-window.ts'
import { type DialogPage, dialogPage } from './dialog-page.ts'
import { OWN, removeOwnPage, setOwnPage } from './web-server.ts'
import * as x11 from './x11.ts'

type FileOptions = {
  readonly title?: string
  readonly defaultPath?: string
  readonly buttonLabel?: string
  readonly properties?: readonly string[]
}
type BoxOptions = {
  readonly title?: string
  readonly message?: string
  readonly detail?: string
  readonly buttons?: readonly string[]
  readonly cancelId?: number
  readonly checkboxLabel?: string
}
type Answer = { readonly button: number; readonly path: string; readonly checked: boolean }

const WIDTH = 460
/** Between two paths in the one field. */
const SEVERAL = ' ; '

/** Shows the page; null when the window was closed. */
async function ask(parent: BrowserWindow | null, page: DialogPage): Promise<Answer | null> {
  const address = `${OWN}answer/${randomBytes(12).toString('hex')}`
  const screen = x11.screenSize()
  const height = page.path === undefined ? 190 : 150
  return new Promise((resolve) => {
    const done = (answer: Answer | null): void => {
      removeOwnPage(address)
      resolve(answer)
    }
    const opened = openChromeWindow({
      html: dialogPage(page, address),
      onEvent: () => undefined,
      onGone: () => done(null),
      prepare: () => Promise.resolve(),
    })
    setOwnPage(address, (request, response) => {
      let text = ''
      request.setEncoding('utf8')
      request.on('data', (chunk: string) => (text += chunk))
      request.on('end', () => {
        response.end()
        done(JSON.parse(text) as Answer)
        void opened.then((window) => window.close()).catch(() => 'closed by the user meanwhile')
      })
    })
    opened
      .then(async (window) => {
        const size = { width: WIDTH, height }
        await window.setBounds({
          x: Math.round((screen.width - WIDTH) / 2),
          y: Math.round((screen.height - height) / 3),
          ...size,
        })
        const look = {
          frame: true,
          focusable: true,
          resizable: false,
          above: false,
          skipTaskbar: true,
          size,
          minimum: size,
        }
        await window.show({ ...look, modal: parent !== null, parent: parent?.xWindow() }, true)
      })
      .catch((cause: unknown) => {
        process.stderr.write(`host: no dialog: ${String(cause)}\n`)
        done(null)
      })
  })
}

/** Electron's dialogs take the window first, or leave it out. */
function split<O extends object>(args: readonly unknown[]): [BrowserWindow | null, O] {
  const [first, second] = args
  if (first instanceof BrowserWindow) return [first, (second ?? {}) as O]
  return [null, (second ?? first ?? {}) as O]
}

async function file(args: readonly unknown[], title: string, button: string): Promise<string | null> {
  const [parent, options] = split<FileOptions>(args)
  const buttons = [options.buttonLabel?.replaceAll('&', '') ?? button, 'Cancel']
  const page = {
    title: options.title ?? title,
    path: options.defaultPath ?? '',
    buttons,
    defaultId: 0,
    cancelId: 1,
  }
  const answer = await ask(parent, page)
  return answer?.button === 0 && answer.path !== '' ? answer.path : null
}

export const dialog = {
  async showSaveDialog(...args: unknown[]) {
    const path = await file(args, 'Save File', 'Save')
    return { canceled: path === null, filePath: path ?? '' }
  },
  async showOpenDialog(...args: unknown[]) {
    const properties = split<FileOptions>(args)[1].properties ?? []
    const folder = properties.includes('openDirectory')
    const path = await file(args, folder ? 'Choose Folder' : 'Open File', folder ? 'Choose' : 'Open')
    // Several are typed one behind the other.
    const paths = properties.includes('multiSelections') ? path?.split(SEVERAL) : [path ?? '']
    return { canceled: path === null, filePaths: path === null ? [] : (paths ?? []) }
  },
  async showMessageBox(...args: unknown[]) {
    const [parent, options] = split<BoxOptions & { defaultId?: number }>(args)
    const buttons = options.buttons?.length ? options.buttons : ['OK']
    const cancelId =
      options.cancelId ??
      Math.max(
        0,
        buttons.findIndex((label) => /^(cancel|no)$/i.test(label)),
      )
    const answer = await ask(parent, {
      title: options.title ?? '',
      message: options.message ?? '',
      detail: options.detail ?? '',
      ...(options.checkboxLabel === undefined ? {} : { checkbox: options.checkboxLabel }),
      buttons,
      defaultId: options.defaultId ?? 0,
      cancelId,
    })
    return { response: answer?.button ?? cancelId, checkboxChecked: answer?.checked ?? false }
  },
  showErrorBox(title: string, content: string): void {
    process.stderr.write(`${title}: ${content}\n`)
  },
}
