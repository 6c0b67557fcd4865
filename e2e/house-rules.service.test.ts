// Breaks each arrow of the house on purpose and expects the build to notice: what reviewers would have to remember, machines hold.
// It is broken in a small house of the same rules: nothing in the real one changes while other tests build and read it.

import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
const run = promisify(execFile)

/** A folder of this name in a zone holds the offence. */
const PROBE = 'broken-on-purpose'

/** The rules, and what the offences reach for. */
const HOUSE = [
  'package.json',
  'eslint.config.js',
  'tsconfig.base.json',
  'tsconfig.json',
  'shared/tsconfig.json',
  'electron/tsconfig.json',
  'electron/domain/tsconfig.json',
  'renderer/tsconfig.json',
  'electron/shell/windows.ts',
  'electron/services/ports.ts',
  'electron/ipc/serve.ts',
]

type Offence = { readonly zone: string; readonly says: string; readonly code: string }

type LintResult = { readonly filePath: string; readonly messages: readonly { readonly message: string }[] }

const lintOffences: readonly Offence[] = [
  {
    zone: 'shared',
    says: 'restricted',
    code: "import { keyOf } from '../../electron/shell/windows.ts'\nvoid keyOf\n",
  },
  {
    zone: 'renderer',
    says: 'restricted',
    code: "import { keyOf } from '../../electron/shell/windows.ts'\nvoid keyOf\n",
  },
  {
    zone: 'electron/domain',
    says: 'restricted',
    code: "import { systemClock } from '../../services/ports.ts'\nvoid systemClock\n",
  },
  {
    zone: 'electron/services',
    says: 'restricted',
    code: "import { serve } from '../../ipc/serve.ts'\nvoid serve\n",
  },
  {
    zone: 'electron/services',
    says: 'Electron stays',
    code: "import { app } from 'electron/main'\nvoid app\n",
  },
  {
    zone: 'electron/shell',
    says: 'the door',
    code: "import { ipcMain } from 'electron/main'\nvoid ipcMain\n",
  },
  {
    zone: 'electron/shell',
    says: 'the bridge',
    code: "import { ipcRenderer } from 'electron/renderer'\nvoid ipcRenderer\n",
  },
]

const typeOffences: readonly Offence[] = [
  { zone: 'shared', says: 'process', code: 'export const name = process.title\n' },
  { zone: 'shared', says: 'document', code: 'export const name = document.title\n' },
  {
    zone: 'electron/domain',
    says: 'node:fs',
    code: "import { readFileSync } from 'node:fs'\nvoid readFileSync\n",
  },
  { zone: 'electron', says: 'document', code: 'export const name = document.title\n' },
  { zone: 'renderer', says: 'process', code: 'export const name = process.title\n' },
]

let house: string
const fileOf = ({ zone }: Offence, kind: string, index: number) =>
  join(house, zone, PROBE, `${kind}-${index}.ts`)

/** The output of a tool that is expected to fail; '' when it did not. */
const complaint = (command: string, args: readonly string[]): Promise<string> =>
  run(process.execPath, [join(root, 'node_modules', command), ...args], { cwd: house, maxBuffer: 1e8 }).then(
    () => '',
    (failed: unknown) => (failed as { readonly stdout: string }).stdout,
  )

beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), 'house-'))
  symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'))
  for (const name of HOUSE) cpSync(join(root, name), join(house, name))
  const write = (kind: string) => (offence: Offence, index: number) => {
    const file = fileOf(offence, kind, index)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, offence.code)
  }
  lintOffences.forEach(write('lint'))
  typeOffences.forEach(write('types'))
})

afterAll(() => rmSync(house, { recursive: true, force: true }))

describe('the rule of dependence', () => {
  it('lint refuses every import across the arrows', async () => {
    const files = lintOffences.map((offence, index) => fileOf(offence, 'lint', index))
    const report = await complaint('eslint/bin/eslint.js', ['--format', 'json', ...files])
    const results = JSON.parse(report) as readonly LintResult[]
    lintOffences.forEach((offence, index) => {
      const file = fileOf(offence, 'lint', index)
      const found = results.find(({ filePath }) => filePath === file)
      const messages = found?.messages.map(({ message }) => message).join(' ') ?? ''
      expect(messages, `${offence.zone}: ${offence.code}`).toContain(offence.says)
    })
  })

  it.each(['shared', 'electron/domain', 'electron', 'renderer'])(
    'the compiler refuses what %s may not know',
    async (zone) => {
      const report = await complaint('typescript/bin/tsc', ['-p', zone])
      typeOffences.forEach((offence, index) => {
        if (offence.zone !== zone) return
        const line = report.split('\n').find((text) => text.includes(`${PROBE}/types-${index}.ts`))
        expect(line, offence.code).toContain(offence.says)
      })
    },
  )
})
