// Shell. Which windows exist is computed from the program's state, never stored as booleans: `show` opens what is
// missing, pushes what changed and closes what is gone.

import { BrowserWindow, screen } from 'electron/main'
import type { WebContents } from 'electron/main'
import { toQuery } from '../../shared/appearance.ts'
import type { Appearance } from '../../shared/appearance.ts'
import { BYTES, STATE, VOICE } from '../../shared/ipc/bridge.ts'
import type { WindowState } from '../../shared/ipc/bridge.ts'
import type { Role, View } from '../../shared/ipc/views.ts'
import type { VoiceSignal } from '../../shared/voice.ts'
import type { Log } from '../services/ports.ts'
import { fittedSize } from './fitted.ts'
import { startPage } from './own-pages.ts'
import { placeOfPrompt } from './prompt-place.ts'
import { webPreferences } from './security.ts'
import { grounds, windowShapes } from './window-shapes.ts'
import type { Size, WindowSizes } from './window-sizes.ts'

/** Names one window for as long as it lives: its role, and for an opened invitation the number of the case. */
export type WindowKey = { readonly role: Role; readonly id: string }

export type Windows = {
  /** `views` by key string (`keyOf`), in the appearance of this moment; every window that is not in it is closed. */
  show(views: ReadonlyMap<string, View>): void
  /** Which of our windows sent a message; undefined for a stranger. */
  keyOfSender(contents: WebContents): WindowKey | undefined
  /** The page asked for its view: pushes it again. */
  refresh(key: WindowKey): void
  /** The page has sent its first bytes: it listens, and what waited for it goes out (the viewer speaks first). */
  listens(key: WindowKey): void
  sendBytes(key: WindowKey, bytes: Uint8Array): void
  sendVoice(key: WindowKey, call: number, signal: VoiceSignal): void
  bringToFront(key: WindowKey): void
  handle(key: WindowKey): BrowserWindow | undefined
}

export const keyOf = ({ role, id }: WindowKey): string => `${role}:${id}`

type Open = {
  readonly key: WindowKey
  readonly window: BrowserWindow
  state: WindowState
  closing: boolean
  /** The page has drawn itself and may be shown. */
  ready: boolean
  /** Bytes for a page that does not listen yet; undefined once it does. */
  early: Uint8Array[] | undefined
}

type Ports = {
  readonly preload: string
  readonly icon: string
  appearance(): Appearance
  readonly log: Log
  /** Somebody wants to close the window; false: it stays, whatever its page does. A page that has crashed is not asked about. */
  mayClose?(key: WindowKey): boolean
  /** The person closed the window; the program's state decides what that means and calls `show` again. */
  closedByPerson(key: WindowKey): void
  /** The UDP port of the novice's sound; undefined: any will do. */
  voicePort?(): number | undefined
  /** Left out where no window can be resized. */
  readonly sizes?: WindowSizes
}

export function createWindows({
  preload,
  icon,
  appearance,
  log,
  closedByPerson,
  sizes,
  ...ports
}: Ports): Windows {
  const open = new Map<string, Open>()

  function openWindow(key: WindowKey, state: WindowState) {
    const siblings = [...open.values()].filter((other) => other.key.role === key.role).length
    const window = new BrowserWindow({
      ...fitted(key.role, siblings, sizes?.of(key.role)),
      show: false,
      icon,
      autoHideMenuBar: true,
      backgroundColor: grounds[state.appearance.scheme],
      webPreferences: webPreferences(preload),
    })
    const entry: Open = { key, window, state, closing: false, ready: false, early: [] }
    open.set(keyOf(key), entry)
    window.removeMenu()
    // NET-2: the port that the router passes on. Without a mapping Chromium takes any.
    const port = key.role === 'novice-session' ? ports.voicePort?.() : undefined
    if (port !== undefined) window.webContents.setWebRTCUDPPortRange({ min: port, max: port })
    if (windowShapes[key.role].alwaysOnTop) stayInSight(window)
    if (windowShapes[key.role].show !== false) {
      window.once('ready-to-show', () => {
        entry.ready = true
        if (!isPrepared(entry.state.view)) present(entry)
      })
    }
    window.on('resize', () => sizes?.resized(key.role, window.getNormalBounds()))
    if (key.role === 'novice-session') {
      window.on('close', (event) => {
        if (ports.mayClose?.(key) === false) event.preventDefault()
      })
    }
    window.on('closed', () => {
      if (find(key) === entry) open.delete(keyOf(key))
      if (!entry.closing) closedByPerson(key)
    })
    // A crashed page, or one that could not be loaded, is a closed window: a prompt becomes a No, a session ends (CTL-6).
    const gone = (why: unknown) => {
      if (window.isDestroyed()) return
      log(`the window of ${key.role} has no page`, why)
      window.destroy()
    }
    window.webContents.on('render-process-gone', (_event, { reason }) => gone(reason))
    window.loadURL(`${startPage}?${toQuery(state.appearance)}`).catch(gone)
  }

  const find = (key: WindowKey) => open.get(keyOf(key))

  function present({ key, window }: Open) {
    if (window.isDestroyed()) return
    if (key.role === 'prompt') standAside(window)
    // The bar and its kind must not take the focus from what the person is doing.
    if (windowShapes[key.role].focusable === false) window.showInactive()
    else window.show()
    if (key.role === 'prompt') window.moveTop()
  }

  /** SECURITY: a click that was meant for the session's window must not be a Yes. */
  function standAside(prompt: BrowserWindow) {
    const session = [...open.values()].find(({ key }) => key.role === 'novice-session')?.window
    if (!session?.isVisible() || session.isMinimized()) return
    const { workArea } = screen.getPrimaryDisplay()
    const place = placeOfPrompt(prompt.getBounds(), session.getBounds(), workArea)
    if (place) prompt.setPosition(place.x, place.y)
  }

  return {
    show: (views) => {
      for (const [name, entry] of open) {
        if (views.has(name)) continue
        entry.closing = true
        // At once, whenever the system says 'closed': nothing is sent to a window that is going.
        open.delete(name)
        entry.window.destroy()
      }
      for (const [name, view] of views) {
        const entry = open.get(name)
        const state: WindowState = { view, appearance: appearance() }
        if (!entry) openWindow(parseKey(name, view), state)
        else if (JSON.stringify(entry.state) !== JSON.stringify(state)) {
          const before = entry.state.view
          entry.state = state
          entry.window.webContents.send(STATE, state)
          // A turn later: to put a window on the screen takes its time, and what the page waits for goes out before.
          if (entry.ready && isPrepared(before) && !isPrepared(view)) setImmediate(() => present(entry))
          const asks = asksAboutFiles(before, view) || asksToTalk(before, view)
          if (asks && entry.window.isMinimized()) entry.window.restore()
          if (asks || tellsOfAnEnd(before, view)) raise(entry.window)
        }
      }
    },
    keyOfSender: (contents) => [...open.values()].find(({ window }) => window.webContents === contents)?.key,
    refresh: (key) => {
      const entry = find(key)
      entry?.window.webContents.send(STATE, entry.state)
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
    sendVoice: (key, call, signal) => {
      find(key)?.window.webContents.send(VOICE, call, signal)
    },
    bringToFront: (key) => {
      const entry = find(key)
      if (!entry || isPrepared(entry.state.view)) return
      if (entry.window.isMinimized()) entry.window.restore()
      entry.window.show()
      entry.window.focus()
    },
    handle: (key) => find(key)?.window,
  }
}

const isPrepared = (view: View): boolean => 'status' in view && view.status === 'prepared'

/** SES-4: a session that somebody or something else has ended says so; what one does oneself is no news. */
function tellsOfAnEnd(before: View, now: View): boolean {
  if (!('end' in before) || !('end' in now) || before.end !== null || now.end === null) return false
  const own =
    now.role === 'novice-session' ? ['novice-disconnected', 'invitation-expired'] : ['expert-disconnected']
  return !own.includes(now.end)
}

/** SES-3: a question that nobody sees would hold everything up. */
const asksAboutFiles = (before: View, now: View): boolean =>
  'files' in before &&
  'files' in now &&
  now.files.question !== null &&
  before.files.question?.id !== now.files.question.id

/** The other person wants to talk: the question is in the session's window, which may be behind another one. */
const asksToTalk = (before: View, now: View): boolean =>
  'voice' in before && 'voice' in now && before.voice.kind !== 'asked' && now.voice.kind === 'asked'

/** In front of the other windows, but without the focus: the next key is meant for another one. */
function raise(window: BrowserWindow) {
  window.moveTop()
  if (window.isFocused()) return
  window.flashFrame(true)
  window.once('focus', () => window.flashFrame(false))
}

/** CTL-2, ADM-4: above programs that fill the screen and on every desktop; the way out must never be covered. */
function stayInSight(window: BrowserWindow) {
  window.setAlwaysOnTop(true, 'screen-saver')
  window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true })
}

const parseKey = (name: string, view: View): WindowKey => ({
  role: view.role,
  id: name.slice(view.role.length + 1),
})

/** Each further window of a role lies this much further down and to the right: two invitations must not look like one. */
const CASCADE = 24

/** A window never starts larger than the screen it starts on; the bar hangs from the middle of its upper edge. */
function fitted(
  role: Role,
  siblings: number,
  left: Size | undefined,
): Electron.BrowserWindowConstructorOptions {
  const shape = windowShapes[role]
  const { workArea } = screen.getPrimaryDisplay()
  const { width, height } = fittedSize(shape, left, workArea)
  const middle = (whole: number, part: number) => Math.round((whole - part) / 2)
  const [x, y] = [middle(workArea.width, width), middle(workArea.height, height)]
  // It starts again from the middle before it leaves the screen.
  const room = Math.max(1, Math.floor(Math.min(x, y) / CASCADE))
  const step = (siblings % room) * CASCADE
  const hanging = role === 'control-bar' ? { x: workArea.x + x, y: workArea.y } : {}
  const cascading = step > 0 ? { x: workArea.x + x + step, y: workArea.y + y + step } : {}
  return { ...shape, width, height, ...hanging, ...cascading }
}
