import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AppearanceChoice } from '../../../shared/appearance.ts'
import { DEAF_MS } from '../novice/visits.ts'
import type { Timers } from '../ports.ts'
import { systemTimers } from '../ports.ts'
import { readMeetingPlace } from './meeting-place.ts'
import { LINE_LIMIT } from './messages.ts'
import type { AcceptPrompt } from './messages.ts'
import { joinPromptDesks } from './prompt-desk-client.ts'
import { openPromptDesks } from './prompt-desk-server.ts'
import type { PromptDesks } from './prompt-desk-server.ts'

const prompt: AcceptPrompt = {
  role: 'prompt',
  kind: 'accept',
  promptId: '1.1',
  expert: 'Bob “Mouse” Ø\n{}',
  address: '192.0.2.7',
  words: ['amber', 'river', 'stone', 'cloud'],
}

let folder: string
let now: number
let heard: string[]
let files: string[]
let logged: string[]
let desks: PromptDesks | undefined
let leaving: (() => void)[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'desk-'))
  now = 1000
  heard = []
  files = []
  logged = []
  leaving = []
})

afterEach(async () => {
  for (const leave of leaving) leave()
  await desks?.close()
  desks = undefined
  rmSync(folder, { recursive: true, force: true })
})

/** The program of session x11::1. Like the real one, it takes the first answer and withdraws the prompt. */
async function openProgram(look = (): AppearanceChoice => ({ language: 'system', scheme: 'blue' })) {
  const take = (text: string) => {
    heard.push(text)
    desks?.show([])
  }
  desks = await openPromptDesks({
    folder,
    platform: process.platform,
    session: 'x11::1',
    clock: { now: () => 0, monotonic: () => now },
    log: (message, details) => logged.push(`${message} ${String(details)}`),
    look,
    answer: (promptId, accept) => take(`${promptId} ${accept ? 'yes' : 'no'}`),
    decline: (promptId) => take(`${promptId} closed`),
    openFiles: (paths) => files.push(...paths),
  })
  return desks
}

/** A desk and everything it was told; `next` waits for what comes after what was already awaited. */
function openDesk(session: string, invitations: readonly string[] = [], timers: Timers = systemTimers) {
  const told: string[] = []
  const looks: string[] = []
  const waiting: (() => void)[] = []
  let read = 0
  const tell = (text: string) => {
    told.push(text)
    waiting.shift()?.()
  }
  const desk = joinPromptDesks({
    folder,
    session,
    files: invitations,
    timers,
    look: ({ language, scheme }) => looks.push(`${language} ${scheme}`),
    prompts: (open) => {
      for (const one of open) expect(one).toEqual(prompt)
      tell(`open: ${open.map(({ promptId }) => promptId).join()}`)
    },
    ended: (why) => tell(why),
  })
  leaving.push(desk.close)
  const next = async () => {
    if (told.length <= read) await new Promise<void>((resolve) => waiting.push(resolve))
    return told[read++]
  }
  return { ...desk, told, looks, next }
}

/** Somebody who speaks to the socket without our client. Resolves when both ends know each other. */
async function stranger(): Promise<Socket> {
  const place = readMeetingPlace(folder)
  if (!place) throw new Error('no meeting place')
  const socket = connect(place.endpoint)
  socket.on('error', () => undefined)
  leaving.push(() => socket.destroy())
  await once(socket, 'connect')
  return socket
}

const hello = (changes: object = {}) =>
  `${JSON.stringify({ kind: 'hello', version: 1, token: readMeetingPlace(folder)?.token, session: 'x11::9', files: [], ...changes })}\n`

describe('prompt desks over a real socket', () => {
  it('[ADM-4] every session shows the prompt; the first answer counts and closes the others', async () => {
    const program = await openProgram()
    const [second, third] = [openDesk('x11::2'), openDesk('x11::3')]
    expect([await second.next(), await third.next()]).toEqual(['open: ', 'open: '])
    program.show([prompt])
    expect([await second.next(), await third.next()]).toEqual(['open: 1.1', 'open: 1.1'])
    now += DEAF_MS
    third.answer('1.1', true)
    expect([await second.next(), await third.next()]).toEqual(['open: ', 'open: '])
    second.answer('1.1', false)
    // The program has read the late answer once a second prompt has made the round.
    program.show([prompt])
    await second.next()
    second.closed('1.1')
    await second.next()
    expect(heard).toEqual(['1.1 yes', '1.1 closed'])
  })

  it('[LNG-1] speak as the user has chosen, from the first prompt on and after every change', async () => {
    let chosen: AppearanceChoice = { language: 'fr', scheme: 'olive' }
    const program = await openProgram(() => chosen)
    const desk = openDesk('x11::2')
    await desk.next()
    expect(desk.looks).toEqual(['fr olive'])
    chosen = { language: 'system', scheme: 'contrast' }
    program.relook()
    program.show([prompt])
    await desk.next()
    expect(desk.looks).toEqual(['fr olive', 'system contrast'])
  })

  it('[ADM-4] an answer given at the program itself closes the prompt at the desks', async () => {
    const program = await openProgram()
    const desk = openDesk('x11::2')
    await desk.next()
    program.show([prompt])
    await desk.next()
    program.show([])
    expect(await desk.next()).toBe('open: ')
    expect(heard).toEqual([])
  })

  it('[ADM-4] each desk is deaf for half a second from when it was told, even one that comes later', async () => {
    const program = await openProgram()
    program.show([prompt])
    const early = openDesk('x11::2')
    await early.next()
    now += DEAF_MS - 1
    early.answer('1.1', true)
    // A desk that comes now is greeted after the early answer was read, and is deaf itself.
    const late = openDesk('x11::3')
    expect(await late.next()).toBe('open: 1.1')
    now += 1
    late.answer('1.1', true)
    early.answer('1.1', false)
    expect(await early.next()).toBe('open: ')
    expect(await late.next()).toBe('open: ')
    expect(heard).toEqual(['1.1 no'])
  })

  it('[ADM-4] closing the question is a No at once; a prompt that was not shown there is not answered', async () => {
    const program = await openProgram()
    const desk = openDesk('x11::2')
    await desk.next()
    program.show([prompt])
    await desk.next()
    now += DEAF_MS
    // Were control asked for as 1.2, no desk would have been told.
    desk.answer('1.2', true)
    desk.closed('1.2')
    desk.closed('1.1')
    await desk.next()
    expect(heard).toEqual(['1.1 closed'])
  })

  it('a desk that leaves says nothing for the person', async () => {
    const program = await openProgram()
    const [leaver, stayer] = [openDesk('x11::2'), openDesk('x11::3')]
    await leaver.next()
    await stayer.next()
    program.show([prompt])
    await leaver.next()
    await stayer.next()
    leaver.close()
    now += DEAF_MS
    stayer.answer('1.1', true)
    await stayer.next()
    expect(heard).toEqual(['1.1 yes'])
    expect(leaver.told).toEqual(['open: ', 'open: 1.1'])
  })

  it('the own session and a second desk of one session are turned away; invitations come along from elsewhere', async () => {
    await openProgram()
    expect(await openDesk('x11::1', ['/own.msrcincident']).next()).toBe('same-session')
    expect(await openDesk('x11::2', ['/one.msrcincident']).next()).toBe('open: ')
    expect(await openDesk('x11::2', ['/two.msrcincident']).next()).toBe('second-desk')
    expect(files).toEqual(['/one.msrcincident', '/two.msrcincident'])
  })

  it.each([
    ['no JSON', () => hello() + 'garbage\n'],
    ['an unknown message', () => hello() + '{"kind":"stopControl"}\n'],
    ['a message with more in it', () => hello() + '{"kind":"closed","promptId":"1.1","accept":true}\n'],
    ['a second hello', () => hello() + hello()],
    ['an answer before the hello', () => '{"kind":"answer","promptId":"1.1","accept":true}\n'],
    ['a wrong token', () => hello({ token: 'x'.repeat(43) })],
    ['another version', () => hello({ version: 2 })],
    ['a line without an end', () => 'x'.repeat(LINE_LIMIT + 1)],
    ['a line that is too long', () => ' '.repeat(LINE_LIMIT + 1) + hello()],
  ])('%s drops that desk and no other', async (_what, text) => {
    const program = await openProgram()
    const desk = openDesk('x11::2')
    await desk.next()
    program.show([prompt])
    await desk.next()
    const socket = await stranger()
    socket.resume()
    socket.write(text())
    await once(socket, 'close')
    now += DEAF_MS
    desk.answer('1.1', true)
    await desk.next()
    expect(heard).toEqual(['1.1 yes'])
  })

  it('a stranger without the token is told nothing', async () => {
    const program = await openProgram()
    program.show([prompt])
    const socket = await stranger()
    let got = ''
    socket.setEncoding('utf8').on('data', (chunk: string) => (got += chunk))
    socket.write(hello({ token: '' }))
    await once(socket, 'close')
    expect(got).toBe('')
  })

  it('the files left by a crash are replaced, and nobody else may use the new ones', async () => {
    // A socket file that nobody listens to and a note that leads to it, as kill -9 leaves them.
    const path = join(folder, 'prompt-desk.sock')
    const crash = `require('node:net').createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, 9))`
    spawnSync(process.execPath, ['-e', crash])
    expect(statSync(path).isSocket()).toBe(true)
    writeFileSync(
      join(folder, 'prompt-desk.json'),
      JSON.stringify({ version: 1, endpoint: path, token: 'old' }),
    )
    writeFileSync(join(folder, 'prompt-desk.json.new'), 'half', { mode: 0o666 })
    await openProgram()
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(statSync(join(folder, 'prompt-desk.json')).mode & 0o777).toBe(0o600)
    expect(await openDesk('x11::2').next()).toBe('open: ')
  })

  it('a program that starts a little later is found', async () => {
    const desk = openDesk('x11::2')
    const first = desk.next()
    await openProgram()
    expect(await first).toBe('open: ')
  })

  it('the program gone: the desk is told once, and nothing is left in the folder', async () => {
    const program = await openProgram()
    const desk = openDesk('x11::2')
    await desk.next()
    desks = undefined
    await program.close()
    expect(await desk.next()).toBe('gone')
    desk.answer('1.1', true)
    expect(desk.told).toEqual(['open: ', 'gone'])
    for (const name of ['prompt-desk.sock', 'prompt-desk.json'])
      expect(existsSync(join(folder, name))).toBe(false)
  })

  it('nobody there: the desk gives up', async () => {
    const hasty: Timers = { after: (_ms, fire) => systemTimers.after(0, fire) }
    expect(await openDesk('x11::2', [], hasty).next()).toBe('unreachable')
  })

  it('a socket that cannot be made is an error and no crash', async () => {
    folder = join(folder, 'x'.repeat(120))
    await expect(openProgram()).rejects.toThrow()
  })
})
