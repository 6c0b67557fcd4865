import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSettings, readSettings } from './settings.ts'

let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'settings-'))
  file = join(folder, 'profile', 'settings.json')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const defaults = {
  port: 3389,
  outsideAddress: null,
  portMapping: true,
  allowToGetHelp: true,
  allowFullControl: true,
  capture: 'auto',
  name: null,
  helperName: null,
  language: 'system',
  scheme: 'blue',
  favorites: [],
  history: [],
  windowSizes: {},
}

describe('settings', () => {
  it('[NET-5] start with the defaults, without writing anything', () => {
    expect(openSettings(file).get()).toEqual(defaults)
    expect(readdirSync(folder)).toEqual([])
  })

  it('are there again after a restart, readable by their user only', () => {
    openSettings(file).update({ port: 3390, name: 'Kim' })
    const again = openSettings(file)
    expect(again.get()).toEqual({ ...defaults, port: 3390, name: 'Kim' })
    expect(again.keptAside).toBeNull()
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readdirSync(join(folder, 'profile'))).toEqual(['settings.json'])
  })

  it('carry keys along that this version does not know, and do not show them', () => {
    openSettings(file).update({ port: 4000 })
    writeFileSync(file, '\uFEFF{"port":4001,"theme":"olive"}')
    const settings = openSettings(file)
    expect(settings.get()).toEqual({ ...defaults, port: 4001 })
    settings.update({ capture: 'chromium' })
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ theme: 'olive', port: 4001 })
  })

  it('keep favourites, history and the sizes of windows, also topics of a newer version', () => {
    const help = {
      favorites: ['chat', 'a-topic-of-tomorrow'],
      history: [{ topic: 'voice', at: 1_700_000_000_000 }],
      windowSizes: { center: { width: 1000, height: 640 } },
    }
    openSettings(file).update(help)
    expect(openSettings(file).get()).toEqual({ ...defaults, ...help })
  })

  it('bound the history', () => {
    const history = Array.from({ length: 101 }, (_, at) => ({ topic: `t${at}`, at }))
    expect(() => openSettings(file).update({ history })).toThrow()
  })

  it.each([
    ['half a file', '{"port": 33'],
    ['a list', '[1]'],
    ['a port that is none', '{"port": 70000}'],
    ['a word that is none', '{"capture": "magic"}'],
    ['nothing', ''],
    ['a favourite that is none', '{"favorites": [7]}'],
    ['a window that is none', '{"windowSizes": {"center": {"width": -1, "height": 1}}}'],
  ])('are the defaults when the file holds %s, which is kept aside', (_, text) => {
    openSettings(file).update({ port: 4000 })
    writeFileSync(file, text)
    const settings = openSettings(file)
    expect(settings.get()).toEqual(defaults)
    expect(settings.keptAside).toBe('settings.json.damaged-1')
    expect(readFileSync(`${file}.damaged-1`, 'utf8')).toBe(text)
  })

  it('can be read by another process, which changes nothing', () => {
    expect(readSettings(file)).toEqual(defaults)
    openSettings(file).update({ language: 'fr', scheme: 'olive' })
    expect(readSettings(file)).toEqual({ ...defaults, language: 'fr', scheme: 'olive' })
    writeFileSync(file, '{"language":"klingon"}')
    expect(readSettings(file)).toEqual(defaults)
    expect(readdirSync(join(folder, 'profile'))).toEqual(['settings.json'])
  })

  it('refuse a value that could not be read back, and keep the old ones', () => {
    const settings = openSettings(file)
    settings.update({ port: 4000 })
    expect(() => settings.update({ port: 0 })).toThrow()
    expect(settings.get().port).toBe(4000)
    expect(openSettings(file).get().port).toBe(4000)
  })
})
