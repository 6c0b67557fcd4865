// Shell. Electron's security checklist in one place; each choice says what it keeps out.

import { app, session } from 'electron/main'
import type { IpcMainEvent, IpcMainInvokeEvent, WebContents } from 'electron/main'
import { isOwnPage } from './own-pages.ts'

/** Options of every window. */
export function webPreferences(preload: string): Electron.WebPreferences {
  return {
    preload,
    // SECURITY: pages are plain web pages; only the preload's few functions cross.
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    sandbox: true,
    webSecurity: true,
    webviewTag: false,
    spellcheck: false,
    // A hidden window that captures, and a picture behind another window, must not be slowed down.
    backgroundThrottling: false,
  }
}

/** SECURITY: a message counts only when it comes from the top frame of one of our own pages. */
export function isOurTopPage({ sender, senderFrame }: IpcMainEvent | IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame === sender.mainFrame && isOwnPage(senderFrame.url)
}

/** Call before `ready`. */
export function hardenProcess(): void {
  // SECURITY: every renderer is sandboxed, whatever its window says.
  app.enableSandbox()
  app.on('web-contents-created', (_event, contents) => hardenContents(contents))
}

function hardenContents(contents: WebContents): void {
  // SECURITY: no page of ours ever leads anywhere else.
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

/** Call once the app is ready. `captureAllowed` tells whether a window may see the screen at this moment. */
export function hardenSession(captureAllowed: (contents: WebContents) => boolean): void {
  const { defaultSession } = session
  // SECURITY: display capture for the one hidden window of a session the novice said Yes to; nothing else, to nobody.
  const allowed = (contents: WebContents | null, permission: string) =>
    contents !== null &&
    isOwnPage(contents.getURL()) &&
    (permission === 'display-capture' || permission === 'media') &&
    captureAllowed(contents)
  defaultSession.setPermissionRequestHandler((contents, permission, answer) =>
    answer(allowed(contents, permission)),
  )
  defaultSession.setPermissionCheckHandler((contents, permission) => allowed(contents, permission))
  // SECURITY: idle, the app opens no connection to anywhere, and its pages never do.
  defaultSession.webRequest.onBeforeRequest((details, answer) =>
    answer({
      cancel:
        !isOwnPage(details.url) && !details.url.startsWith('blob:') && !details.url.startsWith('devtools:'),
    }),
  )
}
