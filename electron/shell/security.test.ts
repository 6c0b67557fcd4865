// What Electron is told, with Electron's own half played here: real Electron is not to be had on every machine that tests.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'

type Heard = (...args: readonly unknown[]) => unknown

const heard = vi.hoisted(() => ({
  app: new Map<string, Heard>(),
  sandboxed: { calls: 0 },
  session: new Map<string, Heard>(),
}))

vi.mock('electron/main', () => ({
  app: {
    enableSandbox: () => (heard.sandboxed.calls += 1),
    on: (name: string, listener: Heard) => heard.app.set(name, listener),
  },
  session: {
    defaultSession: {
      setPermissionRequestHandler: (handler: Heard) => heard.session.set('request', handler),
      setPermissionCheckHandler: (handler: Heard) => heard.session.set('check', handler),
      webRequest: { onBeforeRequest: (handler: Heard) => heard.session.set('before', handler) },
    },
  },
}))

const { hardenProcess, hardenSession, isOurTopPage, webPreferences } = await import('./security.ts')

const OWN = 'app://help-and-support/index.html'
const main = join(import.meta.dirname, '..')
const sources = readdirSync(main, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !/\.test\.ts$|testing/.test(name))
  .map((name) => ({
    name,
    text: readFileSync(join(main, name), 'utf8').replace(/^\s*(?:\/\/|\*|\/\*).*$/gm, ''),
  }))

beforeEach(() => {
  heard.session.clear()
  heard.app.clear()
})

describe('every window', () => {
  it('is a plain web page behind a bridge', () => {
    expect(webPreferences('/preload.cjs')).toEqual({
      preload: '/preload.cjs',
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      sandbox: true,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      backgroundThrottling: false,
    })
  })

  it('is made with these options, and nothing in the program loosens them or leads out of it', () => {
    const all = sources.map(({ text }) => text).join('\n')
    expect(all.match(/new (?:BrowserWindow|WebContentsView|BrowserView)\(/g)).toHaveLength(1)
    expect(all.match(/webPreferences:/g)).toEqual(['webPreferences:'])
    expect(all).toContain('webPreferences: webPreferences(preload)')
    for (const loose of [
      /allowRunningInsecureContent|experimentalFeatures|enableBlinkFeatures|allowpopups|disableBlinkFeatures/,
      /no-sandbox|disable-web-security|remote-debugging|ignore-certificate-errors|certificate-error|inspect-brk/,
      /openExternal|openPath|executeJavaScript|insertCSS|loadFile|'file:\/\/|crashReporter|autoUpdater|nodeIntegrationInSubFrames/,
      /\beval\(|new Function\(|child_process'\)|shell: true/,
    ])
      expect(
        sources.filter(({ text }) => loose.test(text)).map(({ name }) => name),
        String(loose),
      ).toEqual([])
    // The only page there is.
    expect(all.match(/\.loadURL\(/g)).toHaveLength(1)
    expect(all).toContain('loadURL(`${startPage}')
  })

  it('has no more of Electron than one object of six functions', () => {
    const preload = sources.find(({ name }) => name === 'preload.ts')?.text ?? ''
    expect(preload.match(/exposeInMainWorld\('(\w+)'/g)).toEqual(["exposeInMainWorld('assist'"])
    const functions = [...preload.matchAll(/^ {2}(\w+): \(/gm)].map(([, name]) => name)
    expect(functions).toEqual(['command', 'onState', 'sendBytes', 'onBytes', 'onVoice', 'pathOf'])
  })
})

describe('a page', () => {
  const opened = () => {
    hardenProcess()
    const listeners = new Map<string, Heard>()
    let open: Heard = () => 'nobody asked'
    const contents = {
      on: (name: string, listener: Heard) => listeners.set(name, listener),
      setWindowOpenHandler: (handler: Heard) => (open = handler),
    }
    heard.app.get('web-contents-created')?.({}, contents)
    return { listeners, open: () => open({ url: 'https://example.org' }) }
  }

  it('is sandboxed before there is one', () => {
    hardenProcess()
    expect(heard.sandboxed.calls).toBeGreaterThan(0)
  })

  it.each(['will-navigate', 'will-redirect', 'will-attach-webview'])(
    'cannot leave: %s is prevented',
    (name) => {
      let prevented = 0
      opened().listeners.get(name)?.({ preventDefault: () => (prevented += 1) })
      expect(prevented).toBe(1)
    },
  )

  it('opens no window', () => {
    expect(opened().open()).toEqual({ action: 'deny' })
  })
})

describe('permissions', () => {
  const page = (name: string, url = OWN) => ({ name, getURL: () => url })
  const [capture, session, other] = [page('capture'), page('session'), page('center')]
  const nameOf = (contents: unknown) => (contents as ReturnType<typeof page>).name

  const asked = (contents: unknown, permission: string, details: object = {}) => {
    let granted: unknown
    hardenSession({
      screen: (who) => nameOf(who) === 'capture',
      microphone: (who) => nameOf(who) === 'session',
    })
    heard.session.get('request')?.(contents, permission, (answer: unknown) => (granted = answer), details)
    return granted
  }
  const checked = (contents: unknown, permission: string, details: object = {}) =>
    heard.session.get('check')?.(contents, permission, 'app://help-and-support', details)

  it('the screen for the capture window, the microphone for a session in which both talk', () => {
    expect(asked(capture, 'display-capture')).toBe(true)
    expect(asked(capture, 'media', { mediaTypes: [] })).toBe(true)
    expect(asked(session, 'media', { mediaTypes: ['audio'] })).toBe(true)
    expect(checked(session, 'media', { mediaType: 'audio' })).toBe(true)
  })

  it.each([
    ['the screen for a session', session, 'display-capture', {}],
    ['the screen for the center', other, 'display-capture', {}],
    ['the microphone for the center', other, 'media', { mediaTypes: ['audio'] }],
    ['a camera for a session', session, 'media', { mediaTypes: ['video'] }],
    ['a camera beside the microphone', session, 'media', { mediaTypes: ['audio', 'video'] }],
    ['a camera for the capture window', capture, 'media', { mediaTypes: ['video'] }],
    ['the microphone for the capture window', capture, 'media', { mediaTypes: ['audio'] }],
    [
      'the screen for a page that is not ours',
      page('capture', 'https://example.org/'),
      'display-capture',
      {},
    ],
    [
      'the screen for one that is called alike',
      page('capture', 'app://help-and-support.evil/'),
      'display-capture',
      {},
    ],
    ['anything for nobody', null, 'display-capture', {}],
  ])('never %s', (_, contents, permission, details) => {
    expect(asked(contents, permission, details)).toBe(false)
  })

  it('nothing else for anybody', () => {
    for (const permission of [
      ...[
        'geolocation',
        'notifications',
        'midi',
        'midiSysex',
        'pointerLock',
        'fullscreen',
        'openExternal',
        'hid',
        'serial',
      ],
      ...[
        'usb',
        'clipboard-read',
        'clipboard-sanitized-write',
        'storage-access',
        'idle-detection',
        'fileSystem',
        'unknown',
      ],
      ...[
        'window-management',
        'speaker-selection',
        'keyboardLock',
        'mediaKeySystem',
        'deprecated-sync-clipboard-read',
      ],
    ])
      for (const contents of [capture, session, other]) {
        expect(asked(contents, permission), permission).toBe(false)
        expect(checked(contents, permission), permission).toBe(false)
      }
  })

  it('no request leaves, whatever asks for it', () => {
    hardenSession({ screen: () => true, microphone: () => true })
    const cancelled = (url: string) => {
      let told: unknown
      heard.session.get('before')?.({ url }, (answer: unknown) => (told = answer))
      return told
    }
    for (const url of [OWN, 'blob:app://help-and-support/1', 'devtools://devtools/x'])
      expect(cancelled(url)).toEqual({ cancel: false })
    for (const url of [
      'https://example.org/',
      'http://127.0.0.1/',
      'ws://127.0.0.1/',
      'file:///etc/passwd',
      'data:text/html,x',
      'ftp://x/',
      'app://other/',
      'app://help-and-support.evil/',
      '',
    ])
      expect(cancelled(url), url).toEqual({ cancel: true })
  })
})

describe('a message from a page', () => {
  const frame = (url: string) => ({ url })
  const message = (senderFrame: { readonly url: string } | null, mainFrame: unknown) =>
    isOurTopPage({ senderFrame, sender: { mainFrame } })

  it('counts from the top frame of one of our pages, and from nobody else', () => {
    const top = frame(OWN)
    expect(message(top, top)).toBe(true)
    expect(message(frame(OWN), top)).toBe(false)
    expect(message(null, top)).toBe(false)
    for (const url of [
      'https://example.org/',
      'app://help-and-support.evil/',
      'about:blank',
      'data:text/html,x',
      '',
    ]) {
      const foreign = frame(url)
      expect(message(foreign, foreign), url).toBe(false)
    }
  })
})
