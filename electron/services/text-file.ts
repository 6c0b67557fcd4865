// Services. One job: a text that a person saves, as the text editors of this system like it.

import { writeFile } from 'node:fs/promises'
import { err, ok } from '../../shared/result.ts'
import type { Result } from '../../shared/result.ts'

type Failure = { readonly kind: 'not-written'; readonly path: string; readonly code: string }

/**
 * UTF-8. On Windows with a byte order mark and its line ends, because Notepad before 2019 takes a text without the mark
 * for the code page of the country and shows one long line; everywhere else without either.
 */
export async function writeTextFile(
  path: string,
  lines: readonly string[],
  platform: string,
): Promise<Result<{ readonly path: string }, Failure>> {
  const end = platform === 'win32' ? '\r\n' : '\n'
  // A message of several lines is one of `lines`.
  const text = lines.map((line) => `${line.replaceAll('\n', end)}${end}`).join('')
  try {
    await writeFile(path, platform === 'win32' ? `\uFEFF${text}` : text, { encoding: 'utf8', mode: 0o600 })
    return ok({ path })
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
    return err({ kind: 'not-written', path, code })
  }
}
