import { spawn } from 'node:child_process'
import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const program = fileURLToPath(new URL('./invitation.ts', import.meta.url))
const samples = fileURLToPath(new URL('../domain/invitation/samples/', import.meta.url))
const sample = (name: string) => join(samples, `${name}.msrcincident`)

type Outcome = { readonly code: number | null; readonly stdout: string; readonly stderr: string }
type Around = { readonly env?: Record<string, string>; readonly cwd?: string }

function run(parameters: readonly string[], { env = {}, cwd }: Around = {}): Promise<Outcome> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [program, ...parameters], {
      env: { PATH: process.env['PATH'], ...env },
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const texts = { stdout: '', stderr: '' }
    child.stdout.setEncoding('utf8').on('data', (text: string) => (texts.stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (texts.stderr += text))
    child.on('error', failed).on('close', (code) => {
      done({ code, ...texts })
    })
  })
}

const xp = {
  username: 'Administrator',
  passwordRequired: true,
  createdAt: '2011-09-01T19:35:41.000Z',
  expiresAt: '2011-09-01T22:35:41.000Z',
  addresses: [
    { host: '10.0.3.105', port: 3389 },
    { host: 'winxpsp3.contoso3.com', port: 3389 },
  ],
  writtenBy: 'windows-xp',
}

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'invitation-cli-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('invitation show', () => {
  it('[INV-1] prints the invitation as JSON and nothing else', async () => {
    const { code, stdout, stderr } = await run(['show', sample('xp-sp3')])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(JSON.parse(stdout)).toEqual(xp)
    expect(stdout.endsWith('}\n')).toBe(true)
  })

  it.each([
    ['xp-sp3-utf16le', xp],
    [
      'windows-8.1',
      { username: 'awake', writtenBy: 'windows-vista-to-8.1', expiresAt: '2014-07-08T16:17:43.000Z' },
    ],
    ['windows-10', { username: 'Kim', writtenBy: 'windows-10-or-11', addresses: [] }],
    ['kb300692', { createdAt: '2001-06-15T23:14:23.000Z', expiresAt: '2001-06-16T00:14:23.000Z' }],
  ])('[INV-7] reads %s', async (name, expected) => {
    const { code, stdout } = await run(['show', sample(name)])
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject(expected)
  })

  it('a relative FILE is meant from where the user stands, also under npm', async () => {
    expect(await run(['show', 'xp-sp3.msrcincident'], { cwd: samples })).toHaveProperty('code', 0)
    const env = { npm_lifecycle_event: 'invitation', INIT_CWD: samples }
    expect(await run(['show', 'xp-sp3.msrcincident'], { cwd: folder, env })).toHaveProperty('code', 0)
    const other = { npm_lifecycle_event: 'test', INIT_CWD: samples }
    expect(await run(['show', 'xp-sp3.msrcincident'], { cwd: folder, env: other })).toHaveProperty('code', 1)
  })

  it('[INV-8] says in one line what is wrong, exit code 1, nothing on stdout', async () => {
    await writeFile(
      join(folder, 'doctype'),
      '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    )
    await writeFile(join(folder, 'large'), ' '.repeat(70_000))
    await writeFile(join(folder, 'zero'), Buffer.alloc(100))
    execFileSync('mkfifo', [join(folder, 'pipe')])
    const cases: readonly (readonly [readonly string[], string])[] = [
      [['show', sample('xp-sp3-missing-blank')], 'The file is not well-formed XML.'],
      [['show', sample('bare-connection-string-2')], 'The file is not a Remote Assistance invitation.'],
      [
        ['show', join(folder, 'doctype')],
        'The file declares a document type or entities, which an invitation must not do.',
      ],
      [['show', join(folder, 'large')], 'The file is larger than 64 KiB; no invitation is.'],
      [['show', join(folder, 'zero')], 'The file is not well-formed XML.'],
      [['show', join(folder, 'pipe')], 'This is a folder or a device, not a file.'],
      [['show', folder], 'This is a folder or a device, not a file.'],
      [['show', join(folder, 'missing\nfile')], 'The file does not exist or cannot be read.'],
      [[], 'Usage: npm run -s invitation -- show FILE'],
      [['show'], 'Usage: npm run -s invitation -- show FILE'],
      [['show', ''], 'Usage: npm run -s invitation -- show FILE'],
      [['show', sample('xp-sp3'), 'more'], 'Usage: npm run -s invitation -- show FILE'],
      [['hide', sample('xp-sp3')], 'Usage: npm run -s invitation -- show FILE'],
    ]
    for (const [parameters, sentence] of cases)
      expect(await run(parameters)).toEqual({ code: 1, stdout: '', stderr: `${sentence}\n` })
  })
})
