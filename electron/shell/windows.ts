// Shell. Which windows exist is computed from the program's state, never stored as booleans: `show` opens what is
// missing, pushes what changed and closes what is gone.

import { BrowserWindow, screen } from 'electron/main'
import type { WebContents } from 'electron/main'
import { BYTES, STATE } from '../../shared/ipc/bridge.ts'
import type { Role, View } from '../../shared/ipc/views.ts'
import { startPage } from './own-pages.ts'
import { webPreferences } from './security.ts'
import { windowShapes } from './window-shapes.ts'

/** Names one window for as long as it lives: its role, and for an opened invitation the number of the case. */
export type WindowKey = { readonly role: Role; readonly id: string }

export type Windows = {
  /** `views` by key string (`keyOf`); every window that is not in it is closed. */
  show(views: ReadonlyMap<string, View>): void
  /** Which of our windows sent a message; undefined for a stranger. */
  keyOfSender(contents: WebContents): WindowKey | undefined
  /** The page asked for its view: pushes it again. */
  refresh(key: WindowKey): void
  /** The page has sent its first bytes: it listens, and what waited for it goes out (the viewer speaks first). */
  listens(key: WindowKey): void
  sendBytes(key: WindowKey, bytes: Uint8Array): void
  bringToFront(key: WindowKey): void
  handle(key: WindowKey): BrowserWindow | undefined
}

export const keyOf = ({ role, id }: WindowKey): string => `${role}:${id}`

type Open = {
  readonly key: WindowKey
  readonly window: BrowserWindow
  view: View
  closing: boolean
  /** Bytes for a page that does not listen yet; undefined once it does. */
  early: Uint8Array[] | undefined
}

type Ports = {
  readonly preload: string
  readonly icon: string
  /** The person closed the window; the program's state decides what that means and calls `show` again. */
  closedByPerson(key: WindowKey): void
}

export function createWindows({ preload, icon, closedByPerson }: Ports): Windows {
  const open = new Map<string, Open>()

  function openWindow(key: WindowKey, view: View) {
    const window = new BrowserWindow({
      ...fitted(key.role),
      show: false,
      icon,
      autoHideMenuBar: true,
      backgroundColor: '#ece9d8',
      webPreferences: webPreferences(preload),
    })
    const entry: Open = { key, window, view, closing: false, early: [] }
    open.set(keyOf(key), entry)
    window.removeMenu()
    if (windowShapes[key.role].show !== false) {
      window.once('ready-to-show', () => {
        if (window.isDestroyed()) return
        // The bar and its kind must not take the focus from what the person is doing.
        if (windowShapes[key.role].focusable === false) window.showInactive()
        else window.show()
        if (key.role === 'prompt') window.moveTop()
      })
    }
    window.on('closed', () => {
      open.delete(keyOf(key))
      if (!entry.closing) closedByPerson(key)
    })
    // A crashed page is a closed window: a prompt becomes a No, a session ends (CTL-6).
    window.webContents.on('render-process-gone', () => window.destroy())
    void window.loadURL(startPage)
  }

  const find = (key: WindowKey) => open.get(keyOf(key))

  return {
    show: (views) => {
      for (const [name, entry] of open) {
        if (views.has(name)) continue
        entry.closing = true
        entry.window.destroy()
      }
      for (const [name, view] of views) {
        const entry = open.get(name)
        if (!entry) openWindow(parseKey(name, view), view)
        else if (JSON.stringify(entry.view) !== JSON.stringify(view)) {
          const before = entry.view
          entry.view = view
          entry.window.webContents.send(STATE, view)
          if (tellsOfAnEnd(before, view)) raise(entry.window)
        }
      }
    },
    keyOfSender: (contents) => [...open.values()].find(({ window }) => window.webContents === contents)?.key,
    refresh: (key) => {
      const entry = find(key)
      entry?.window.webContents.send(STATE, entry.view)
    },
    listens: (key) => {
      const entry = find(key)
      for (const bytes of entry?.early ?? []) entry?.window.webContents.send(BYTES, bytes)
      if (entry) entry.early = undefined
    },
    sendBytes: (key, bytes) => {
      const entry = find(key)
      if (entry?.early) entry.early.push(bytes)
      else entry?.window.webContents.send(BYTES, bytes)
    },
    bringToFront: (key) => {
      const window = find(key)?.window
      if (window?.isMinimized()) window.restore()
      window?.show()
      window?.focus()
    },
    handle: (key) => find(key)?.window,
  }
}

/** SES-4: a session that somebody or something else has ended says so; what one does oneself is no news. */
function tellsOfAnEnd(before: View, now: View): boolean {
  if (!('end' in before) || !('end' in now) || before.end !== null || now.end === null) return false
  const own =
    now.role === 'novice-session' ? ['novice-disconnected', 'invitation-expired'] : ['expert-disconnected']
  return !own.includes(now.end)
}

/** In front of the other windows, but without the focus: the next key is meant for another one. */
function raise(window: BrowserWindow) {
  window.moveTop()
  if (window.isFocused()) return
  window.flashFrame(true)
  window.once('focus', () => window.flashFrame(false))
}

const parseKey = (name: string, view: View): WindowKey => ({
  role: view.role,
  id: name.slice(view.role.length + 1),
})

/** A window never starts larger than the screen it starts on; the bar hangs from the middle of its upper edge. */
function fitted(role: Role): Electron.BrowserWindowConstructorOptions {
  const shape = windowShapes[role]
  const { workArea } = screen.getPrimaryDisplay()
  const width = Math.min(shape.width ?? workArea.width, workArea.width - 40)
  const height = Math.min(shape.height ?? workArea.height, workArea.height - 60)
  const hanging = { x: workArea.x + Math.round((workArea.width - width) / 2), y: workArea.y }
  return { ...shape, width, height, ...(role === 'control-bar' ? hanging : {}) }
}
