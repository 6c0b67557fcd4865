// Test host, in the page: the renderer half of Electron, run before the page's own scripts.
// [Note: page functions] This function reaches the page as source text, so it uses nothing outside itself.

import type { Codec } from './codec.ts'

export type PageConfig = { readonly socketPath: string; readonly port: number; readonly platform: string }
type Require = (name: string) => unknown
export type Preload = (require: Require, module: object, exports: object, process: object) => void

/** Messages: [0, id, channel, args] invoke; [1, channel, args] send; back: [0, id, ok, value], [1, channel, args]. */
export function pageBridge(makeCodec: () => Codec, config: PageConfig, preload: Preload): void {
  if (window.top !== window || location.pathname.startsWith('/__host/') || location.protocol === 'about:')
    return
  type Listener = (event: object, ...args: unknown[]) => void
  type Listen = (channel: string, listener: Listener) => object
  const codec = makeCodec()
  const waiting = new Map<number, { done: (value: unknown) => void; failed: (cause: unknown) => void }>()
  const listeners = new Map<string, Listener[]>()
  const socket = new WebSocket(`ws://127.0.0.1:${config.port}${config.socketPath}`)
  socket.binaryType = 'arraybuffer'
  let unsent: Uint8Array[] | null = []
  let lastId = 0

  const post = (message: unknown[]): void => {
    const bytes = codec.encode(message)
    if (unsent) unsent.push(bytes.slice())
    else socket.send(bytes as Uint8Array<ArrayBuffer>)
  }
  const ask = (channel: string, args: unknown[]): Promise<unknown> =>
    new Promise((done, failed) => {
      waiting.set(++lastId, { done, failed })
      post([0, lastId, channel, args])
    })
  const tell = (channel: string, args: unknown[]): void => post([1, channel, args])

  socket.onopen = () => {
    for (const bytes of unsent ?? []) socket.send(bytes as Uint8Array<ArrayBuffer>)
    unsent = null
  }
  socket.onmessage = ({ data }) => {
    const message = codec.decode(new Uint8Array(data as ArrayBuffer)) as [number, ...unknown[]]
    if (message[0] === 0) {
      const [, id, ok, value] = message as [number, number, boolean, unknown]
      const asked = waiting.get(id)
      waiting.delete(id)
      if (ok) asked?.done(value)
      else asked?.failed(new Error(String(value)))
      return
    }
    const [, channel, args] = message as [number, string, unknown[]]
    for (const listener of [...(listeners.get(channel) ?? [])])
      listener({ sender: ipcRenderer, ports: [] }, ...args)
  }

  const on: Listen = (channel, listener) => {
    listeners.set(channel, [...(listeners.get(channel) ?? []), listener])
    return ipcRenderer
  }
  const off: Listen = (channel, listener) => {
    const all = listeners.get(channel) ?? []
    const last = all.lastIndexOf(listener)
    listeners.set(
      channel,
      all.filter((_, index) => index !== last),
    )
    return ipcRenderer
  }
  const ipcRenderer = {
    invoke: (channel: string, ...args: unknown[]) => ask(channel, args),
    send: (channel: string, ...args: unknown[]) => tell(channel, args),
    on,
    off,
    addListener: on,
    removeListener: off,
    once(channel: string, listener: Listener): object {
      const once: Listener = (event, ...args) => {
        off(channel, once)
        listener(event, ...args)
      }
      return on(channel, once)
    },
    removeAllListeners(channel: string): object {
      listeners.delete(channel)
      return ipcRenderer
    },
  }

  const frozen = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value
    if (Array.isArray(value)) return Object.freeze(value.map(frozen))
    return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, item]) => [key, frozen(item)])))
  }
  const contextBridge = {
    exposeInMainWorld(key: string, api: unknown) {
      if (key in window)
        throw new Error(`Cannot bind an API on top of an existing property on the window object: ${key}`)
      Object.defineProperty(window, key, {
        value: frozen(api),
        enumerable: true,
        configurable: false,
        writable: false,
      })
    },
  }

  // A dropped or chosen file carries no path here. The event is held back, the paths are asked for, and it is sent again.
  const paths = new Map<string, string>()
  const keyOf = (file: File): string => `${file.name}\n${file.size}\n${file.lastModified}`
  const webUtils = {
    getPathForFile: (file: unknown) => (file instanceof File ? (paths.get(keyOf(file)) ?? '') : ''),
  }
  const learn = async (files: readonly File[]): Promise<void> => {
    Object.defineProperty(window, '__hostFiles', { value: files, configurable: true })
    const found = (await ask('\0file-paths', [files.length])) as string[]
    files.forEach((file, index) => paths.set(keyOf(file), found[index] ?? ''))
  }
  const again = new WeakSet<Event>()
  window.addEventListener(
    'drop',
    (event) => {
      const files = [...(event.dataTransfer?.files ?? [])]
      if (again.has(event) || files.length === 0) return
      event.stopImmediatePropagation()
      event.preventDefault()
      const dataTransfer = new DataTransfer()
      for (const file of files) dataTransfer.items.add(file)
      const second = new DragEvent('drop', {
        bubbles: true,
        cancelable: true,
        composed: true,
        clientX: event.clientX,
        clientY: event.clientY,
        dataTransfer,
      })
      again.add(second)
      void learn(files).then(() => event.target?.dispatchEvent(second))
    },
    true,
  )
  window.addEventListener(
    'change',
    (event) => {
      const input = event.target
      if (again.has(event) || !(input instanceof HTMLInputElement) || !input.files?.length) return
      event.stopImmediatePropagation()
      const second = new Event('change', { bubbles: true })
      again.add(second)
      void learn([...input.files]).then(() => input.dispatchEvent(second))
    },
    true,
  )

  // Capture and microphone: the session's handlers in main decide first, then Chromium's own function runs.
  const devices = navigator.mediaDevices as MediaDevices | undefined
  if (devices) {
    const display = devices.getDisplayMedia.bind(devices)
    const user = devices.getUserMedia.bind(devices)
    const refuse = (): never => {
      throw new DOMException('Permission denied', 'NotAllowedError')
    }
    devices.getDisplayMedia = async (options) => {
      const granted = (await ask('\0display-media', [
        Boolean(options?.video ?? true),
        Boolean(options?.audio),
      ])) as boolean
      return granted ? display(options) : refuse()
    }
    devices.getUserMedia = async (options) => {
      const kinds = [...(options?.audio ? ['audio'] : []), ...(options?.video ? ['video'] : [])]
      return (await ask('\0permission', ['media', { mediaTypes: kinds }])) === true ? user(options) : refuse()
    }
  }

  window.open = (url, name, features) => {
    tell('\0window-open', [
      String(new URL(String(url ?? 'about:blank'), location.href)),
      name ?? '',
      features ?? '',
    ])
    return null
  }
  window.addEventListener('focus', () => tell('\0focus', [true]))
  window.addEventListener('blur', () => tell('\0focus', [false]))
  window.addEventListener('resize', () => tell('\0resize', []))
  addEventListener('DOMContentLoaded', () => {
    const report = (): void => tell('\0title', [document.title])
    new MutationObserver(report).observe(document.head, {
      subtree: true,
      childList: true,
      characterData: true,
    })
    report()
  })
  tell('\0hello', [location.href, document.hasFocus()])

  const electron = { contextBridge, ipcRenderer, webUtils, webFrame: { setZoomFactor: () => undefined } }
  const names = ['electron', 'electron/renderer', 'electron/common']
  const requireIn: Require = (name) => {
    if (names.includes(name)) return electron
    throw new Error(`module not found: ${name}`)
  }
  const module = { exports: {} }
  const process = {
    platform: config.platform,
    type: 'renderer',
    sandboxed: true,
    contextIsolated: true,
    versions: {},
    env: {},
  }
  preload(requireIn, module, module.exports, process)
}
