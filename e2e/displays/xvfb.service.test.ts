// Tests of the test display itself: it must be there when the promise resolves, and tell the truth about its pixels.

import { execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import { type Display, startDisplay } from './xvfb.ts'

describe('startDisplay', () => {
  const displays: Display[] = []
  afterEach(async () => {
    for (const display of displays.splice(0)) await display.stop()
  })
  const start = async (...args: Parameters<typeof startDisplay>) => {
    const display = await startDisplay(...args)
    displays.push(display)
    return display
  }

  it('shows in framebuffer() what a program painted', async () => {
    const { display, framebuffer } = await start({ width: 100, height: 60 })
    execFileSync('xsetroot', ['-display', display, '-solid', '#123456'])
    const { width, height, pixels } = framebuffer()
    expect([width, height]).toEqual([100, 60])
    expect([...pixels.subarray(0, 3)]).toEqual([0x56, 0x34, 0x12])
    expect([...pixels.subarray(-4, -1)]).toEqual([0x56, 0x34, 0x12])
  })

  it('takes another number when one is in use, and runs a window manager', async () => {
    const one = await start({ width: 64, height: 64 })
    const two = await start({ width: 64, height: 64, windowManager: true })
    expect(two.display).not.toBe(one.display)
    const check = execFileSync('xprop', ['-display', two.display, '-root', '_NET_SUPPORTING_WM_CHECK'])
    expect(check.toString()).toContain('window id')
  })

  it('is gone after stop()', async () => {
    const { display, stop } = await start({ width: 64, height: 64 })
    await stop()
    await stop()
    expect(existsSync(`/tmp/.X11-unix/X${display.slice(1)}`)).toBe(false)
  })

  it('is gone when the process that started it was killed', async () => {
    const module = new URL('xvfb.ts', import.meta.url).href
    const script = `const { startDisplay } = await import('${module}')
      console.log((await startDisplay({ width: 64, height: 64 })).display)
      setInterval(() => undefined, 1000)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const display = await new Promise<string>((resolve) => {
      child.stdout.once('data', (text: Buffer) => resolve(text.toString().trim()))
    })
    const client = spawn('xprop', ['-display', display, '-root', '-spy'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const exited = new Promise((resolve) => client.once('exit', resolve))
    await new Promise((resolve) => client.stdout.once('data', resolve))
    child.kill('SIGKILL')
    await exited
  })
})
