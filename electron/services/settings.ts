// Services. The user's settings in one JSON file. They can narrow what a policy allows, never widen it (POL-2).

import { chmodSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { renameSync, writeSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { z } from 'zod'
import { schemes } from '../../shared/appearance.ts'
import { languageChoices } from '../../shared/language.ts'
import { parseOutsideAddress } from '../domain/addresses/outside-address.ts'
import { HISTORY_LIMIT } from '../domain/help/reading.ts'

/** The windows whose size belongs to the user. */
export const sizedWindows = ['center', 'novice-session', 'expert-session'] as const

const size = z.object({ width: z.int().min(200).max(20_000), height: z.int().min(200).max(20_000) })

const fields = {
  /** NET-5. Where Terminal Services listens. */
  port: z.int().min(1).max(65535).default(3389),
  /** Whether routers are asked to let experts in (NET-2). */
  portMapping: z.boolean().default(true),
  /** How others reach this computer from beyond its router, as the user typed it: `host` or `host:port`. */
  outsideAddress: z
    .string()
    .max(300)
    .refine((text) => parseOutsideAddress(text) !== undefined)
    .nullable()
    .default(null),
  /** POL-2: a person may forbid what the policy allows, as under System Properties, Remote, of Windows. */
  allowToGetHelp: z.boolean().default(true),
  allowFullControl: z.boolean().default(true),
  /** Which capture the novice's computer uses; `auto` takes the native one where there is one. */
  capture: z.enum(['auto', 'native', 'chromium']).default('auto'),
  /** The name the user put on an invitation last (INV-3). */
  name: z.string().min(1).max(64).nullable().default(null),
  /** Under which name this person helps; null: the login name. 64 code points. */
  helperName: z.string().min(1).max(128).nullable().default(null),
  /** What every window speaks, and its colours. */
  language: z.enum(languageChoices).default('system'),
  scheme: z.enum(schemes).default('blue'),
  /** Help topics by name; one of a newer version is kept. */
  favorites: z.array(z.string().max(100)).max(500).default([]),
  history: z
    .array(z.object({ topic: z.string().max(100), at: z.int() }))
    .max(HISTORY_LIMIT)
    .default([]),
  /** How large a window was when it was used last, by role. */
  windowSizes: z.partialRecord(z.enum(sizedWindows), size).default({}),
}

// Loose: a key of a newer version is carried along, so that going back and forth loses nothing.
const settingsFile = z.looseObject(fields)
const settings = z.object(fields)

export type Settings = Readonly<z.output<typeof settings>>

export type SettingsStore = {
  get(): Settings
  /** Written before it returns. Throws when the disk refuses, or on a value that could not be read back. */
  update(patch: Partial<Settings>): void
  /** The name under which a broken file was kept, when there was one at the start. */
  readonly keptAside: string | null
}

/** A missing or broken file means the defaults; a broken one is kept aside. Throws when the disk refuses. */
export function openSettings(file: string): SettingsStore {
  const stored = existsSync(file) ? parsed(readFileSync(file, 'utf8')) : settingsFile.parse({})
  const keptAside = stored === undefined ? keepAside(file) : null
  let current = stored ?? settingsFile.parse({})

  return {
    get: () => settings.parse(current),
    update: (patch) => {
      const next = settingsFile.parse({ ...current, ...patch })
      writeWhole(file, `${JSON.stringify(next, null, 2)}\n`)
      current = next
    },
    keptAside,
  }
}

/** The settings as another process has written them; the defaults where they cannot be read. Changes nothing, never throws. */
export function readSettings(file: string): Settings {
  try {
    return settings.parse(parsed(readFileSync(file, 'utf8')) ?? {})
  } catch {
    // No file yet, or one that this process may not read.
    return settings.parse({})
  }
}

function parsed(text: string): z.output<typeof settingsFile> | undefined {
  try {
    // A byte order mark comes from editing by hand on Windows.
    return settingsFile.safeParse(JSON.parse(text.replace(/^\uFEFF/, ''))).data
  } catch {
    // Not JSON: the caller keeps the file aside.
    return undefined
  }
}

function keepAside(file: string): string {
  let n = 1
  while (existsSync(`${file}.damaged-${n}`)) n += 1
  renameSync(file, `${file}.damaged-${n}`)
  return basename(`${file}.damaged-${n}`)
}

/** Old or new, never half: the new file is on the disk before it takes the name. */
function writeWhole(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.new`
  const handle = openSync(draft, 'w', 0o600)
  try {
    chmodSync(draft, 0o600)
    writeSync(handle, text)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(draft, file)
}
