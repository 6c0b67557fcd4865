import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSettings } from '../services/settings.ts'
import { fittedSize } from './fitted.ts'
import { rememberSizes } from './window-sizes.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sizes-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function stage() {
  const file = join(folder, 'settings.json')
  const due: (() => void)[] = []
  const log: string[] = []
  const timers = {
    after: (_ms: number, fire: () => void) => {
      due.push(fire)
      return () => void due.splice(due.indexOf(fire), due.includes(fire) ? 1 : 0)
    },
  }
  const settings = openSettings(file)
  return { sizes: rememberSizes(settings, timers, (message) => log.push(message)), settings, due, log, file }
}

describe('the sizes of windows', () => {
  it('are written once the pulling has stopped, and are there after a restart', () => {
    const { sizes, due, file, settings } = stage()
    for (let width = 800; width < 820; width++) sizes.resized('center', { width, height: 600.4 })
    expect(due).toHaveLength(1)
    expect(sizes.of('center')).toEqual({ width: 819, height: 600 })
    expect(settings.get().windowSizes).toEqual({})
    due[0]?.()
    expect(openSettings(file).get().windowSizes).toEqual({ center: { width: 819, height: 600 } })
  })

  it('of several windows do not push each other out', () => {
    const { sizes, settings } = stage()
    sizes.resized('center', { width: 900, height: 700 })
    sizes.flush()
    sizes.resized('expert-session', { width: 1000, height: 800 })
    sizes.flush()
    expect(Object.keys(settings.get().windowSizes)).toEqual(['center', 'expert-session'])
  })

  it('that are not the user’s are not kept: a question has its own', () => {
    const { sizes, due } = stage()
    sizes.resized('prompt', { width: 900, height: 700 })
    expect(sizes.of('prompt')).toBeUndefined()
    expect(due).toEqual([])
  })

  it('that cannot be written are logged and do no harm', () => {
    const { sizes, log } = stage()
    sizes.resized('center', { width: 5, height: 5 })
    sizes.flush()
    expect(log).toEqual(['the size of a window could not be kept'])
  })
})

describe('a window on its screen', () => {
  const shape = { width: 900, height: 700, minWidth: 720, minHeight: 520 }
  const screen = { width: 1280, height: 800 }

  it('has the size it was left with', () => {
    expect(fittedSize(shape, { width: 1000, height: 650 }, screen)).toEqual({ width: 1000, height: 650 })
    expect(fittedSize(shape, undefined, screen)).toEqual({ width: 900, height: 700 })
  })

  it('is cut to a screen that has become smaller, and never gets too small to use', () => {
    expect(fittedSize(shape, { width: 3000, height: 2000 }, screen)).toEqual({ width: 1240, height: 740 })
    expect(fittedSize(shape, { width: 200, height: 200 }, screen)).toEqual({ width: 720, height: 520 })
    expect(fittedSize(shape, undefined, { width: 640, height: 480 })).toEqual({ width: 600, height: 420 })
  })
})
