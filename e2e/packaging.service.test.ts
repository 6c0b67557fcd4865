// What the package will be, as far as it can be seen without Electron's binary: a stand-in for it that carries a fuse wire is
// packed, and the fuses are read back. The installers themselves are made on the systems they are for.

import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { languages } from '../shared/language.ts'

type Wording = { readonly fileType: string }

const root = join(import.meta.dirname, '..')
const run = promisify(execFile)

/** What @electron/fuses looks for in a binary: its mark, the wire's version, its length, one character a fuse. */
const FUSE_WIRE = `dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\u0001\u0009101111111`

type Entry = { readonly files?: Readonly<Record<string, Entry>> }

/** The list of files at the head of an asar archive: four lengths, then JSON. */
function headerOf(file: string): { readonly files: Readonly<Record<string, Entry>> } {
  const archive = readFileSync(file)
  return JSON.parse(archive.toString('utf8', 16, 16 + archive.readUInt32LE(12))) as ReturnType<
    typeof headerOf
  >
}

let folder: string
let packed: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'packaging-'))
  const electron = join(folder, 'electron-dist')
  packed = join(folder, 'out', 'linux-unpacked')
  mkdirSync(join(electron, 'resources'), { recursive: true })
  mkdirSync(join(electron, 'locales'))
  for (const locale of ['de', 'en-US', 'fr', 'it', 'ja', 'nl', 'zh-CN'])
    writeFileSync(join(electron, 'locales', `${locale}.pak`), '')
  writeFileSync(join(electron, 'electron'), `before${FUSE_WIRE}after`, { mode: 0o755 })
  for (const name of ['LICENSE', 'LICENSES.chromium.html']) writeFileSync(join(electron, name), '')
  await run(process.execPath, [join(root, 'scripts', 'build.mjs')])
  await run(
    process.execPath,
    [
      join(root, 'node_modules', 'electron-builder', 'cli.js'),
      '--dir',
      '--linux',
      `-c.electronDist=${electron}`,
      `-c.directories.output=${join(folder, 'out')}`,
    ],
    { cwd: root },
  )
}, 180_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the package', () => {
  it('has its fuses set: not a Node, not debuggable, nothing but its checked archive', async () => {
    const wire = await getCurrentFuseWire(join(packed, 'help-and-support'))
    const wanted = {
      [FuseV1Options.RunAsNode]: FuseState.DISABLE,
      [FuseV1Options.EnableCookieEncryption]: FuseState.ENABLE,
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: FuseState.DISABLE,
      [FuseV1Options.EnableNodeCliInspectArguments]: FuseState.DISABLE,
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: FuseState.ENABLE,
      [FuseV1Options.OnlyLoadAppFromAsar]: FuseState.ENABLE,
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: FuseState.DISABLE,
      [FuseV1Options.GrantFileProtocolExtraPrivileges]: FuseState.DISABLE,
    }
    expect(wire).toMatchObject(wanted)
  })

  it('holds the app in one archive, and native libraries beside it', () => {
    const resources = join(packed, 'resources')
    const { files } = headerOf(join(resources, 'app.asar'))
    expect(Object.keys(files).sort()).toEqual(['assets', 'node_modules', 'out', 'package.json'])
    expect(Object.keys(files['out']?.files ?? {})).toEqual(
      expect.arrayContaining(['main', 'preload', 'renderer']),
    )
    expect(Object.keys(files['assets']?.files ?? {})).toEqual(['icons'])
    const unpacked = readdirSync(join(resources, 'app.asar.unpacked'), { recursive: true, encoding: 'utf8' })
    expect(unpacked.some((file) => file.endsWith('.node'))).toBe(true)
  })

  it('[INV-1] claims the file type on all three systems', () => {
    const configuration = readFileSync(join(root, 'electron-builder.yml'), 'utf8')
    expect(configuration.match(/^ {4,}- ext: msrcincident$/gim)).toHaveLength(3)
    expect(existsSync(join(root, 'assets', 'icons', 'invitation.ico'))).toBe(true)
    expect(existsSync(join(root, 'assets', 'icons', 'invitation.icns'))).toBe(true)
  })

  it('is installed in every language, and its file type has a name in each', () => {
    const read = (...path: readonly string[]) => readFileSync(join(root, ...path), 'utf8')
    const configuration = read('electron-builder.yml')
    expect(configuration).toContain('installerLanguages: [en_US, fr_FR, it_IT, de_DE, nl_NL]')
    const windows = read('assets', 'installer', 'windows.nsh')
    const linux = read('assets', 'installer', 'invitation-type.xml')
    for (const language of languages) {
      const { fileType } = JSON.parse(read('shared', 'text', `shell.${language}.json`)) as Wording
      expect(windows).toContain(`"${fileType}"`)
      expect(linux).toContain(`>${fileType}</comment>`)
      expect(read('assets', 'installer', 'mac', `${language}.lproj`, 'InfoPlist.strings')).toContain(
        `"Remote Assistance invitation" = "${fileType}";`,
      )
      expect(read('assets', 'installer', 'mac', `${language}.lproj`, 'InfoPlist.strings')).toMatch(
        /"NSMicrophoneUsageDescription" = "\S/,
      )
      if (language !== 'en') expect(configuration).toMatch(new RegExp(`Name\\[${language}\\]: \\S`))
    }
    const locales = readdirSync(join(packed, 'locales')).toSorted()
    expect(locales).toEqual(['de.pak', 'en-US.pak', 'fr.pak', 'it.pak', 'nl.pak'])
  })
})
