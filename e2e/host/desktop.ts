// Test host: the rest of Electron that touches the desktop: screens, menus, tray, notifications, shell, clipboard.

import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { record, setOf } from './recorder.ts'
import { screenSize } from './x11.ts'

const display = () => {
  const bounds = { x: 0, y: 0, ...screenSize() }
  return {
    id: 1,
    label: 'screen',
    bounds,
    workArea: bounds,
    size: { width: bounds.width, height: bounds.height },
    workAreaSize: { width: bounds.width, height: bounds.height },
    scaleFactor: 1,
    rotation: 0,
    internal: false,
    colorDepth: 24,
    touchSupport: 'unavailable',
  }
}

export const screen = Object.assign(new EventEmitter(), {
  getPrimaryDisplay: display,
  getAllDisplays: () => [display()],
  getDisplayNearestPoint: display,
  getDisplayMatching: display,
  getCursorScreenPoint: () => ({ x: 0, y: 0 }),
})

const image = (bytes: Buffer) => ({
  isEmpty: () => bytes.length === 0,
  toPNG: () => bytes,
  toDataURL: () => `data:image/png;base64,${bytes.toString('base64')}`,
  getSize: () => ({ width: 0, height: 0 }),
  resize: () => image(bytes),
  setTemplateImage: () => undefined,
})

export const nativeImage = {
  createEmpty: () => image(Buffer.alloc(0)),
  createFromPath: (path: string) => image(readFileSync(path)),
  createFromBuffer: (bytes: Buffer) => image(bytes),
  createFromDataURL: (url: string) => image(Buffer.from(url.split(',')[1] ?? '', 'base64')),
}

export const desktopCapturer = {
  getSources: ({ types }: { types: readonly string[] }) => {
    const whole = {
      id: 'screen:0:0',
      name: 'Entire screen',
      display_id: '1',
      thumbnail: nativeImage.createEmpty(),
      appIcon: null,
    }
    return Promise.resolve(types.includes('screen') ? [whole] : [])
  },
}

export class Menu {
  readonly items: readonly unknown[]
  constructor(items: readonly unknown[] = []) {
    this.items = items
  }
  static #application: Menu | null = null
  static buildFromTemplate = (template: readonly unknown[]): Menu => new Menu(template)
  static setApplicationMenu = (menu: Menu | null): void => {
    Menu.#application = menu
    record('Menu.setApplicationMenu', menu?.items ?? null)
  }
  static getApplicationMenu = (): Menu | null => Menu.#application
  popup = (): void => record('Menu.popup', this.items)
  closePopup = (): void => undefined
}

export class Tray extends EventEmitter {
  constructor() {
    super()
    record('Tray')
  }
  setToolTip = (text: string): void => record('Tray.setToolTip', text)
  setContextMenu = (menu: Menu | null): void => record('Tray.setContextMenu', menu?.items ?? null)
  setImage = (): void => undefined
  setTitle = (): void => undefined
  popUpContextMenu = (): void => undefined
  isDestroyed = (): boolean => false
  destroy = (): void => record('Tray.destroy')
}

export class Notification extends EventEmitter {
  readonly #options: object
  constructor(options: object = {}) {
    super()
    this.#options = options
  }
  static isSupported = (): boolean => true
  show = (): void => {
    record('Notification.show', this.#options)
    this.emit('show')
  }
  close = (): void => void this.emit('close')
}

export const shell = {
  openExternal: (url: string): Promise<void> => {
    record('shell.openExternal', url)
    return Promise.resolve()
  },
  openPath: (path: string): Promise<string> => {
    record('shell.openPath', path)
    return Promise.resolve('')
  },
  showItemInFolder: (path: string): void => record('shell.showItemInFolder', path),
  beep: (): void => record('shell.beep'),
  trashItem: (path: string): Promise<void> => {
    record('shell.trashItem', path)
    return Promise.resolve()
  },
}

let copied = ''
export const clipboard = {
  writeText: (text: string): void => {
    copied = text
  },
  readText: (): string => copied,
  clear: (): void => {
    copied = ''
  },
}

const noKeyStore = (): Promise<never> => Promise.reject(new Error('Encryption is not available.'))
export const safeStorage = {
  isAsyncEncryptionAvailable: () => Promise.resolve(false),
  getSelectedStorageBackend: () => 'unknown',
  encryptStringAsync: noKeyStore,
  decryptStringAsync: noKeyStore,
}

export const powerMonitor = Object.assign(new EventEmitter(), {
  getSystemIdleState: () => 'active',
  getSystemIdleTime: () => 0,
  isOnBatteryPower: () => false,
  onBatteryPower: false,
})
export const powerSaveBlocker = { start: () => 1, stop: () => undefined, isStarted: () => false }
export const nativeTheme = Object.assign(new EventEmitter(), {
  shouldUseDarkColors: false,
  shouldUseHighContrastColors: false,
  themeSource: 'system',
})
export const globalShortcut = {
  register: (keys: string): boolean => {
    record('globalShortcut.register', keys)
    return false
  },
  unregister: (): void => undefined,
  unregisterAll: (): void => undefined,
  isRegistered: () => false,
}
export const crashReporter = setOf(['start', 'addExtraParameter'] as const)
export const systemPreferences = Object.assign(new EventEmitter(), {
  getMediaAccessStatus: () => 'granted',
  askForMediaAccess: () => Promise.resolve(true),
  isTrustedAccessibilityClient: () => true,
})
export const autoUpdater = Object.assign(
  new EventEmitter(),
  setOf(['setFeedURL', 'checkForUpdates'] as const),
)
