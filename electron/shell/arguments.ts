// Shell. What the command line says: `--profile NAME` and the invitations to open.

import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export type Arguments = { readonly profile: string | undefined; readonly files: readonly string[] }

/** INV-1: the extension is matched without case. */
const isInvitation = (argument: string): boolean => /\.msrcincident$/i.test(argument)

/** `folder`: where relative paths start. Whatever else Electron or Chromium were told is not ours to judge. */
export function readArguments(argv: readonly string[], folder: string): Arguments {
  const at = argv.findIndex((argument) => argument === '--profile' || argument.startsWith('--profile='))
  const inline = argv[at]?.split('=')[1]
  const named = at < 0 ? undefined : (inline ?? argv[at + 1])
  return {
    profile: named === undefined ? undefined : safeName(named),
    files: argv
      .filter((argument) => !argument.startsWith('-') && isInvitation(argument))
      .flatMap((argument) => pathOf(argument, folder))
      // Of an address the path alone counts.
      .filter(isInvitation),
  }
}

/** Linux desktops hand files over as `file:` addresses; anything else with a scheme is not a file of this computer. */
function pathOf(argument: string, folder: string): readonly string[] {
  if (!/^[a-z][a-z0-9+.-]+:\/\//i.test(argument)) return [resolve(folder, argument)]
  const url = URL.canParse(argument) ? new URL(argument) : undefined
  if (url?.protocol !== 'file:' || url.host !== '') return []
  try {
    return [fileURLToPath(url)]
  } catch {
    // An escaped slash, or an escape that is none: no path of this computer.
    return []
  }
}

/** SECURITY: a profile is one folder below ours, never a path out of it. */
function safeName(name: string): string | undefined {
  const safe = name.replace(/[^\p{L}\p{N} _-]/gu, '').trim()
  return safe === '' ? undefined : safe.slice(0, 40)
}
