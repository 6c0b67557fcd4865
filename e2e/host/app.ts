// Test host: the app object: start, end, single instance, paths.

import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { BrowserWindow } from './browser-window.ts'
import { addSwitch, closeChromium, setProfileParent } from './chrome-window.ts'
import { hostState } from './host-state.ts'
import { type SecondStart, holdsLock, releaseLock, takeLock } from './instance-lock.ts'
import { appFolder, appPackage, getPath, setPath } from './paths.ts'
import { record } from './recorder.ts'
import { prevented } from './web-contents.ts'

hostState.name = appPackage.productName ?? appPackage.name ?? 'Electron'
const emitter = hostState.app
const work = new Set<Promise<unknown>>()
const locale = (): string =>
  (process.env['LC_ALL'] ?? process.env['LANG'] ?? 'en_US').split('.')[0]?.replace('_', '-') ?? 'en-US'

let ready = false
let quitting = false
let relaunch: readonly string[] | null = null
let signalReady: () => void = () => undefined
const whenReady = new Promise<void>((resolve) => {
  signalReady = resolve
})

// Electron's process lives without windows too.
const alive = setInterval(() => undefined, 2 ** 30)

async function end(code: number): Promise<void> {
  await Promise.allSettled(work)
  await closeChromium()
  emitter.emit('quit', {}, code)
  releaseLock()
  clearInterval(alive)
  if (relaunch) spawn(process.execPath, relaunch, { detached: true, stdio: 'inherit' }).unref()
  process.exit(code)
}

function quit(): void {
  if (quitting) return
  quitting = true
  if (prevented(emitter, 'before-quit', {})) {
    quitting = false
    return
  }
  for (const window of BrowserWindow.getAllWindows()) window.close()
  if (BrowserWindow.getAllWindows().length > 0 || prevented(emitter, 'will-quit', {})) {
    quitting = false
    return
  }
  void end(0)
}

hostState.closing = (closing) => {
  work.add(closing)
  closing.finally(() => work.delete(closing)).catch(() => 'a window that was gone already')
}
hostState.allClosed = () => {
  if (quitting) return
  if (emitter.listenerCount('window-all-closed') === 0) quit()
  else emitter.emit('window-all-closed')
}

const chromiumFolder = (): void => setProfileParent(join(getPath('userData', hostState.name), 'test-host'))

function onSecond(start: SecondStart): void {
  void whenReady.then(() => emitter.emit('second-instance', {}, start.argv, start.cwd, start.data))
}

export const app = Object.assign(emitter, {
  whenReady: () => whenReady,
  isReady: () => ready,
  isPackaged: false,
  quit,
  exit(code = 0): void {
    quitting = true
    for (const window of BrowserWindow.getAllWindows()) window.destroy()
    void end(code)
  },
  relaunch(options: { args?: string[] } = {}): void {
    relaunch = [...process.execArgv, process.argv[1] ?? '', ...(options.args ?? process.argv.slice(2))]
  },
  focus(): void {
    BrowserWindow.getAllWindows()[0]?.focus()
  },
  requestSingleInstanceLock: (data?: unknown): boolean => takeLock(app.getPath('userData'), data, onSecond),
  releaseSingleInstanceLock: releaseLock,
  hasSingleInstanceLock: holdsLock,
  getPath: (name: string): string => getPath(name, hostState.name),
  setPath(name: string, path: string): void {
    setPath(name, path)
    chromiumFolder()
  },
  getAppPath: () => appFolder,
  getName: () => hostState.name,
  get name() {
    return hostState.name
  },
  setName(name: string): void {
    hostState.name = name
    chromiumFolder()
  },
  getVersion: () => appPackage.version ?? '0.0.0',
  getLocale: locale,
  getSystemLocale: locale,
  getLocaleCountryCode: () => locale().split('-')[1] ?? '',
  getPreferredSystemLanguages: () => [locale()],
  commandLine: {
    appendSwitch: addSwitch,
    appendArgument: (): void => undefined,
    hasSwitch: (name: string) =>
      process.argv.some((word) => word === `--${name}` || word.startsWith(`--${name}=`)),
    getSwitchValue: (name: string) =>
      process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3) ?? '',
    removeSwitch: (): void => undefined,
  },
  enableSandbox: (): void => record('app.enableSandbox'),
  disableHardwareAcceleration: (): void => undefined,
  setAppUserModelId: (id: string): void => record('app.setAppUserModelId', id),
  setAsDefaultProtocolClient: (scheme: string): boolean => {
    record('app.setAsDefaultProtocolClient', scheme)
    return true
  },
  setLoginItemSettings: (settings: object): void => record('app.setLoginItemSettings', settings),
  getGPUFeatureStatus: () => ({}),
  getAppMetrics: () => [],
  addRecentDocument: (path: string): void => record('app.addRecentDocument', path),
  clearRecentDocuments: (): void => undefined,
  setBadgeCount: (): boolean => false,
  isAccessibilitySupportEnabled: () => false,
  setAboutPanelOptions: (): void => undefined,
  dock: undefined,
})

Object.assign(process, { type: 'browser', defaultApp: true, resourcesPath: join(appFolder, 'resources') })
Object.defineProperty(process.versions, 'electron', { value: '45.4.1', enumerable: true })
chromiumFolder()
// Electron's main process warns of a forgotten rejection and lives on.
process.on('unhandledRejection', (cause) => {
  process.stderr.write(
    `UnhandledPromiseRejectionWarning: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}\n`,
  )
})
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, quit)

// A test that was killed takes its apps along.
if (process.env['HELP_HOST_DEBUG_PORT_FILE'] !== undefined) {
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) process.exit(1)
  }, 500)
}

// The main module is evaluated right after this one; its listeners are in place when this fires.
setTimeout(() => {
  ready = true
  signalReady()
  emitter.emit('ready', {}, {})
}, 0)
