import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeTextFile } from './text-file.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'text-file-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('a saved text', () => {
  const lines = ['Grüße: 漢 😀', 'one\ntwo', '']

  it('[SES-2] is UTF-8 with the line ends of the system', async () => {
    const path = join(folder, 'chat.txt')
    expect(await writeTextFile(path, lines, 'linux')).toEqual({ ok: true, value: { path } })
    expect(readFileSync(path, 'utf8')).toBe('Grüße: 漢 😀\none\ntwo\n\n')
    await writeTextFile(path, lines, 'win32')
    expect(readFileSync(path, 'utf8')).toBe('\uFEFFGrüße: 漢 😀\r\none\r\ntwo\r\n\r\n')
  })

  it('says where and why it could not be written', async () => {
    const path = join(folder, 'nowhere', 'chat.txt')
    expect(await writeTextFile(path, lines, 'linux')).toEqual({
      ok: false,
      error: { kind: 'not-written', path, code: 'ENOENT' },
    })
  })
})
