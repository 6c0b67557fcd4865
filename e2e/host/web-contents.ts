// Test host: WebContents: the page of one window, its IPC link, its navigation.

import { EventEmitter } from 'node:events'
import type { WebSocket } from 'ws'
import type { CdpEvent, Protocol } from './cdp.ts'
import type { ChromeWindow } from './chrome-window.ts'
import { makeCodec } from './codec.ts'
import { invoke, ipcMain } from './ipc-main.ts'
import { pageRequest } from './page-requests.ts'
import { pageScript } from './page-script.ts'
import { askPermission, checkPermission, session } from './session.ts'
import { ownPort, linkPath, toApp, toPage } from './web-server.ts'
import { setUdpPortRange } from './webrtc-ports.ts'

type OpenHandler = (details: { url: string; frameName: string; features: string; disposition: string }) => {
  action: string
}
type Message = [0, number, string, unknown[]] | [1, string, unknown[]]

const codec = makeCodec()
const all = new Map<number, WebContents>()

/** Emits `name` with a preventable event; true when a listener prevented it. */
export function prevented(emitter: EventEmitter, name: string, details: object, ...args: unknown[]): boolean {
  const event = {
    ...details,
    defaultPrevented: false,
    preventDefault: () => {
      event.defaultPrevented = true
    },
  }
  emitter.emit(name, event, ...args)
  return event.defaultPrevented
}

export class WebContents extends EventEmitter {
  readonly id: number
  readonly session = session.defaultSession
  readonly ipc = Object.assign(new EventEmitter(), {})
  readonly mainFrame: object
  chrome: ChromeWindow | null = null
  #url = ''
  #title = ''
  #link: WebSocket | null = null
  #unsent: Uint8Array[] = []
  #loading = false
  /** The document asked for has replaced the one before; until then load events are those of the old one. */
  #committed = false
  #destroyed = false
  #expected = ''
  #onOpen: OpenHandler = () => ({ action: 'allow' })
  #loads: { done(): void; failed(cause: Error): void }[] = []
  readonly #preload: string | undefined

  constructor(id: number, preload: string | undefined) {
    super()
    this.id = id
    this.#preload = preload
    const url = (): string => this.#url
    const send = (channel: string, ...args: unknown[]): void => this.send(channel, ...args)
    this.mainFrame = {
      get url() {
        return url()
      },
      get origin() {
        return url() === '' ? '' : url().split('/').slice(0, 3).join('/')
      },
      get top(): object {
        return this
      },
      parent: null,
      frames: [],
      name: '',
      routingId: id,
      processId: id,
      detached: false,
      isDestroyed: () => this.#destroyed,
      send,
    }
    all.set(id, this)
  }

  static fromId = (id: number): WebContents | undefined => all.get(id)
  static getAllWebContents = (): WebContents[] => [...all.values()]
  static getFocusedWebContents = (): null => null

  /** Before the window's first document: the script for every page, and the watch over navigation. */
  async prepare(chrome: ChromeWindow): Promise<void> {
    this.chrome = chrome
    const port = await ownPort()
    const socketPath = linkPath(this.id, (socket) => this.#join(socket))
    const source = pageScript({ socketPath, port, platform: process.platform }, this.#preload)
    await Promise.all([
      chrome.send('Page.enable'),
      chrome.send('Inspector.enable'),
      chrome.send('Page.addScriptToEvaluateOnNewDocument', { source }),
      chrome.send('Fetch.enable', { patterns: [{ resourceType: 'Document' }] }),
    ])
  }

  onCdp(event: CdpEvent): void {
    if (event.method === 'Fetch.requestPaused')
      void this.#navigation(event.params).catch(() => 'the page is gone')
    else if (event.method === 'Page.frameNavigated' && event.params.frame.parentId === undefined)
      this.#navigated(event.params.frame)
    else if (event.method === 'Page.domContentEventFired' && this.#committed) this.emit('dom-ready')
    else if (event.method === 'Page.loadEventFired' && this.#committed) this.#loaded()
    else if (event.method === 'Inspector.targetCrashed')
      this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 139 })
  }

  #navigated(frame: Protocol.Page.Frame): void {
    if (frame.url.includes('/__host/')) return
    this.#committed = true
    this.#url = toApp(frame.url)
    if (frame.unreachableUrl === undefined) this.emit('did-navigate', {}, this.#url, 200, '')
  }

  #loaded(): void {
    this.#loading = false
    this.emit('did-stop-loading')
    this.emit('did-finish-load')
    for (const { done } of this.#loads.splice(0)) done()
  }

  async #navigation(request: Protocol.Fetch.requestPausedPayload): Promise<void> {
    const { requestId, frameId } = request
    const url = toApp(request.request.url)
    const isMainFrame = frameId === this.chrome?.targetId
    const details = { url, isMainFrame, isSameDocument: false }
    const own = request.request.url === this.#expected || request.request.url.includes('/__host/')
    const stop = !own && isMainFrame && prevented(this, 'will-navigate', details, url)
    if (stop) await this.chrome?.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' })
    else await this.chrome?.send('Fetch.continueRequest', { requestId })
  }

  async load(address: string): Promise<void> {
    if (!this.chrome) throw new Error('the window is closed')
    const url = await toPage(address)
    this.#expected = url
    this.#loading = true
    this.#committed = false
    this.#unsent = []
    this.#url = address
    this.emit('did-start-loading')
    await this.#grant(new URL(url).origin, address)
    const loaded = new Promise<void>((done, failed) => this.#loads.push({ done, failed }))
    loaded.catch(() => 'reported by the throw below as well')
    const { errorText } = await this.chrome.send('Page.navigate', { url })
    if (errorText !== undefined) {
      this.emit('did-fail-load', {}, -2, errorText, address, true)
      throw new Error(`${errorText} loading '${address}'`)
    }
    await loaded
  }

  /** Chromium's own permissions follow the session's check handler, so that main alone decides. */
  async #grant(origin: string, address: string): Promise<void> {
    const names: readonly [string, string][] = [
      ['media', 'camera'],
      ['media', 'microphone'],
      ['notifications', 'notifications'],
      ['clipboard-read', 'clipboard-read'],
      ['geolocation', 'geolocation'],
    ]
    for (const [permission, name] of names) {
      await this.chrome?.permit(name, checkPermission(this, permission, address), origin)
    }
  }

  #join(socket: WebSocket): void {
    this.#link?.close()
    this.#link = socket
    socket.binaryType = 'nodebuffer'
    for (const bytes of this.#unsent.splice(0)) socket.send(bytes)
    socket.on('message', (data: Buffer) => this.#receive(socket, codec.decode(data) as Message))
    socket.on('close', () => {
      if (this.#link === socket) this.#link = null
    })
    socket.on('error', () => socket.terminate())
  }

  #receive(socket: WebSocket, message: Message): void {
    const event = {
      sender: this,
      senderFrame: this.mainFrame,
      frameId: this.id,
      processId: this.id,
      ports: [],
      type: 'frame',
    }
    if (message[0] === 0) {
      const [, id, channel, args] = message
      const answered = channel.startsWith('\0')
        ? pageRequest(this, channel, args)
        : invoke(channel, event, args)
      const reply = (ok: boolean, value: unknown): void => {
        if (socket.readyState === socket.OPEN) socket.send(codec.encode([0, id, ok, value]))
      }
      answered
        .then((value) => reply(true, value))
        .catch((cause: unknown) => reply(false, cause instanceof Error ? cause.message : String(cause)))
      return
    }
    const [, channel, args] = message
    if (channel.startsWith('\0')) this.#heard(channel, args)
    else {
      const reply = (back: string, ...values: unknown[]): void => this.send(back, ...values)
      ipcMain.emit(channel, { ...event, reply }, ...args)
      this.ipc.emit(channel, { ...event, reply }, ...args)
    }
  }

  #heard(channel: string, args: unknown[]): void {
    if (channel === '\0hello') {
      this.#url = toApp(String(args[0]))
      this.emit('host-focus', args[1] === true)
    }
    if (channel === '\0focus') this.emit('host-focus', args[0] === true)
    if (channel === '\0resize') this.emit('host-resize')
    if (channel === '\0title') this.#heardTitle(String(args[0]))
    if (channel === '\0window-open') {
      const [url, frameName, features] = args.map(String) as [string, string, string]
      this.#onOpen({ url: toApp(url), frameName, features, disposition: 'new-window' })
    }
  }

  send(channel: string, ...args: unknown[]): void {
    if (this.#destroyed) throw new TypeError('Object has been destroyed')
    const bytes = codec.encode([1, channel, args])
    if (this.#link) this.#link.send(bytes)
    else if (this.#loading) this.#unsent.push(bytes)
  }

  #heardTitle(title: string): void {
    if (title === this.#title) return
    this.#title = title
    this.emit('page-title-updated', {}, title, true)
  }

  gone(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    this.#link?.terminate()
    all.delete(this.id)
    for (const { failed } of this.#loads.splice(0)) failed(new Error('the window was closed while it loaded'))
    this.emit('destroyed')
  }

  getURL = (): string => this.#url
  getTitle = (): string => this.#title
  isDestroyed = (): boolean => this.#destroyed
  isLoading = (): boolean => this.#loading
  isCrashed = (): boolean => false
  getType = (): string => 'window'
  setWindowOpenHandler = (handler: OpenHandler): void => {
    this.#onOpen = handler
  }
  requestPermission = async (permission: string, details: object): Promise<boolean> => {
    const granted = await askPermission(this, permission, {
      ...details,
      isMainFrame: true,
      requestingUrl: this.#url,
    })
    // Main's answer is the last word; Chromium itself must not ask, or refuse, again.
    const kinds = 'mediaTypes' in details && Array.isArray(details.mediaTypes) ? details.mediaTypes : []
    const { origin } = new URL(await toPage(this.#url))
    if (granted && permission === 'media') {
      if (kinds.includes('audio')) await this.chrome?.permit('microphone', true, origin)
      if (kinds.includes('video')) await this.chrome?.permit('camera', true, origin)
    }
    return granted
  }
  executeJavaScript = async (expression: string): Promise<unknown> => {
    const done = await this.chrome?.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    })
    if (done?.exceptionDetails)
      throw new Error(done.exceptionDetails.exception?.description ?? done.exceptionDetails.text)
    return done?.result.value
  }
  reload = (): void => void this.chrome?.send('Page.reload').catch(() => 'the window is gone')
  focus = (): void => void this.chrome?.send('Page.bringToFront').catch(() => 'the window is gone')
  openDevTools = (): void => undefined
  closeDevTools = (): void => undefined
  setWebRTCIPHandlingPolicy = (): void => undefined
  setWebRTCUDPPortRange = setUdpPortRange
  setBackgroundThrottling = (): void => undefined
  setZoomFactor = (): void => undefined
  setVisualZoomLevelLimits = (): Promise<void> => Promise.resolve()
  insertCSS = (): Promise<string> => Promise.resolve('')
}
