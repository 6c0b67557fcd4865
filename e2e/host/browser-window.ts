// Test host: BrowserWindow: a real window of Chromium in app mode. Setters take effect in the order they were called.

import { pathToFileURL } from 'node:url'
import { focusMayMove, watchFocus } from './focus.ts'
import { hostState } from './host-state.ts'
import { type Bounds, type ChromeWindow, openChromeWindow } from './chrome-window.ts'
import { WebContents, prevented } from './web-contents.ts'
import { type WindowOptions, blank } from './window-options.ts'
import { WindowExtras } from './window-extras.ts'
import * as x11 from './x11.ts'

type FileAddress = { readonly query?: Record<string, string>; readonly hash?: string }

const all = new Map<number, BrowserWindow>()
let lastId = 0

export class BrowserWindow extends WindowExtras {
  readonly id = ++lastId
  readonly webContents: WebContents
  #bounds: Bounds
  #title: string
  #visible: boolean
  #focused = false
  #minimized = false
  #fullScreen = false
  #top: boolean
  #skipTaskbar: boolean
  #destroyed = false
  #chrome: ChromeWindow | null = null
  #queue: Promise<void>
  readonly #options: WindowOptions<BrowserWindow>
  readonly #unwatch: () => void

  constructor(options: WindowOptions<BrowserWindow> = {}) {
    super()
    this.#options = options
    const screen = x11.screenSize()
    const middle = (whole: number, part: number): number => Math.max(0, Math.round((whole - part) / 2))
    const { width = 800, height = 600 } = options
    const { x = middle(screen.width, width), y = middle(screen.height, height) } = options
    this.#bounds = { x, y, width, height }
    this.#title = options.title ?? hostState.name
    this.#visible = options.show ?? true
    this.#top = options.alwaysOnTop ?? false
    this.#skipTaskbar = options.skipTaskbar ?? false
    this.webContents = new WebContents(this.id, options.webPreferences?.preload)
    this.webContents.on('host-focus', focusMayMove)
    this.webContents.on('host-resize', () => this.#resized())
    this.#unwatch = watchFocus({ xWindow: this.xWindow, setFocused: (focused) => this.#setFocused(focused) })
    this.webContents.on('page-title-updated', (_, title: string) => this.#pageTitle(title))
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'))
    this.webContents.on('did-finish-load', () => this.#guard())
    this.on('newListener', (name) => {
      if (name === 'close' && this.listenerCount('close') === 0) this.#guard(true)
    })
    all.set(this.id, this)
    this.#queue = this.#open().catch((cause: unknown) => {
      process.stderr.write(`host: ${String(cause)}\n`)
      this.#gone()
    })
    hostState.app.emit('web-contents-created', {}, this.webContents)
    hostState.app.emit('browser-window-created', {}, this)
  }

  static getAllWindows = (): BrowserWindow[] => [...all.values()]
  static getFocusedWindow = (): BrowserWindow | null =>
    [...all.values()].find((window) => window.isFocused()) ?? null
  static fromWebContents = (contents: WebContents): BrowserWindow | null =>
    [...all.values()].find((window) => window.webContents === contents) ?? null
  static fromId = (id: number): BrowserWindow | null => all.get(id) ?? null

  async #open(): Promise<void> {
    this.#chrome = await openChromeWindow({
      html: blank(this.#title, this.#options.backgroundColor ?? '#ffffff'),
      onEvent: (event) => {
        if (event.method === 'Page.javascriptDialogOpening' && event.params.type === 'beforeunload')
          this.#askedToClose()
        else this.webContents.onCdp(event)
      },
      onGone: () => this.#gone(),
      prepare: (window) => this.webContents.prepare(window),
    })
    await this.#chrome.setBounds(this.#bounds)
    if (this.#visible) await this.#chrome.show(this.#look(), true)
  }

  #look(): x11.Look {
    const {
      frame = true,
      focusable = true,
      resizable = true,
      modal = false,
      parent,
      minWidth = 1,
      minHeight = 1,
    } = this.#options
    return {
      frame,
      focusable,
      resizable,
      modal,
      above: this.#top,
      skipTaskbar: this.#skipTaskbar,
      parent: parent?.xWindow(),
      size: this.#bounds,
      minimum: { width: minWidth, height: minHeight },
    }
  }

  /** Runs `step` after everything that was asked before; a window that is gone meanwhile is no error. */
  #then(step: (chrome: ChromeWindow, xWindow: number | undefined) => Promise<void> | void): void {
    this.#queue = this.#queue.then(async () => {
      if (!this.#chrome || this.#destroyed) return
      try {
        await step(this.#chrome, this.#chrome.xWindow())
      } catch (cause) {
        if (!this.isDestroyed()) process.stderr.write(`host: window ${this.id}: ${String(cause)}\n`)
      }
    })
  }

  xWindow = (): number | undefined => this.#chrome?.xWindow()

  #setFocused(focused: boolean): void {
    if (focused === this.#focused || this.#destroyed || (focused && !this.#visible)) return
    this.#focused = focused
    this.emit(focused ? 'focus' : 'blur')
    hostState.app.emit(focused ? 'browser-window-focus' : 'browser-window-blur', {}, this)
  }

  /** The person has pulled an edge, or the window manager has its own idea of a size. */
  #resized(): void {
    if (this.#options.resizable === false || !this.#visible) return
    this.#then(async (chrome) => {
      const { width, height } = await chrome.bounds()
      const same = width === this.#bounds.width && height === this.#bounds.height
      this.#bounds = { ...this.#bounds, width, height }
      if (!same) this.emit('resize')
    })
  }

  #pageTitle(title: string): void {
    if (prevented(this, 'page-title-updated', {}, title, true)) this.setTitle(this.#title)
    else this.#title = title
  }

  /** A listener of `close` may refuse: the page then asks before it goes, and its question comes to `#askedToClose`. */
  #guard(wanted = this.listenerCount('close') > 0): void {
    const expression = "addEventListener('beforeunload', (event) => event.preventDefault())"
    if (!wanted) return
    this.#then(async (chrome) => {
      await chrome.send('Runtime.evaluate', { expression, userGesture: true })
    })
  }

  #askedToClose(): void {
    const accept = this.#destroyed || this.webContents.isLoading() || !prevented(this, 'close', {})
    void this.#chrome?.send('Page.handleJavaScriptDialog', { accept }).catch(() => 'the window is gone')
  }

  #gone(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    this.#focused = false
    all.delete(this.id)
    this.#unwatch()
    this.webContents.gone()
    this.emit('closed')
    this.removeAllListeners()
    if (all.size === 0) hostState.allClosed()
  }

  loadURL = async (url: string): Promise<void> => {
    await this.#queue
    await this.webContents.load(url)
  }
  loadFile = (path: string, options: FileAddress = {}): Promise<void> => {
    const url = pathToFileURL(path)
    url.search = new URLSearchParams(options.query).toString()
    url.hash = options.hash ?? ''
    return this.loadURL(url.href)
  }

  show = (): void => this.#show(true)
  showInactive = (): void => this.#show(false)
  #show(active: boolean): void {
    if (this.#destroyed) return
    const appears = !this.#visible
    this.#visible = true
    this.#then(async (chrome, own) => {
      if (appears) {
        await chrome.setBounds(this.#bounds)
        await chrome.show(this.#look(), active && this.#options.focusable !== false)
      } else if (own !== undefined) {
        x11.raise(own)
        if (active) x11.activate(own)
      }
      focusMayMove()
    })
    if (appears) this.emit('show')
  }
  hide = (): void => {
    if (!this.#visible || this.#destroyed) return
    this.#visible = false
    this.#then((chrome) => chrome.hide())
    this.#setFocused(false)
    this.emit('hide')
  }
  close = (): void => {
    if (this.#destroyed || prevented(this, 'close', {})) return
    this.destroy()
  }
  destroy = (): void => {
    if (this.#destroyed) return
    const closing = this.#queue.then(() => this.#chrome?.close())
    closing.catch(() => 'gone already')
    hostState.closing(closing)
    this.#gone()
  }
  focus = (): void => {
    this.#then(async (chrome, own) => {
      if (own === undefined) await chrome.send('Page.bringToFront')
      else x11.activate(own)
      focusMayMove()
    })
  }

  isDestroyed = (): boolean => this.#destroyed
  isVisible = (): boolean => this.#visible && !this.#destroyed
  isFocused = (): boolean => this.#focused
  isMinimized = (): boolean => this.#minimized
  isFullScreen = (): boolean => this.#fullScreen
  isAlwaysOnTop = (): boolean => this.#top
  isModal = (): boolean => this.#options.modal === true
  getParentWindow = (): BrowserWindow | null => this.#options.parent ?? null
  getTitle = (): string => this.#title
  setTitle = (title: string): void => {
    this.#title = title
    this.#then((_, own) => {
      if (own !== undefined) x11.setName(own, title)
    })
  }
  setAlwaysOnTop = (top: boolean): void => {
    this.#top = top
    this.#then((_, own) => {
      if (own !== undefined) x11.requestState(own, 'ABOVE', top)
    })
  }
  setSkipTaskbar = (skip: boolean): void => {
    this.#skipTaskbar = skip
    this.#then((_, own) => {
      if (own !== undefined) x11.requestState(own, 'SKIP_TASKBAR', skip)
    })
  }
  moveTop = (): void =>
    this.#then((_, own) => {
      if (own !== undefined) x11.raise(own)
    })
  flashFrame = (on: boolean): void =>
    this.#then((_, own) => {
      if (own !== undefined) x11.requestState(own, 'DEMANDS_ATTENTION', on)
    })

  getBounds = (): Bounds => ({ ...this.#bounds })
  getContentBounds = (): Bounds => this.getBounds()
  getNormalBounds = (): Bounds => this.getBounds()
  setBounds = (bounds: Partial<Bounds>): void => {
    this.#bounds = { ...this.#bounds, ...bounds }
    this.#then((chrome) => chrome.setBounds(this.#bounds))
  }
  setContentBounds = (bounds: Partial<Bounds>): void => this.setBounds(bounds)
  setSize = (width: number, height: number): void => this.setBounds({ width, height })
  setContentSize = (width: number, height: number): void => this.setBounds({ width, height })
  setPosition = (x: number, y: number): void => this.setBounds({ x, y })
  getSize = (): [number, number] => [this.#bounds.width, this.#bounds.height]
  getContentSize = (): [number, number] => this.getSize()
  getPosition = (): [number, number] => [this.#bounds.x, this.#bounds.y]
  center = (): void => {
    const { width, height } = x11.screenSize()
    const middle = (whole: number, part: number): number => Math.round((whole - part) / 2)
    this.setPosition(middle(width, this.#bounds.width), middle(height, this.#bounds.height))
  }
  minimize = (): void => {
    this.#minimized = true
    this.#then((chrome) => chrome.setState('minimized'))
    this.emit('minimize')
  }
  restore = (): void => {
    this.#minimized = false
    this.#then((chrome) => chrome.setState('normal'))
    this.emit('restore')
  }
  maximize = (): void => this.#then((chrome) => chrome.setState('maximized'))
  unmaximize = (): void => this.#then((chrome) => chrome.setState('normal'))
  setFullScreen = (full: boolean): void => {
    this.#fullScreen = full
    this.#then((chrome) => chrome.setState(full ? 'fullscreen' : 'normal'))
    this.emit(full ? 'enter-full-screen' : 'leave-full-screen')
  }
}
