import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { systemPolicy } from './choose-policy.ts'
import { filePolicy } from './file-policy.ts'

const isRoot = process.getuid?.() === 0
const NOBODY = 65_534

let parent: string
let folder: string
let file: string

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'policy-'))
  folder = join(parent, 'help-and-support')
  file = join(folder, 'policy.json')
  mkdirSync(folder, { mode: 0o755 })
})
afterEach(() => rmSync(parent, { recursive: true, force: true }))

const read = () => filePolicy(file).read()
const write = (text: string | Uint8Array, mode = 0o644) => {
  writeFileSync(file, text)
  chmodSync(file, mode)
}
const broken = (problem: object) => ({ source: file, kind: 'broken', problem })
const NO_HELP = '{"fAllowToGetHelp": 0}\n'

describe.runIf(isRoot)('[POL-1] policy.json', () => {
  it('is in force where only root could have written it', () => {
    write(NO_HELP)
    expect(read()).toMatchObject({ source: file, kind: 'in-force', values: { allowToGetHelp: false } })
    chmodSync(file, 0o444)
    expect(read()).toMatchObject({ kind: 'in-force' })
  })

  it('is not set where there is no file, or no folder', () => {
    expect(read()).toEqual({ source: file, kind: 'not-set' })
    rmSync(folder, { recursive: true })
    expect(read()).toEqual({ source: file, kind: 'not-set' })
  })

  it('is read anew each time', () => {
    write(NO_HELP)
    expect(read()).toMatchObject({ values: { allowToGetHelp: false } })
    write('{"fAllowToGetHelp": 1}')
    expect(read()).toMatchObject({ values: { allowToGetHelp: true } })
    rmSync(file)
    expect(read()).toMatchObject({ kind: 'not-set' })
  })

  it.each([0o664, 0o646, 0o666, 0o777])('is broken when others may write it (%o)', (mode) => {
    write('{"fAllowToGetHelp": 1}', mode)
    expect(read()).toEqual(broken({ kind: 'not-protected', what: 'file' }))
  })

  it('is broken when it belongs to somebody else', () => {
    write('{"fAllowToGetHelp": 1}')
    chownSync(file, NOBODY, NOBODY)
    expect(read()).toEqual(broken({ kind: 'not-protected', what: 'file' }))
  })

  it.each(['with the file in it', 'and empty'])(
    'is broken when others could change its folder, %s',
    (what) => {
      if (what !== 'and empty') write('{"fAllowToGetHelp": 1}')
      for (const mode of [0o775, 0o757, 0o1777]) {
        chmodSync(folder, mode)
        expect(read()).toEqual(broken({ kind: 'not-protected', what: 'folder' }))
      }
      chmodSync(folder, 0o755)
      chownSync(folder, NOBODY, NOBODY)
      expect(read()).toEqual(broken({ kind: 'not-protected', what: 'folder' }))
    },
  )

  it('follows no link, to a good policy either', () => {
    const real = join(parent, 'real.json')
    writeFileSync(real, '{"fAllowToGetHelp": 1}', { mode: 0o644 })
    symlinkSync(real, file)
    expect(read()).toEqual(broken({ kind: 'not-a-file' }))
    rmSync(file)
    symlinkSync(join(parent, 'nowhere'), file)
    expect(read()).toEqual(broken({ kind: 'not-a-file' }))
    rmSync(file)
    linkSync(real, file)
    expect(read()).toMatchObject({ kind: 'in-force' })
  })

  it('follows no link in place of the folder', () => {
    write('{"fAllowToGetHelp": 1}')
    const linked = join(parent, 'linked')
    symlinkSync(folder, linked)
    expect(filePolicy(join(linked, 'policy.json')).read()).toMatchObject({
      kind: 'broken',
      problem: { kind: 'not-protected', what: 'folder' },
    })
  })

  it('is broken when it is a folder, a FIFO, a socket or a device, and nothing waits for it', async () => {
    mkdirSync(file)
    expect(read()).toEqual(broken({ kind: 'not-a-file' }))
    rmSync(file, { recursive: true })
    execFileSync('mkfifo', ['-m', '644', file])
    expect(read()).toEqual(broken({ kind: 'not-a-file' }))
    rmSync(file)
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(file, resolve))
    expect(read()).toEqual(broken({ kind: 'not-a-file' }))
    await new Promise((resolve) => server.close(resolve))
    expect(filePolicy('/dev/zero').read()).toMatchObject({ kind: 'broken', problem: { kind: 'not-a-file' } })
  })

  it('is broken when something in its way is no folder', () => {
    writeFileSync(join(folder, 'file'), '')
    expect(filePolicy(join(folder, 'file', 'policy.json')).read()).toMatchObject({ kind: 'broken' })
    expect(filePolicy(join(folder, 'file', 'deeper', 'policy.json')).read()).toMatchObject({
      kind: 'broken',
      problem: { kind: 'unreadable', code: 'ENOTDIR' },
    })
  })

  it('is broken when it is too large, a gigabyte without a byte on the disk included', () => {
    write(`{"fAllowToGetHelp": 1${' '.repeat(64 * 1024)}}`)
    expect(read()).toEqual(broken({ kind: 'too-large' }))
    truncateSync(file, 2 ** 30)
    expect(read()).toEqual(broken({ kind: 'too-large' }))
  })

  it('may have 64 KiB', () => {
    const text = '{"fAllowToGetHelp": 1}'
    write(text + ' '.repeat(64 * 1024 - text.length))
    expect(read()).toMatchObject({ kind: 'in-force' })
    write(text + ' '.repeat(64 * 1024 + 1 - text.length))
    expect(read()).toEqual(broken({ kind: 'too-large' }))
  })

  it.each([
    ['nothing', new Uint8Array(0)],
    ['a NUL', Buffer.from('{"fAllowToGetHelp": 1}\0')],
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0xff, 0x7d])],
    ['UTF-16', Buffer.from('\uFEFF{"fAllowToGetHelp": 1}', 'utf16le')],
    ['two byte order marks', Buffer.from('\uFEFF\uFEFF{"fAllowToGetHelp": 1}')],
  ])('is broken when it holds %s', (_, bytes) => {
    write(bytes)
    expect(read()).toEqual(broken({ kind: 'not-json' }))
  })

  it('may begin with a byte order mark', () => {
    write('\uFEFF{"fAllowToGetHelp": 0}')
    expect(read()).toMatchObject({ kind: 'in-force', values: { allowToGetHelp: false } })
  })

  it('reaches no prototype', () => {
    write('{"__proto__": {"fAllowToGetHelp": 1}}')
    expect(read()).toMatchObject({ kind: 'broken' })
    expect(Object.hasOwn(Object.prototype, 'fAllowToGetHelp')).toBe(false)
  })

  it('is broken, not absent, for a user who may not read it', () => {
    write('{"fAllowToGetHelp": 1}', 0o600)
    chmodSync(parent, 0o755)
    process.seteuid?.(NOBODY)
    try {
      expect(read()).toEqual(broken({ kind: 'unreadable', code: 'EACCES' }))
    } finally {
      process.seteuid?.(0)
    }
    chmodSync(folder, 0o700)
    process.seteuid?.(NOBODY)
    try {
      expect(read()).toEqual(broken({ kind: 'unreadable', code: 'EACCES' }))
    } finally {
      process.seteuid?.(0)
    }
  })
})

describe('[POL-1] where a policy is', () => {
  it('is a folder of the system, and no variable of the environment leads elsewhere', () => {
    const before = { ...process.env }
    Object.assign(process.env, { HOME: parent, XDG_CONFIG_HOME: parent, XDG_CONFIG_DIRS: parent })
    expect(systemPolicy('linux').read().source).toBe('/etc/help-and-support/policy.json')
    expect(systemPolicy('darwin').read().source).toBe(
      '/Library/Application Support/Help and Support/policy.json',
    )
    process.env = before
  })
})
