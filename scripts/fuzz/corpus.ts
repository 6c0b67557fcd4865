// Fuzzing. Inputs that are worth trying again: one folder a target, one file an input. A crash is written here by the command,
// and stays as a test once it is mended.

import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, 'corpus')

export function keptInputs(target: string): readonly Uint8Array[] {
  const own = join(folder, target)
  if (!existsSync(own)) return []
  return readdirSync(own)
    .sort()
    .map((name) => new Uint8Array(readFileSync(join(own, name))))
}

/** Where it was written. */
export function keep(target: string, kind: 'crash' | 'hang', input: Uint8Array): string {
  const own = join(folder, target)
  mkdirSync(own, { recursive: true })
  const file = join(own, `${kind}-${createHash('sha256').update(input).digest('hex').slice(0, 12)}`)
  writeFileSync(file, input)
  return file
}

/** Names under which the repository keeps inputs. */
export const keptTargets = (): readonly string[] => (existsSync(folder) ? readdirSync(folder).sort() : [])
