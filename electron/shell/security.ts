// Shell. Electron's security checklist in one place; each choice says what it keeps out.

import { app, session } from 'electron/main'
import type { WebContents } from 'electron/main'
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

/** What of a message says where it comes from. */
type From = {
  readonly sender: { readonly mainFrame: unknown }
  readonly senderFrame: { readonly url: string } | null
}

/** SECURITY: a message counts only when it comes from the top frame of one of our own pages. */
export function isOurTopPage({ sender, senderFrame }: From): boolean {
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

/** Which of our windows may see the screen, and which may hear the microphone, at this moment. */
export type Allowed = {
  screen(contents: WebContents): boolean
  microphone(contents: WebContents): boolean
}

type Asked = { readonly mediaTypes?: readonly string[]; readonly mediaType?: string }

/** Call once the app is ready. */
export function hardenSession({ screen, microphone }: Allowed): void {
  const { defaultSession } = session
  // SECURITY: the screen for the one hidden window of a session the novice said Yes to, the microphone for the window of a
  // session while both people talk; nothing else, to nobody.
  const allowed = (contents: WebContents | null, permission: string, asked: Asked) => {
    if (contents === null || !isOwnPage(contents.getURL())) return false
    if (permission !== 'display-capture' && permission !== 'media') return false
    return (isScreen(asked) && screen(contents)) || (isMicrophone(permission, asked) && microphone(contents))
  }
  defaultSession.setPermissionRequestHandler((contents, permission, answer, details) =>
    answer(allowed(contents, permission, 'mediaTypes' in details ? details : {})),
  )
  defaultSession.setPermissionCheckHandler((contents, permission, _origin, details) =>
    allowed(contents, permission, details),
  )
  // SECURITY: idle, the app opens no connection to anywhere, and its pages never do.
  defaultSession.webRequest.onBeforeRequest((details, answer) =>
    answer({
      cancel:
        !isOwnPage(details.url) && !details.url.startsWith('blob:') && !details.url.startsWith('devtools:'),
    }),
  )
}

/** A request for the screen names no device; one that names a camera or a microphone is another, whoever asks. */
const isScreen = ({ mediaTypes = [] }: Asked): boolean => mediaTypes.length === 0

/** A request names all it wants, a check one kind; a check for `unknown` decides whether WebRTC may tell real addresses. */
const isMicrophone = (permission: string, { mediaTypes, mediaType }: Asked): boolean =>
  permission === 'media' &&
  (mediaTypes ?? ['audio']).every((kind) => kind === 'audio') &&
  (mediaType ?? 'audio') !== 'video'
