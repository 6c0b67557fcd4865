// Test host: app.getPath and what the app's package.json says, found upward from the started file.

import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

type Package = { readonly name?: string; readonly productName?: string; readonly version?: string }

function folderOfApp(): string {
  let folder = dirname(resolve(process.argv[1] ?? '.'))
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder)
  return folder
}

export const appFolder = folderOfApp()

function readPackage(): Package {
  const path = join(appFolder, 'package.json')
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Package) : {}
}

export const appPackage = readPackage()

/** The desktop's own folders: $XDG_..._DIR, then user-dirs.dirs, then a folder of that name in the home folder. */
function desktopFolder(name: string, variable: string): string {
  const given = process.env[variable]
  if (given !== undefined && given !== '') return given
  const list = join(process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'user-dirs.dirs')
  const text = existsSync(list) ? readFileSync(list, 'utf8') : ''
  const found = new RegExp(`^${variable}="([^"]+)"`, 'm').exec(text)?.[1]
  return found?.replace('$HOME', homedir()) ?? join(homedir(), name)
}

const set = new Map<string, string>()

export function getPath(name: string, appName: string): string {
  const chosen = set.get(name)
  if (chosen !== undefined) return chosen
  const configuration = process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config')
  if (name === 'home') return homedir()
  if (name === 'appData') return configuration
  if (name === 'userData' || name === 'sessionData') return join(getPath('appData', appName), appName)
  if (name === 'temp') return tmpdir()
  if (name === 'exe') return process.execPath
  if (name === 'module') return process.execPath
  if (name === 'logs') return join(getPath('userData', appName), 'logs')
  if (name === 'crashDumps') return join(getPath('userData', appName), 'Crashpad')
  if (name === 'documents') return desktopFolder('Documents', 'XDG_DOCUMENTS_DIR')
  if (name === 'downloads') return desktopFolder('Downloads', 'XDG_DOWNLOAD_DIR')
  if (name === 'desktop') return desktopFolder('Desktop', 'XDG_DESKTOP_DIR')
  if (name === 'music') return desktopFolder('Music', 'XDG_MUSIC_DIR')
  if (name === 'pictures') return desktopFolder('Pictures', 'XDG_PICTURES_DIR')
  if (name === 'videos') return desktopFolder('Videos', 'XDG_VIDEOS_DIR')
  throw new Error(`Failed to get '${name}' path`)
}

export function setPath(name: string, path: string): void {
  if (name === 'userData') mkdirSync(path, { recursive: true })
  set.set(name, path)
}
