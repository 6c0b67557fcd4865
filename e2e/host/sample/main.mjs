// A tiny app for the test host's own test: it does what the test asks over IPC and prints what happens to it, as JSON lines.
import { readFile } from 'node:fs/promises'
import { BrowserWindow, app, dialog, ipcMain, protocol, screen, session } from 'electron/main'

const say = (what, ...args) => process.stdout.write(`${JSON.stringify([what, ...args])}\n`)
const here = import.meta.dirname
const POLICY = process.env.SAMPLE_POLICY ?? "default-src 'self'; style-src 'self' 'unsafe-inline'"

protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }])
if (!app.requestSingleInstanceLock({ from: 'second' })) app.quit()
else {
  app.on('second-instance', (_event, argv, cwd, data) => say('second-instance', argv.slice(2), cwd, data))
  app.on('before-quit', () => say('before-quit'))
  app.on('quit', () => say('quit'))
  app.whenReady().then(start)
}

const open = (options, page) => {
  const window = new BrowserWindow({ ...options, webPreferences: { preload: `${here}/preload.cjs` } })
  for (const name of ['closed', 'focus', 'blur', 'ready-to-show', 'show', 'hide'])
    window.on(name, () => say(name, window.id))
  window.webContents.on('will-navigate', (event) => {
    say('will-navigate', event.url)
    event.preventDefault()
  })
  window.webContents.setWindowOpenHandler(({ url }) => {
    say('window-open', url)
    return { action: 'deny' }
  })
  window.webContents.on('render-process-gone', (_event, details) => say('gone', details.reason))
  return window.loadURL(`app://sample/${page}`).then(() => window)
}

async function start() {
  protocol.handle('app', async (request) => {
    const { pathname } = new URL(request.url)
    if (!/^\/[a-z]+\.(html|js)$/.test(pathname)) return new Response('', { status: 404 })
    const type = pathname.endsWith('.js') ? 'text/javascript' : 'text/html'
    return new Response(await readFile(here + pathname), {
      headers: { 'content-type': type, 'content-security-policy': POLICY },
    })
  })
  session.defaultSession.setDisplayMediaRequestHandler((_request, answer) => {
    say('display-media')
    answer(process.env.SAMPLE_REFUSES ? {} : { video: { id: 'screen:0:0', name: 'Entire screen' } })
  })
  const doings = {
    echo: (value) => value,
    bytes: (bytes) => ({
      length: bytes.length,
      isBytes: bytes instanceof Uint8Array,
      back: bytes.map((byte) => byte ^ 255),
    }),
    fail: () => {
      throw new TypeError('on purpose')
    },
    open: async (options, page = 'page.html') => (await open(options, page)).id,
    call: (id, name, ...args) => BrowserWindow.fromId(id)[name](...args),
    displays: () => screen.getAllDisplays().map(({ bounds }) => bounds),
    save: (defaultPath) => dialog.showSaveDialog({ title: 'Save the sample', defaultPath }),
    box: (options) => dialog.showMessageBox(options),
    keepOpen: (id) =>
      void BrowserWindow.fromId(id).on('close', (event) => {
        say('close', id)
        event.preventDefault()
      }),
    state: (id) => {
      const window = BrowserWindow.fromId(id)
      return {
        visible: window.isVisible(),
        focused: window.isFocused(),
        title: window.getTitle(),
        url: window.webContents.getURL(),
      }
    },
    numbers: (id, count) => {
      for (let n = 0; n < count; n += 1) BrowserWindow.fromId(id).webContents.send('news', n)
      return 'all sent'
    },
    windows: () => BrowserWindow.getAllWindows().map(({ id }) => id),
    news: (id, ...args) => BrowserWindow.fromId(id).webContents.send('news', ...args),
    quit: () => app.quit(),
  }
  ipcMain.handle('ask', (event, name, ...args) => {
    if (name === 'who')
      return {
        url: event.senderFrame.url,
        parent: event.senderFrame.parent,
        same: event.senderFrame === event.sender.mainFrame,
      }
    return doings[name](...args)
  })
  ipcMain.on('tell', (event, ...args) => {
    say('told', ...args)
    event.reply('news', 'reply', ...args)
  })
  say('ready', process.argv.slice(2), app.getVersion(), app.getName())
  await open({ width: 500, height: 400, title: 'Sample' }, 'page.html')
  say('loaded')
}
