// SES-6: that there is no way to be helped without wanting it. What is not there cannot be called, so the sources are read.

import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { describe, expect, it } from 'vitest'
import { senders } from '../../shared/ipc/contract.ts'
import { parseExpertMessage } from '../domain/session/messages.ts'
import { readArguments } from './arguments.ts'

const root = join(import.meta.dirname, '..', '..')

const sources = (['electron', 'renderer', 'shared'] as const).flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.includes('.test.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.includes(`${sep}testing${sep}`)),
)
const having = (pattern: RegExp) =>
  sources
    .filter((file) => pattern.test(readFileSync(file, 'utf8')))
    .map((file) => file.slice(root.length + 1))
    .sort()

describe('[SES-6] no silent way in', () => {
  it('no address of a scheme of ours starts or asks for anything', () => {
    expect(having(/setAsDefaultProtocolClient|'open-url'/)).toEqual([])
    const packaging = readFileSync(join(root, 'electron-builder.yml'), 'utf8')
    expect(packaging).not.toMatch(/^\s*protocols:|x-scheme-handler|CFBundleURLTypes/m)
    expect(readArguments(['help-and-support://invite?accept=yes', 'ms-ra:x.msrcincident'], '/a')).toEqual({
      profile: undefined,
      files: ['/a/ms-ra:x.msrcincident'],
    })
  })

  it('the command line says which profile and which invitations, and nothing else', () => {
    const wishes = ['--accept', '--unattended', '--silent', '--yes', '--password=x', '--control', '/accept']
    expect(readArguments(wishes, '/a')).toEqual({ profile: undefined, files: [] })
  })

  it('nothing starts by itself with the computer', () => {
    expect(having(/setLoginItemSettings|openAtLogin|\/autostart\b|RunOnce|LaunchAgents/)).toEqual([])
  })

  it('a Yes of the novice comes from the question’s window, through one function', () => {
    expect(having(/kind: 'answered', prompt/)).toEqual([join('electron', 'services', 'novice', 'visits.ts')])
    expect(having(/visits\.answer\(/)).toEqual([
      join('electron', 'ipc', 'handlers.ts'),
      join('electron', 'main.ts'),
    ])
    expect(senders.answerPrompt).toEqual(['prompt'])
  })

  it('settings are changed in the center and nowhere else, least of all by the other computer', () => {
    const ownPicture = ['setFullScreen', 'setColours', 'setLineSpeed']
    for (const [command, from] of Object.entries(senders))
      if (command.startsWith('set') && !ownPicture.includes(command))
        expect(from, command).toEqual(['center'])
    for (const type of [
      'settings',
      'set-port',
      'accept',
      'resume',
      'pause',
      'expire',
      'run',
      'control-granted',
    ])
      expect(parseExpertMessage(JSON.stringify({ type, value: 1 })).ok, type).toBe(false)
  })
})
