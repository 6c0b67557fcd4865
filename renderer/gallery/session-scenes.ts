// Renderer, gallery (development only). Both windows of a session in each of their states.

import type { View } from '../../shared/ipc/views.ts'
import { noFiles } from '../../shared/transfer.ts'
import { endedFiles, fewFiles, fileQuestion, fileQuestions, hostileFiles, manyFiles } from './files.ts'
import { chat, guards, hostile, refusals, soon, untilThen, words } from './people.ts'
import type { Scene } from './scene.ts'

const inNovice = (view: View): Scene => ({ width: 420, height: 640, view })
const inExpert = (view: View): Scene => ({ width: 1180, height: 800, view })

const novice = {
  role: 'novice-session',
  expert: 'Bob Fisher',
  address: '192.168.1.40',
  words,
  end: null,
  chat,
  files: noFiles,
  controllable: 'yes',
  invitation: null,
  held: false,
  brokenUntil: null,
  screens: [],
  screen: null,
  typing: false,
  voice: { kind: 'off', end: null },
} as const
const expert = {
  role: 'expert-session',
  novice: 'Ann Miller',
  words,
  held: false,
  brokenUntil: null,
  typing: false,
  files: noFiles,
  voice: { kind: 'off', end: null },
  end: null,
  chat,
} as const

export const sessionScenes: Readonly<Record<string, Scene>> = {
  'novice-viewing': inNovice({ ...novice, status: 'viewing' }),
  'novice-view-only': inNovice({ ...novice, status: 'viewing', controllable: 'no', chat: [] }),
  'novice-asked': inNovice({ ...novice, status: 'control-asked' }),
  'novice-controlled': inNovice({ ...novice, status: 'controlled' }),
  'novice-paused': inNovice({ ...novice, status: 'paused' }),
  'novice-held': inNovice({ ...novice, status: 'controlled', held: true }),
  'novice-broken': inNovice({ ...novice, status: 'viewing', brokenUntil: untilThen }),
  'novice-typing': inNovice({ ...novice, status: 'viewing', typing: true }),
  'novice-screens': inNovice({
    ...novice,
    status: 'viewing',
    screens: [
      { width: 1920, height: 1080 },
      { width: 1280, height: 1024 },
    ],
    screen: 1,
  }),
  'novice-small': { ...inNovice({ ...novice, status: 'controlled' }), width: 360, height: 420 },
  'novice-ended': inNovice({ ...novice, status: 'ended', end: 'link-lost' }),
  'novice-hostile': inNovice({ ...novice, expert: hostile, status: 'controlled' }),

  'expert-viewing': inExpert({ ...expert, status: 'viewing' }),
  'expert-asking': inExpert({ ...expert, status: 'asking-control' }),
  'expert-controlling': inExpert({ ...expert, status: 'controlling' }),
  'expert-paused': inExpert({ ...expert, status: 'paused' }),
  'expert-held': inExpert({ ...expert, status: 'controlling', held: true }),
  'expert-broken': inExpert({ ...expert, status: 'viewing', brokenUntil: untilThen }),
  'expert-typing': inExpert({ ...expert, status: 'viewing', typing: true }),
  'expert-ended': inExpert({ ...expert, status: 'ended', end: 'novice-disconnected' }),
  'expert-small': { ...inExpert({ ...expert, status: 'viewing' }), width: 720, height: 480 },
  'expert-800': { ...inExpert({ ...expert, status: 'controlling' }), width: 800, height: 600 },

  'novice-files': inNovice({ ...novice, status: 'viewing', files: fewFiles }),
  'novice-file-question': inNovice({ ...novice, status: 'controlled', files: fileQuestion }),
  'novice-file-questions': inNovice({ ...novice, status: 'viewing', files: fileQuestions }),
  'novice-files-small': {
    ...inNovice({ ...novice, status: 'viewing', files: hostileFiles }),
    width: 360,
    height: 420,
  },
  'expert-files': inExpert({ ...expert, status: 'viewing', files: manyFiles }),
  'expert-file-question': inExpert({ ...expert, status: 'controlling', files: fileQuestion }),
  'expert-file-choosing': inExpert({
    ...expert,
    status: 'viewing',
    files: { ...fileQuestion, question: { ...fileQuestion.question, choosing: true } },
  }),
  'expert-files-ended': inExpert({ ...expert, status: 'ended', end: 'link-lost', files: endedFiles }),
  'novice-voice-asked': inNovice({ ...novice, status: 'viewing', voice: { kind: 'asked' } }),
  'novice-voice-asking': inNovice({ ...novice, status: 'viewing', voice: { kind: 'asking' } }),
  'novice-talking': inNovice({ ...novice, status: 'viewing', voice: { kind: 'talking', call: 1 } }),
  'expert-voice-asked': inExpert({ ...expert, status: 'viewing', voice: { kind: 'asked' } }),
  'expert-talking': inExpert({ ...expert, status: 'viewing', voice: { kind: 'talking', call: 1 } }),

  // What is left when a session is over, what became of requests for control, what this computer does not allow yet.
  'novice-ended-reusable': inNovice({
    ...novice,
    status: 'ended',
    end: 'novice-disconnected',
    invitation: { open: true, expiresAt: soon(50 * 60_000) },
  }),
  'novice-ended-expired': inNovice({
    ...novice,
    status: 'ended',
    end: 'link-lost',
    invitation: { open: false, expiresAt: soon(50 * 60_000) },
  }),
  'novice-failed': inNovice({
    ...novice,
    status: 'ended',
    end: 'failed',
    invitation: { open: true, expiresAt: soon(50 * 60_000) },
  }),
  'novice-ended-small': {
    ...inNovice({
      ...novice,
      status: 'ended',
      end: 'failed',
      invitation: { open: true, expiresAt: soon(50 * 60_000) },
    }),
    width: 360,
    height: 420,
  },
  'novice-not-allowed': inNovice({
    ...novice,
    status: 'viewing',
    controllable: 'not-allowed',
    chat: refusals,
  }),
  'novice-policy': inNovice({ ...novice, status: 'viewing', controllable: 'policy', chat: [] }),
  'novice-policy-ended': inNovice({
    ...novice,
    status: 'ended',
    end: 'policy',
    invitation: { open: true, expiresAt: soon(50 * 60_000) },
  }),
  'novice-talking-small': {
    ...inNovice({ ...novice, status: 'controlled', voice: { kind: 'talking', call: 1 } }),
    width: 360,
    height: 420,
  },
  'novice-guarded': inNovice({ ...novice, status: 'paused', chat: guards }),
  'expert-guarded': inExpert({ ...expert, status: 'paused', chat: guards }),
  'expert-refused': inExpert({ ...expert, status: 'viewing', chat: refusals }),
  'expert-policy': inExpert({ ...expert, status: 'ended', end: 'policy' }),
  'expert-failed': inExpert({ ...expert, status: 'ended', end: 'failed' }),
  'expert-1024': { ...inExpert({ ...expert, status: 'asking-control' }), width: 1024, height: 700 },
}
