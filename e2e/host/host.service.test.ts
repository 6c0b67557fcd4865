// The stand-in itself: a tiny app (sample/) runs on it, and a person's view of it is checked from outside.

import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Display, startDisplay } from '../displays/xvfb.ts'
import { type RunningApp, launchApp } from '../fixtures/app.ts'

type Sample = {
  ask(...args: unknown[]): Promise<unknown>
  tell(...args: unknown[]): void
  pathOf(file: unknown): string
}
declare global {
  // What the sample's preload and page leave behind.
  var sample: Sample
  var heard: unknown[][]
}

const main = join(import.meta.dirname, 'sample', 'main.mjs')
let display: Display
let home: string
let app: RunningApp
let page: Page

const launch = async (env: Record<string, string> = {}, args: readonly string[] = []): Promise<void> => {
  home = mkdtempSync(join(tmpdir(), 'host-test-'))
  app = await launchApp({ main, home, display: display.display, args, env })
  page = await app.window(/^Sample page$/)
}
const ask = (...args: unknown[]): Promise<unknown> => page.evaluate((all) => sample.ask(...all), args)
/** What the app printed, line by line. */
const said = (what: string): unknown[][] =>
  app
    .output()
    .split('\n')
    .filter((line) => line.startsWith('['))
    .map((line) => JSON.parse(line) as unknown[])
    .filter(([name]) => name === what)
const until = async (holds: () => unknown): Promise<void> => {
  await expect.poll(holds, { timeout: 10_000, interval: 20 }).toBeTruthy()
}
const x = (...args: string[]): string =>
  execFileSync('xdotool', args, {
    env: { ...process.env, DISPLAY: display.display },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
    .toString()
    .trim()
const visible = (name: string): number => {
  try {
    return x('search', '--onlyvisible', '--name', name).split('\n').length
  } catch {
    return 0
  }
}
const processesNaming = (text: string): string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(text)
      } catch {
        return false
      }
    })

beforeAll(async () => {
  display = await startDisplay({ width: 1280, height: 800, windowManager: true, firstNumber: 80 })
})
afterAll(() => display.stop())
afterEach(async () => {
  await app.kill()
  rmSync(home, { recursive: true, force: true, maxRetries: 5 })
})

describe('IPC', () => {
  it('carries questions, answers, events and bytes between page and main', async () => {
    await launch()
    expect(await ask('echo', { a: [1, null, 'é'], b: true })).toEqual({ a: [1, null, 'é'], b: true })
    const bytes = await page.evaluate(async () => {
      const { length, isBytes, back } = (await sample.ask('bytes', new Uint8Array([0, 1, 254]))) as {
        length: number
        isBytes: boolean
        back: Uint8Array
      }
      return [length, isBytes, back instanceof Uint8Array, ...back]
    })
    expect(bytes).toEqual([3, true, true, 255, 254, 1])
    await page.evaluate(() => sample.tell('hello', 7))
    await until(() => said('told').length)
    expect(said('told')).toEqual([['told', 'hello', 7]])
    expect(await page.evaluate(() => heard)).toEqual([['reply', 'hello', 7]])
  })

  it('keeps pushes and answers in the order in which main sent them', async () => {
    await launch()
    const order = await page.evaluate(async () => {
      heard.length = 0
      const answer = await sample.ask('numbers', 1, 2000)
      return [answer, heard.length, heard.every(([n], index) => n === index)]
    })
    expect(order).toEqual(['all sent', 2000, true])
  })

  it('words a failed handler as Electron does, and says who asked under the address of the custom scheme', async () => {
    await launch()
    const failure = page.evaluate(() =>
      sample.ask('fail').catch((cause: unknown) => (cause as Error).message),
    )
    expect(await failure).toBe("Error invoking remote method 'ask': TypeError: on purpose")
    expect(await ask('who')).toEqual({ url: 'app://sample/page.html', parent: null, same: true })
  })
})

describe('pages', () => {
  it.each(["default-src 'self'", "default-src 'none'; script-src 'self'"])(
    'obey their policy: %s',
    async (policy) => {
      await launch({ SAMPLE_POLICY: policy })
      const seen = await page.evaluate(async () => ({
        inline: 'inline' in window,
        preloadCameFirst: 'bridgeWasThere' in window && window.bridgeWasThere,
        outside: await fetch('http://127.0.0.1:9/').then(
          () => 'sent',
          () => 'refused',
        ),
        electron: 'require' in window || 'process' in window || 'ipcRenderer' in window,
      }))
      expect(seen).toEqual({ inline: false, preloadCameFirst: true, outside: 'refused', electron: false })
      expect(await ask('echo', 1)).toBe(1)
    },
  )

  it('cannot be led elsewhere when main prevents it, and open no window', async () => {
    await launch()
    await page.evaluate(() => {
      location.href = 'http://127.0.0.1:9/elsewhere'
    })
    await until(() => said('will-navigate').length)
    await page.evaluate(() => {
      window.open('http://127.0.0.1:9/popup')
    })
    await until(() => said('window-open').length)
    expect(said('will-navigate')[0]).toEqual(['will-navigate', 'http://127.0.0.1:9/elsewhere'])
    expect(await ask('who')).toMatchObject({ url: 'app://sample/page.html' })
    expect(app.windows()).toHaveLength(1)
  })

  it('learn the path of a file that is chosen or dropped', async () => {
    await launch()
    const devTools = await page.context().newCDPSession(page)
    const { root } = await devTools.send('DOM.getDocument')
    const { nodeId } = await devTools.send('DOM.querySelector', { nodeId: root.nodeId, selector: 'input' })
    await devTools.send('DOM.setFileInputFiles', { nodeId, files: [main] })
    const chosen = () => page.evaluate(() => sample.pathOf(document.querySelector('input')?.files?.[0]))
    await expect.poll(chosen, { timeout: 10_000 }).toBe(main)

    const dropped = page.evaluate(
      () =>
        new Promise((resolve) => {
          addEventListener('dragover', (event) => event.preventDefault())
          addEventListener('drop', (event) => resolve(sample.pathOf(event.dataTransfer?.files[0])))
        }),
    )
    const data = { items: [], files: [main], dragOperationsMask: 1 }
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await devTools.send('Input.dispatchDragEvent', { type, x: 200, y: 250, data })
    expect(await dropped).toBe(main)
  })
})

describe('windows', () => {
  it('that are hidden are on no screen and take no focus; shown inactive they leave it where it is', async () => {
    await launch()
    const terminal = spawn('xterm', ['-T', 'Elsewhere'], {
      env: { ...process.env, DISPLAY: display.display },
    })
    try {
      x('search', '--sync', '--onlyvisible', '--name', '^Elsewhere$', 'windowactivate', '--sync')
      await until(() => said('blur').length)
      const focusesBefore = said('focus').length
      const id = await ask('open', { width: 333, height: 144, x: 60, y: 70, show: false })
      expect(visible('^Sample page$')).toBe(1)
      await ask('call', id, 'showInactive')
      await until(() => visible('^Sample page$') === 2)
      expect(x('getwindowname', x('getactivewindow'))).toBe('Elsewhere')
      expect(said('focus')).toHaveLength(focusesBefore)
      await ask('call', id, 'hide')
      await until(() => visible('^Sample page$') === 1)
      await ask('call', id, 'show')
      await until(() => said('focus').some(([, which]) => which === id))
      expect(await ask('state', id)).toMatchObject({ visible: true, focused: true, title: 'Sample page' })
      expect(x('getwindowgeometry', '--shell', x('getactivewindow'))).toMatch(/WIDTH=333\nHEIGHT=144/)
    } finally {
      terminal.kill()
    }
  })

  it('may refuse to close, and report it when they do', async () => {
    await launch()
    const id = await ask('open', { width: 300, height: 200 })
    await ask('keepOpen', id)
    await ask('call', id, 'close')
    expect(said('close')).toEqual([['close', id]])
    expect(await ask('windows')).toEqual([1, id])
    await until(() => said('focus').some(([, which]) => which === id))
    x('key', 'alt+F4')
    await until(() => said('close').length === 2)
    expect(await ask('windows')).toEqual([1, id])
    await ask('call', id, 'destroy')
    expect(said('closed')).toEqual([['closed', id]])
  })

  it('capture the screen while they are hidden, but only when main says so', async () => {
    await launch()
    await ask('open', { width: 200, height: 100, show: false })
    const hidden = app.windows()[1]
    const size = await hidden?.evaluate(async () => {
      const [track] = (await navigator.mediaDevices.getDisplayMedia({ video: true })).getVideoTracks()
      return [track?.getSettings().width, track?.getSettings().height]
    })
    expect(size).toEqual([1280, 800])
    await app.kill()
    await launch({ SAMPLE_REFUSES: '1' })
    const refused = await page.evaluate(() =>
      navigator.mediaDevices.getDisplayMedia().catch((cause: unknown) => (cause as Error).name),
    )
    expect(refused).toBe('NotAllowedError')
    expect(said('display-media')).toHaveLength(1)
  })

  it('show dialogs that a person can answer, or close', async () => {
    await launch()
    const saved = ask('save', '/nowhere/first.txt')
    const dialog = await app.window(/^Save the sample$/)
    expect(await dialog.locator('input[name=path]').inputValue()).toBe('/nowhere/first.txt')
    await dialog.locator('input[name=path]').fill('/nowhere/second.txt')
    await dialog.getByRole('button', { name: 'Save' }).click()
    expect(await saved).toEqual({ canceled: false, filePath: '/nowhere/second.txt' })
    const left = ask('save', '/nowhere/third.txt')
    await (await app.window(/^Save the sample$/)).close()
    expect(await left).toEqual({ canceled: true, filePath: '' })
    const boxed = ask('box', { title: 'A box', message: 'Well?', buttons: ['Yes', 'No'], cancelId: 1 })
    const box = await app.window(/^A box$/)
    // It closes when the key goes down; the way up may find no page any more.
    await box.keyboard.press('Escape').catch((cause: unknown) => {
      if (!box.isClosed()) throw cause
    })
    expect(await boxed).toEqual({ response: 1, checkboxChecked: false })
  })
})

describe('the process', () => {
  it('hands the arguments of a second start to the first', async () => {
    await launch({}, ['first.txt'])
    expect(said('ready')).toEqual([['ready', ['first.txt'], '1.2.3', 'Host Sample']])
    await app.open('second file.txt')
    await until(() => said('second-instance').length)
    expect(said('second-instance')[0]).toMatchObject([
      'second-instance',
      ['second file.txt'],
      {},
      { from: 'second' },
    ])
  })

  it('quits in Electron’s order and leaves nothing running', async () => {
    await launch()
    await app.quit()
    const events = app.output().match(/"(before-quit|closed|quit)"/g)
    expect(events).toEqual(['"before-quit"', '"closed"', '"quit"'])
    await until(() => processesNaming(home).length === 0)
    expect(readdirSync(join(home, '.config', 'Host Sample', 'test-host'))).toEqual([])
  })

  it('leaves nothing running when it is killed', async () => {
    await launch()
    expect(processesNaming(home).length).toBeGreaterThan(1)
    await app.kill()
    await until(() => processesNaming(home).length === 0)
  })
})
