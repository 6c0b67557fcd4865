// Test host: a bare window of the app's Chromium. BrowserWindow and the dialogs are built on it.

import { type Cdp, type CdpEvent, type Protocol } from './cdp.ts'
import { type Chromium, launchChromium } from './chromium.ts'
import { OWN, ownPort, setOwnPage } from './web-server.ts'
import { type Look, catchNewborn, mapWindow, withdrawWindow } from './x11.ts'

export type Bounds = {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}
export type WindowState = NonNullable<Protocol.Browser.Bounds['windowState']>

export type ChromeWindow = {
  /** The target's id, which is that of its main frame too. */
  readonly targetId: string
  readonly send: <M extends keyof Protocol.CommandParameters>(
    method: M,
    params?: Protocol.CommandParameters[M],
  ) => Promise<Protocol.CommandReturnValues[M]>
  /** Decides a permission of an origin, in all windows. */
  permit(name: string, granted: boolean, origin: string): Promise<void>
  setBounds(bounds: Partial<Bounds>): Promise<void>
  setState(state: WindowState): Promise<void>
  bounds(): Promise<Bounds>
  /** Puts the window on the screen; `active`: with the focus. */
  show(look: Look, active: boolean): Promise<void>
  hide(): Promise<void>
  /** The X window; undefined where there is no X server. */
  xWindow(): number | undefined
  close(): Promise<void>
}

export type ChromeWindowOptions = {
  /** The window's first document: empty for a BrowserWindow. */
  readonly html: string
  onEvent(event: CdpEvent): void
  onGone(): void
  /** Runs before the first document does anything. */
  prepare(window: ChromeWindow): Promise<void>
}

type Opening = { attached(sessionId: string, targetId: string): void }

const ASK_AGAIN_MS = 2000
const openings = new Map<string, Opening>()
const sessions = new Map<string, { onEvent(event: CdpEvent): void; onGone(): void }>()
let running: Promise<Chromium> | null = null
let lastId = 0
let profileParent = '/tmp'
const switches: string[] = []

export const setProfileParent = (folder: string): void => {
  profileParent = folder
}
export const addSwitch = (name: string, value?: string): void => {
  switches.push(value === undefined || value === '' ? `--${name}` : `--${name}=${value}`)
}

function dispatch(cdp: Cdp, event: CdpEvent): void {
  if (event.method === 'Target.attachedToTarget') {
    const { sessionId, targetInfo } = event.params
    const opening = openings.get(new URL(targetInfo.url || 'about:blank').pathname)
    if (opening) opening.attached(sessionId, targetInfo.targetId)
    // SECURITY: a window nobody here asked for (a page's own doing) is closed before it runs.
    else void cdp.send('Target.closeTarget', { targetId: targetInfo.targetId }).catch(() => 'gone already')
    return
  }
  if (event.method === 'Target.detachedFromTarget') {
    sessions.get(event.params.sessionId)?.onGone()
    sessions.delete(event.params.sessionId)
    return
  }
  if (event.sessionId !== undefined) sessions.get(event.sessionId)?.onEvent(event)
}

async function start(): Promise<Chromium> {
  const chromium = await launchChromium(profileParent, switches)
  chromium.cdp.onEvent((event) => dispatch(chromium.cdp, event))
  await chromium.cdp.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: true,
    flatten: true,
    filter: [{ type: 'page' }, { exclude: true }],
  })
  return chromium
}

export const chromium = (): Promise<Chromium> => (running ??= start())

export async function closeChromium(): Promise<void> {
  const last = running
  running = null
  await (await last)?.close()
}

/** Opens a window with `html`, hidden; resolves when that document may run. */
export async function openChromeWindow(options: ChromeWindowOptions): Promise<ChromeWindow> {
  const [{ cdp, openAppWindow }, port] = await Promise.all([chromium(), ownPort()])
  const path = `${OWN}window/${++lastId}`
  setOwnPage(path, (_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(options.html)
  })
  const attached = new Promise<{ sessionId: string; targetId: string }>((resolve) => {
    openings.set(path, { attached: (sessionId, targetId) => resolve({ sessionId, targetId }) })
  })
  const born = catchNewborn(`127.0.0.1_${path.replaceAll('/', '_')}`)
  // A browser that is still starting may lose the request. Should both come through, the second is a stranger and closed.
  const request = (): void => openAppWindow(`http://127.0.0.1:${port}${path}`)
  const again = setInterval(request, ASK_AGAIN_MS)
  request()
  const { sessionId, targetId } = await attached
  clearInterval(again)
  openings.delete(path)
  sessions.set(sessionId, { onEvent: options.onEvent, onGone: options.onGone })
  const { windowId } = await cdp.send('Browser.getWindowForTarget', { targetId })
  const set = async (bounds: Protocol.Browser.Bounds): Promise<void> => {
    await cdp.send('Browser.setWindowBounds', { windowId, bounds })
  }
  const x: { window: number | undefined } = { window: undefined }
  const window: ChromeWindow = {
    targetId,
    xWindow: () => x.window,
    send: (method, params) => cdp.send(method, params, sessionId),
    setBounds: ({ x, y, width, height }) =>
      set({
        ...(x === undefined ? {} : { left: Math.round(x) }),
        ...(y === undefined ? {} : { top: Math.round(y) }),
        ...(width === undefined ? {} : { width: Math.round(width) }),
        ...(height === undefined ? {} : { height: Math.round(height) }),
      }),
    async permit(name, granted, origin) {
      await cdp.send('Browser.setPermission', {
        permission: { name },
        setting: granted ? 'granted' : 'denied',
        origin,
      })
    },
    setState: (windowState) => set({ windowState }),
    async bounds() {
      const { bounds } = await cdp.send('Browser.getWindowForTarget', { targetId })
      return { x: bounds.left ?? 0, y: bounds.top ?? 0, width: bounds.width ?? 0, height: bounds.height ?? 0 }
    },
    async show(look, active) {
      if (x.window === undefined) await set({ windowState: 'normal' })
      else mapWindow(x.window, look, active)
    },
    async hide() {
      if (x.window === undefined) await set({ windowState: 'minimized' })
      else withdrawWindow(x.window)
    },
    async close() {
      await cdp.send('Target.closeTarget', { targetId })
    },
  }
  await options.prepare(window)
  await window.send('Runtime.runIfWaitingForDebugger')
  // Not earlier: Chromium may show a window only after its document began.
  x.window = await born
  if (x.window === undefined) await window.hide()
  return window
}
