// Test host: the default session: permission handlers, screen capture's handler, and a recorder for webRequest.

import { EventEmitter } from 'node:events'
import { setOf } from './recorder.ts'
import { protocol } from './protocol.ts'

type Contents = object
type PermissionHandler = (
  contents: Contents,
  permission: string,
  callback: (granted: boolean) => void,
  details: object,
) => void
type PermissionCheck = (
  contents: Contents | null,
  permission: string,
  origin: string,
  details: object,
) => boolean
type DisplayMediaHandler = (request: object, callback: (streams: { video?: unknown } | null) => void) => void

let onPermission: PermissionHandler | null = null
let onCheck: PermissionCheck | null = null
let onDisplayMedia: DisplayMediaHandler | null = null

/** Electron grants what no handler decides. */
export const checkPermission = (contents: Contents, permission: string, origin: string): boolean =>
  onCheck ? onCheck(contents, permission, origin, { isMainFrame: true, requestingUrl: origin }) : true

export const askPermission = (contents: Contents, permission: string, details: object): Promise<boolean> =>
  new Promise((resolve) => {
    if (onPermission) onPermission(contents, permission, resolve, details)
    else resolve(true)
  })

/** Without a handler getDisplayMedia fails, as in Electron. */
export const askDisplayMedia = (request: object): Promise<boolean> =>
  new Promise((resolve) => {
    if (onDisplayMedia) onDisplayMedia(request, (streams) => resolve(streams?.video !== undefined))
    else resolve(false)
  })

const webRequest = setOf([
  'onBeforeRequest',
  'onBeforeSendHeaders',
  'onHeadersReceived',
  'onCompleted',
  'onErrorOccurred',
  'onBeforeRedirect',
] as const)

const defaultSession = Object.assign(new EventEmitter(), {
  protocol,
  webRequest,
  setPermissionRequestHandler: (handler: PermissionHandler | null): void => {
    onPermission = handler
  },
  setPermissionCheckHandler: (handler: PermissionCheck | null): void => {
    onCheck = handler
  },
  setDisplayMediaRequestHandler: (handler: DisplayMediaHandler | null): void => {
    onDisplayMedia = handler
  },
  ...setOf([
    'setSpellCheckerEnabled',
    'setSpellCheckerLanguages',
    'setDevicePermissionHandler',
    'setUserAgent',
    'setCertificateVerifyProc',
    'setPreloads',
    'setBluetoothPairingHandler',
    'disableNetworkEmulation',
    'enableNetworkEmulation',
  ] as const),
  setProxy: () => Promise.resolve(),
  clearCache: () => Promise.resolve(),
  clearStorageData: () => Promise.resolve(),
  getUserAgent: () => 'Chromium',
  isPersistent: () => true,
})

export const session = { defaultSession, fromPartition: () => defaultSession }
