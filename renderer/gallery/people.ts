// Renderer, gallery (development only). The people and times of the scenes; times follow the clock, so that
// countdowns count.

import type { CenterView, CheckWords, InvitationFacts, TicketRow, View } from '../../shared/ipc/views.ts'
import { controlRefusals, type ChatLine } from '../../shared/session.ts'

const MINUTE = 60_000
const now = Date.now()

export const words: CheckWords = ['harbor', 'violin', 'copper', 'meadow']

/** Turns the direction around, hides characters, tries markup, and does not end. */
export const hostile = '\u202Eevil\u202C<b>Bank</b>\u0007\u200B' + 'W'.repeat(200)

const ticket = (id: string, part: Partial<TicketRow>): TicketRow => ({
  id,
  from: 'Ann Miller',
  createdAt: now - 5 * MINUTE,
  endsAt: now + 55 * MINUTE,
  lifetimeMinutes: 60,
  status: 'open',
  closedBy: null,
  passwordProtected: true,
  addresses: ['203.0.113.7:49152', '192.168.1.23:3389', '[fd00::1c2b:9aff:fe01:22]:3389', 'ann-pc:3389'],
  mapping: null,
  file: '/home/ann/Documents/RAInvitation.msrcincident',
  ...part,
})

export const tickets: readonly TicketRow[] = [
  ticket('old', {
    endsAt: now - 26 * 60 * MINUTE,
    createdAt: now - 27 * 60 * MINUTE,
    status: 'expired',
    closedBy: 'time',
    file: '/home/ann/help-monday.msrcincident',
  }),
  ticket('open', {}),
  ticket('moved', {
    // The most words that a time left can have: 47 hours and 59 minutes.
    endsAt: now + 2 * 1440 * MINUTE - MINUTE / 2,
    lifetimeMinutes: 3 * 1440,
    status: 'resend-required',
    file: 'C:\\Users\\Ann\\Desktop\\printer.MsRcIncident',
  }),
  ticket('guessed', {
    endsAt: now - 40 * MINUTE,
    createdAt: now - 160 * MINUTE,
    lifetimeMinutes: 120,
    status: 'expired',
    closedBy: 'wrong-proofs',
    file: null,
  }),
]

export const center: CenterView = {
  role: 'center',
  profileName: 'Ann Miller',
  policy: { source: '/etc/help-and-support/policy.json', kind: 'not-set' },
  permission: { getHelp: 'allowed', fullControl: 'allowed', maximumMinutes: 43_200 },
  ownSwitches: { allowToGetHelp: true, allowFullControl: true },
  tickets: [],
  damagedTickets: 0,
  account: { enabled: false, logonRight: false, since: now - 3 * 1440 * MINUTE },
  secretsSealed: true,
  listeningPort: null,
  addresses: ['192.168.1.23:3389', 'ann-pc:3389', '[fd00::1c2b:9aff:fe01:22]:3389'],
  mapping: { kind: 'off' },
  outsideAddress: null,
  connectionTest: { kind: 'idle' },
  capture: 'x11',
  events: [],
  helper: null,
  appearance: { language: 'system', scheme: 'blue' },
  systemLanguage: 'de',
  favorites: [],
  history: [],
  goTo: null,
  about: { version: '0.1.0', system: 'Linux 6.1.0-18-amd64 (x64)' },
  helping: false,
  savingInvitation: false,
  helperName: { chosen: null, login: 'ann' },
}

export const busyCenter: CenterView = {
  ...center,
  tickets,
  account: { enabled: true, logonRight: true, since: now - 5 * MINUTE },
  listeningPort: 3389,
  events: [
    {
      at: now - 0.5 * MINUTE,
      kind: 'talk-refused',
      details: { expert: 'Bob', address: '192.168.1.40', talk: 'no-answer' },
    },
    { at: now - MINUTE, kind: 'control-granted', details: { expert: 'Bob', address: '192.168.1.40' } },
    { at: now - 2 * MINUTE, kind: 'session-started', details: { expert: 'Bob', address: '192.168.1.40' } },
    { at: now - 2.2 * MINUTE, kind: 'expert-asks', details: { expert: 'Bob', address: '192.168.1.40' } },
    { at: now - 3 * MINUTE, kind: 'refused', details: { reason: 'expired', number: 27 } },
    {
      at: now - 5 * MINUTE,
      kind: 'port-mapped',
      details: { gateway: '192.168.1.1', address: '203.0.113.7', port: 3389 },
    },
    { at: now - 5 * MINUTE, kind: 'listening', details: { port: 3389 } },
    { at: now - 5 * MINUTE, kind: 'account-enabled', details: {} },
    {
      at: now - 5 * MINUTE,
      kind: 'ticket-created',
      details: { ticket: 'abc=', from: 'Ann Miller', minutes: 60, passwordProtected: true },
    },
    {
      at: now - 40 * MINUTE,
      kind: 'ticket-expired',
      details: { ticket: 'def=', from: 'Ann Miller', by: 'wrong-proofs' },
    },
    { at: now - 90 * MINUTE, kind: 'something-newer', details: { reason: 'x', level: 3 } },
  ],
}

export const readCenter: CenterView = {
  ...busyCenter,
  favorites: ['control-and-esc', 'beware-of-strangers'],
  history: [
    { topic: 'connection-not-established', at: now - MINUTE },
    { topic: 'control-and-esc', at: now - 20 * MINUTE },
    { topic: 'invite-someone', at: now - 26 * 60 * MINUTE },
  ],
}

export const invitation: InvitationFacts = {
  username: 'Ann Miller',
  createdAt: now - 5 * MINUTE,
  expiresAt: now + 55 * MINUTE,
  seemsExpired: false,
  passwordRequired: true,
  writtenBy: 'help-and-support',
}

export const soon = (ms: number): number => now + ms

/** How long a computer has to answer, when the scene begins. */
const PATIENCE = 30_000
export const untilThen: number = soon(PATIENCE)

/** The view with the whole of its time before it. */
export function startedNow(view: View): View {
  if (view.role === 'invitation' && view.kind === 'connecting')
    return { ...view, until: Date.now() + PATIENCE }
  if ('brokenUntil' in view && view.brokenUntil !== null)
    return { ...view, brokenUntil: Date.now() + PATIENCE }
  return view
}

export const chat: readonly ChatLine[] = [
  { at: now - 4 * MINUTE, kind: 'note', note: { kind: 'connected' } },
  {
    at: now - 3 * MINUTE,
    kind: 'theirs',
    text: 'Hello! I can see your desktop. What is the matter with the printer?',
  },
  { at: now - 2.5 * MINUTE, kind: 'mine', text: 'It prints every page twice.\nSince yesterday.' },
  { at: now - 2 * MINUTE, kind: 'note', note: { kind: 'control-asked' } },
  { at: now - 1.8 * MINUTE, kind: 'note', note: { kind: 'control-taken' } },
  { at: now - MINUTE, kind: 'theirs', text: '<img src=x onerror=alert(1)> \u202Efdp.exe ' + 'A'.repeat(120) },
  { at: now - 0.5 * MINUTE, kind: 'note', note: { kind: 'control-ended', by: 'escape' } },
]

/** Each reason why there was no control. */
export const refusals: readonly ChatLine[] = controlRefusals.map((why, index) => ({
  at: now - (5 - index) * MINUTE,
  kind: 'note',
  note: { kind: 'control-refused', why },
}))

/** What the program itself does to keep the novice safe. */
export const guards: readonly ChatLine[] = (
  [
    { kind: 'input-blocked', blocked: true },
    { kind: 'input-blocked', blocked: false },
    { kind: 'control-ended', by: 'escape-unheard' },
    { kind: 'unanswered' },
  ] as const
).map((note, index) => ({ at: now - (5 - index) * MINUTE, kind: 'note', note }))

const bob = { expert: 'Bob Fisher', address: '192.168.1.40' }

/** Latest first: a session that is going on, one that was paused and lost, one that a crash cut off. */
export const sessionLog: CenterView['events'] = [
  { at: now - 3 * MINUTE, kind: 'talk-ended', details: { ...bob, talk: 'expert-hung-up' } },
  { at: now - 3.5 * MINUTE, kind: 'talk-began', details: bob },
  { at: now - 4 * MINUTE, kind: 'control-granted', details: bob },
  { at: now - 6 * MINUTE, kind: 'session-started', details: bob },
  { at: now - 7 * MINUTE, kind: 'expert-asks', details: bob },
  { at: now - 1400 * MINUTE, kind: 'session-ended', details: { ...bob, reason: 'link-lost' } },
  { at: now - 1430 * MINUTE, kind: 'picture-resumed', details: bob },
  { at: now - 1440 * MINUTE, kind: 'picture-paused', details: bob },
  { at: now - 1441 * MINUTE, kind: 'control-ended', details: bob },
  { at: now - 1460 * MINUTE, kind: 'control-granted', details: bob },
  { at: now - 1471 * MINUTE, kind: 'session-started', details: bob },
  { at: now - 2900 * MINUTE, kind: 'session-started', details: { expert: hostile, address: '203.0.113.9' } },
]
