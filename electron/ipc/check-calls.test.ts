import { describe, expect, it } from 'vitest'
import { COPY_LIMIT, EXPORT_LIMIT, inputs, senders } from '../../shared/ipc/contract.ts'
import type { Command } from '../../shared/ipc/contract.ts'
import type { Role } from '../../shared/ipc/views.ts'
import { checkCalls } from './check-calls.ts'
import type { Handlers } from './check-calls.ts'

const commands = Object.keys(inputs) as Command[]
const roles = senders.ready
const SECRET = 'correct-horse-battery-staple'

/** One input for each command that its schema takes. */
const examples: Readonly<Record<Command, unknown>> = {
  ready: undefined,
  createInvitation: { from: 'Ann', count: 1, unit: 'hours', password: SECRET },
  expireInvitation: undefined,
  expireTicket: { ticketId: 't' },
  resendTicket: { ticketId: 't' },
  deleteTicket: { ticketId: 't' },
  showInvitationFile: { ticketId: 't' },
  acknowledgeDamage: undefined,
  setLanguage: { language: 'fr' },
  setScheme: { scheme: 'olive' },
  setHelperName: { name: 'Kim' },
  setOwnSwitches: { allowToGetHelp: true, allowFullControl: false },
  chooseInvitation: undefined,
  openInvitation: { path: '/a' },
  openAgain: undefined,
  connect: { password: SECRET },
  cancelConnecting: undefined,
  closeWindow: undefined,
  answerPrompt: { promptId: '1.1', accept: true },
  sendChat: { text: 'hello' },
  offerFiles: undefined,
  acceptFiles: { question: 1 },
  declineFiles: { question: 1 },
  cancelTransfer: { transfer: 'in-1' },
  showReceivedFile: { transfer: 'in-1' },
  takeControl: undefined,
  releaseControl: undefined,
  stopControl: undefined,
  disconnect: undefined,
  reportCapture: { kind: 'failed', reason: 'x' },
  openTopic: { topic: 'chat' },
  rememberTopic: { topic: 'chat' },
  markTopic: { topic: 'chat', favorite: true },
  clearHistory: undefined,
  exportEvents: { text: 'Time,Event' },
  copyText: { text: 'version' },
  showLog: undefined,
  pausePicture: undefined,
  resumePicture: undefined,
  chooseScreen: { screen: 1 },
  typing: undefined,
  saveText: { what: 'chat', lines: ['Ann: hello'] },
  setFullScreen: { full: true },
  setColours: { colours: 'few' },
  setLineSpeed: { speed: '1m' },
  showSessionLog: undefined,
  showConnectionTest: undefined,
  testConnection: undefined,
  cancelConnectionTest: undefined,
  setOutsideAddress: { address: 'home.example:3389' },
  readSessionLog: undefined,
  startTalking: undefined,
  answerTalking: { accept: true },
  stopTalking: undefined,
  sendVoice: { call: 1, signal: { type: 'candidate', candidate: '', mid: null } },
  reportVoiceTrouble: { why: 'no-path' },
}

function stage(over: Partial<Handlers> = {}) {
  const called: string[] = []
  const log: unknown[] = []
  const recording = Object.fromEntries(commands.map((name) => [name, () => void called.push(name)]))
  const calls = checkCalls({
    handlers: { ...recording, ...over },
    bytes: (_from, bytes) => {
      if (bytes.byteLength === 0) throw new Error('no bytes')
      called.push(`bytes ${bytes.byteLength}`)
    },
    logged: (cause) => `log ${log.push(cause)}`,
  })
  const as = (role: Role) => () => ({ role, id: '1' })
  return { calls, called, log, as }
}

const refused = { ok: false, error: { kind: 'unexpected', logId: 'log 1' } }

describe('the door between pages and main', () => {
  it('lets each command pass from the windows it belongs to, and from no other', async () => {
    for (const name of commands) {
      for (const role of roles) {
        const { calls, called, as } = stage()
        const answer = await calls.command(as(role), name, examples[name])
        const allowed = senders[name].includes(role)
        expect(called, `${role} asks for ${name}`).toEqual(allowed ? [name] : [])
        expect(answer).toEqual(allowed ? { ok: true, value: undefined } : refused)
      }
    }
  })

  it('[CTL-5] only a prompt answers a prompt, and only the novice’s windows stop control', () => {
    expect(senders.answerPrompt).toEqual(['prompt'])
    expect(senders.stopControl).not.toContain('expert-session')
    expect(senders.takeControl).toEqual(['expert-session'])
  })

  it('the window that encodes films may ask for its view and for nothing else', () => {
    expect(commands.filter((name) => senders[name].includes('encoder'))).toEqual(['ready'])
  })

  it('[ADM-4] no window comes up beside a question because of that question', () => {
    expect(senders.openTopic).not.toContain('prompt')
    expect(senders.openTopic).not.toContain('control-bar')
  })

  it('refuses strangers, a sender that is gone, and names that are not commands of its own', async () => {
    const { calls, called, as, log } = stage()
    const gone = () => {
      throw new Error('Render frame was disposed')
    }
    expect(await calls.command(() => undefined, 'ready', undefined)).toEqual(refused)
    expect(await calls.command(gone, 'ready', undefined)).toMatchObject({ ok: false })
    for (const name of ['toString', '__proto__', 'constructor', 'hasOwnProperty', '', 'READY', 7, null, {}]) {
      expect(await calls.command(as('center'), name, undefined)).toMatchObject({ ok: false })
    }
    calls.bytes(() => undefined, new Uint8Array(1))
    calls.bytes(gone, new Uint8Array(1))
    expect(called).toEqual([])
    expect(log.length).toBe(12)
  })

  it('refuses input against the schema before any handler sees it, and logs no secret', async () => {
    const { calls, called, as, log } = stage()
    const long = SECRET.repeat(10)
    const bad: readonly (readonly [Role, Command, unknown])[] = [
      ['invitation', 'connect', { password: long }],
      ['invitation', 'connect', { password: 5, secret: SECRET }],
      ['center', 'createInvitation', { from: '', count: 1, unit: 'hours', password: SECRET }],
      ['prompt', 'answerPrompt', { promptId: '1.1', accept: 'yes' }],
      ['center', 'ready', { more: 'than nothing' }],
      ['invitation', 'openTopic', { topic: '../../etc/passwd' }],
      ['invitation', 'openTopic', { topic: 'chat', path: '/x' }],
      ['center', 'markTopic', { topic: 'chat', favorite: 'yes' }],
      ['center', 'exportEvents', { text: 'x'.repeat(EXPORT_LIMIT + 1) }],
      ['center', 'exportEvents', { text: 'x', path: '/home/ann/.bashrc' }],
      ['center', 'copyText', { text: 'x'.repeat(COPY_LIMIT + 1) }],
      ['center', 'copyText', { text: '' }],
      ['center', 'showLog', { path: '/x' }],
      ['capture', 'reportCapture', { kind: 'started', width: 1e9, height: 1 }],
    ]
    for (const [role, name, raw] of bad)
      expect(await calls.command(as(role), name, raw)).toMatchObject({ ok: false })
    expect(called).toEqual([])
    expect(log.map(String).join('\n')).not.toContain(SECRET)
  })

  it('tells a page no more of a failure than the id of the log’s entry', async () => {
    const cause = new Error('the key is in /home/ann/secret')
    const throws = () => {
      throw cause
    }
    for (const broken of [throws, () => Promise.reject(cause)]) {
      const { calls, as, log } = stage({ deleteTicket: broken })
      expect(await calls.command(as('center'), 'deleteTicket', { ticketId: 't' })).toEqual(refused)
      expect(log).toEqual([cause])
    }
  })

  it('refuses a command that this process has no handler for', async () => {
    const calls = checkCalls({ handlers: {}, bytes: () => undefined, logged: () => 'log 1' })
    expect(await calls.command(() => ({ role: 'center', id: '1' }), 'ready', undefined)).toEqual(refused)
  })

  it('takes bytes, nothing else, and survives whoever cannot digest them', () => {
    const { calls, called, as, log } = stage()
    calls.bytes(as('expert-session'), Uint8Array.of(1, 2))
    for (const other of ['text', [1], { length: 1 }, new ArrayBuffer(4), undefined])
      calls.bytes(as('expert-session'), other)
    calls.bytes(as('expert-session'), new Uint8Array(0))
    expect(called).toEqual(['bytes 2'])
    expect(log).toHaveLength(1)
  })
})
