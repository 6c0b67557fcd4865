// Renderer, gallery (development only). Every window in each of its states.

import { err, ok } from '../../shared/result.ts'
import type { View } from '../../shared/ipc/views.ts'
import type { Told } from './fake-bridge.ts'
import type { Scene } from './scene.ts'
import { sessionScenes } from './session-scenes.ts'
import { forbidden, limited, policies } from './policies.ts'
import { connectionTests, everyAnswer, opened } from './networks.ts'
import {
  busyCenter,
  center,
  hostile,
  invitation,
  readCenter,
  sessionLog,
  tickets,
  untilThen,
  words,
} from './people.ts'

const file = { role: 'invitation', fileName: 'RAInvitation.msrcincident' } as const
const saved = { ticketId: 'open', path: '/home/ann/Documents/RAInvitation.msrcincident', minutes: 60 }

const inCenter = (view: View, told: Told = {}): Scene => ({ width: 900, height: 640, view, told })
const inDialog = (view: View, told: Told = {}): Scene => ({ width: 500, height: 420, view, told })
const inPrompt = (view: View): Scene => ({ width: 480, height: 480, view })
const inBar = (expert: string, held: boolean): Scene => ({
  width: 460,
  height: 64,
  view: { role: 'control-bar', status: 'controlled', expert, held },
})

const prompt = {
  role: 'prompt',
  promptId: 'p1',
  expert: 'Bob Fisher',
  address: '192.168.1.40',
  words,
} as const

export const scenes: Readonly<Record<string, Scene>> = {
  center: inCenter(center, { createInvitation: ok(saved) }),
  'center-saved': inCenter({ ...center, tickets }, { createInvitation: ok(saved) }),
  'center-saved-open': inCenter(
    { ...center, tickets: tickets.map((row) => ({ ...row, passwordProtected: false })) },
    { createInvitation: ok(saved) },
  ),
  'center-busy': inCenter(busyCenter, {
    createInvitation: ok(saved),
    resendTicket: ok(saved),
    expireTicket: ok(undefined),
  }),
  'center-read': inCenter(readCenter, { exportEvents: ok({ path: '/home/ann/events.csv' }) }),
  'center-topic': inCenter({ ...center, goTo: { kind: 'topic', topic: 'check-words', number: 1 } }),
  'center-not-exported': inCenter(busyCenter, {
    exportEvents: err({ kind: 'not-written', path: '/media/usb/events.csv', code: 'ENOSPC' }),
  }),
  'center-helped': inCenter({ ...busyCenter, helper: { name: 'Bob Fisher', status: 'viewing' } }),
  'center-controlled': inCenter({ ...busyCenter, helper: { name: 'Bob Fisher', status: 'controlled' } }),
  'center-interrupted': inCenter({ ...busyCenter, helper: { name: 'Bob Fisher', status: 'broken' } }),
  'center-hostile': inCenter({
    ...busyCenter,
    helper: { name: hostile, status: 'viewing' },
    tickets: tickets.map((row) => ({ ...row, from: hostile, file: `/x/${hostile}` })),
  }),
  'center-mapped': inCenter({
    ...busyCenter,
    mapping: opened,
    outsideAddress: 'home.example.org:3389',
    tickets: tickets.map((row) => ({ ...row, mapping: opened })),
  }),
  'center-every-answer': inCenter({
    ...busyCenter,
    mapping: everyAnswer,
    tickets: tickets.map((row) => ({ ...row, mapping: everyAnswer })),
  }),
  'center-asking': inCenter({ ...busyCenter, mapping: { kind: 'asking' } }),
  'center-no-router': inCenter({
    ...busyCenter,
    mapping: { kind: 'asked', gateways: [] },
    tickets: tickets.map((row) => ({ ...row, mapping: { kind: 'asking' } })),
  }),
  ...Object.fromEntries(
    Object.entries(connectionTests).map(([name, view]) => [
      `test-${name}`,
      inCenter(view, {
        setOutsideAddress: name === 'idle' ? err({ kind: 'not-an-address' }) : ok(undefined),
      }),
    ]),
  ),
  ...Object.fromEntries(Object.entries(policies).map(([name, view]) => [`policy-${name}`, inCenter(view)])),
  'policy-help': inCenter({ ...center, goTo: { kind: 'topic', topic: 'policy', number: 1 } }),
  'policy-test': inCenter({ ...forbidden, goTo: { kind: 'connection-test', number: 1 } }),
  'center-no-key-store': inCenter({ ...center, secretsSealed: false }),
  'center-damaged': inCenter({ ...center, damagedTickets: 2 }),
  'center-limited': inCenter(limited, { createInvitation: ok(saved) }),
  'center-asks-where': inCenter(center, { createInvitation: 'never' }),
  'center-saving': inCenter({ ...center, savingInvitation: true }, { createInvitation: 'never' }),
  'center-cancelled': inCenter(center, { createInvitation: err({ kind: 'cancelled' }) }),
  'center-not-written': inCenter(center, {
    createInvitation: err({
      kind: 'not-written',
      path: '/media/usb/RAInvitation.msrcincident',
      code: 'ENOSPC',
    }),
  }),
  'center-cannot-listen': inCenter(center, {
    createInvitation: err({ kind: 'cannot-listen', code: 'EACCES' }),
  }),
  'center-not-stored': inCenter(busyCenter, {
    createInvitation: err({ kind: 'not-stored' }),
    expireTicket: err({ kind: 'not-stored' }),
  }),
  'center-session-log': inCenter(
    { ...busyCenter, helping: true, goTo: { kind: 'session-log', number: 1 } },
    { readSessionLog: sessionLog, saveText: ok({ path: '/home/ann/Documents/Session log.txt' }) },
  ),
  'center-session-log-empty': inCenter(
    { ...center, goTo: { kind: 'session-log', number: 1 } },
    { readSessionLog: [] },
  ),
  'center-unexpected': inCenter(center, { chooseInvitation: 'unexpected' }),

  'invitation-question': inDialog({ ...file, kind: 'question', invitation, failure: null }),
  'invitation-no-password': inDialog({
    ...file,
    kind: 'question',
    invitation: { ...invitation, passwordRequired: false },
    failure: null,
  }),
  'invitation-expired': inDialog({
    ...file,
    kind: 'question',
    invitation: { ...invitation, seemsExpired: true },
    failure: null,
  }),
  'invitation-wrong-password': inDialog({
    ...file,
    kind: 'question',
    invitation,
    failure: { kind: 'refused', refusal: 'wrong-password' },
  }),
  'invitation-busy': inDialog({
    ...file,
    kind: 'question',
    invitation,
    failure: { kind: 'refused', refusal: 'busy' },
  }),
  'invitation-policy': inDialog({
    ...file,
    kind: 'question',
    invitation,
    failure: { kind: 'refused', refusal: 'policy' },
  }),
  'invitation-needs-windows': inDialog({
    ...file,
    kind: 'question',
    invitation: { ...invitation, writtenBy: 'windows-10-or-11' },
    failure: null,
  }),
  'invitation-no-address': inDialog({
    ...file,
    kind: 'question',
    invitation,
    failure: {
      kind: 'no-address-answered',
      tried: [
        { address: '203.0.113.7:49152', leads: 'internet', failure: 'timed-out' },
        { address: '192.168.1.23:3389', leads: 'private', failure: 'connection-refused' },
        { address: '[fd00::1c2b:9aff:fe01:22]:3389', leads: 'private', failure: 'unreachable' },
        { address: 'ann-pc:3389', leads: 'name', failure: 'unknown-name' },
      ],
    },
  }),
  'invitation-hostile': inDialog({
    ...file,
    kind: 'question',
    invitation: { ...invitation, username: hostile },
    failure: { kind: 'refused', refusal: 'no-answer' },
  }),
  'invitation-broken': inDialog({
    ...file,
    kind: 'broken',
    problem: { kind: 'missing-field', field: 'RCTICKET' },
  }),
  'invitation-connecting': inDialog({
    ...file,
    kind: 'connecting',
    invitation,
    trying: { address: '192.168.1.23:3389', leads: 'private' },
    next: { address: '[fd00::1c2b:9aff:fe01:22]:3389', leads: 'private' },
    index: 1,
    total: 4,
    until: untilThen,
  }),
  'invitation-connecting-last': inDialog({
    ...file,
    kind: 'connecting',
    invitation,
    trying: { address: 'ann-pc:3389', leads: 'name' },
    next: null,
    index: 3,
    total: 4,
    until: untilThen,
  }),
  'invitation-logging-on': inDialog({
    ...file,
    kind: 'logging-on',
    invitation,
    address: '192.168.1.23:3389',
  }),
  'invitation-waiting': inDialog({ ...file, kind: 'waiting', invitation, words }),

  'prompt-accept': inPrompt({ ...prompt, kind: 'accept' }),
  'prompt-control': inPrompt({ ...prompt, kind: 'control' }),
  'prompt-still': inPrompt({ ...prompt, kind: 'still' }),
  'prompt-hostile': inPrompt({ ...prompt, kind: 'control', expert: hostile }),

  'invitation-newer': inDialog({ ...file, kind: 'broken', problem: { kind: 'newer-version' } }),

  ...sessionScenes,

  'control-bar': inBar('Bob Fisher', false),
  'control-bar-viewing': {
    width: 460,
    height: 64,
    view: { role: 'control-bar', status: 'viewing', expert: 'Bob Fisher', held: false },
  },
  'control-bar-broken': {
    width: 460,
    height: 64,
    view: { role: 'control-bar', status: 'broken', expert: 'Bob Fisher', held: false },
  },
  'control-bar-held': inBar('Bob Fisher', true),
  'control-bar-hostile': inBar(hostile, false),
}
