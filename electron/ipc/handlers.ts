// IPC. What each command does: finds the window's case or visit and hands the request on.

import { shell } from 'electron/common'
import { err, ok } from '../../shared/result.ts'
import { cleanExpertName } from '../domain/logon/expert-name.ts'
import { EVENT_LIMIT } from '../domain/event-log/event-kinds.ts'
import { lifetimeOf } from '../domain/ticket/lifetime.ts'
import type { AppearanceKeeper } from '../services/appearance.ts'
import type { Gate } from '../services/injector/gate.ts'
import type { Log } from '../services/ports.ts'
import type { Program } from '../services/program.ts'
import { writeTextFile } from '../services/text-file.ts'
import { askWhatToOpen, askWhereToSave, askWhereToSaveText } from '../shell/file-dialogs.ts'
import type { WindowKey, Windows } from '../shell/windows.ts'
import { wordingIn } from '../shell/wording.ts'
import type { SettingsStore } from '../services/settings.ts'
import type { CaptureWindow } from '../shell/capture-window.ts'
import type { Voice } from '../services/voice/voice.ts'
import type { Desk } from './publish.ts'
import type { Handlers } from './check-calls.ts'
import { fileHandlers } from './file-handlers.ts'
import { whileGateHeld } from './gate-held.ts'
import type { Parent } from './gate-held.ts'
import { helpHandlers } from './help-handlers.ts'
import { networkHandlers } from './network-handlers.ts'

type Parts = {
  readonly program: Program
  readonly windows: Windows
  readonly desk: Desk
  readonly gate: Gate
  readonly captureWindow: CaptureWindow
  readonly settings: SettingsStore
  readonly appearance: AppearanceKeeper
  /** The program's own log, and its file. */
  readonly log: Log
  readonly logFile: string
}

/** The voice of the session that a window shows. */
export function voiceOf({ visits, cases }: Program, { role, id }: WindowKey): Voice | undefined {
  const visit = visits.shown()
  if (role === 'novice-session') return String(visit?.number) === id ? visit?.session.voice() : undefined
  const found = role === 'expert-session' ? cases.find(id) : undefined
  return found?.kind === 'open' ? found.session.voice() : undefined
}

export function handlersFor(parts: Parts): Handlers {
  const { program, windows, desk, gate, captureWindow, settings, appearance, logFile, log } = parts
  const { store, invitations, visits, cases } = program
  const caseOf = (from: WindowKey) => {
    const found = cases.find(from.id)
    return found?.kind === 'open' ? found.session : undefined
  }
  /** For the next invitation's form; a disk that refuses has its own words when the invitation is made. */
  const rememberName = (name: string) => {
    try {
      settings.update({ name })
    } catch (cause) {
      log('the name could not be remembered', cause)
    }
  }
  const words = () => wordingIn(appearance.now().language)
  const visit = () => visits.shown()?.session

  const withGateHeld = <T>(parent: Parent, ask: () => Promise<T>) => whileGateHeld(gate, parent, ask)

  async function savePath(from: WindowKey, suggested: string | null) {
    const parent = windows.handle(from)
    return parent ? withGateHeld(parent, () => askWhereToSave(parent, suggested, words())) : undefined
  }

  return {
    ...fileHandlers({
      windows,
      gate,
      words,
      filesOf: (from) => (from.role === 'novice-session' ? visit() : caseOf(from))?.files(),
    }),
    ready: (_input, from) => {
      windows.refresh(from)
    },
    createInvitation: async ({ from: name, count, unit, password }, from) => {
      const { getHelp, maximumMinutes } = program.policy.permission()
      // Before anybody is asked where to save it.
      if (getHelp !== 'allowed') return err({ kind: 'not-allowed' })
      const lifetime = lifetimeOf(count, unit, maximumMinutes)
      if (!lifetime.ok) throw new Error(lifetime.error.kind)
      const path = await savePath(from, null)
      if (path === undefined) return err({ kind: 'cancelled' })
      rememberName(name)
      const { minutes } = lifetime.value
      return desk.whileSaving(() => invitations.create({ from: name, minutes, password, path }))
    },
    resendTicket: async ({ ticketId }, from) => {
      if (program.policy.permission().getHelp !== 'allowed') return err({ kind: 'not-allowed' })
      const path = await savePath(from, store.find(ticketId)?.file ?? null)
      if (path === undefined) return err({ kind: 'cancelled' })
      return desk.whileSaving(() => invitations.resend(ticketId, path))
    },
    expireTicket: ({ ticketId }) => {
      if (!store.find(ticketId)) return err({ kind: 'unknown-ticket' })
      if (!program.expire(ticketId)) return err({ kind: 'already-expired' })
      return store.unsaved ? err({ kind: 'not-stored' }) : ok(undefined)
    },
    expireInvitation: () => {
      const state = visit()?.state()
      if (state?.kind === 'ended' && state.helper) program.expire(state.helper.ticketId)
    },
    deleteTicket: ({ ticketId }) => {
      program.remove(ticketId)
    },
    showInvitationFile: ({ ticketId }) => {
      const file = store.find(ticketId)?.file
      if (file) shell.showItemInFolder(file)
    },
    acknowledgeDamage: () => {
      desk.acknowledgeDamage()
    },
    setLanguage: ({ language }) => {
      appearance.choose({ language })
    },
    setScheme: ({ scheme }) => {
      appearance.choose({ scheme })
    },
    setHelperName: ({ name }) => {
      settings.update({ helperName: cleanExpertName(name) || null })
      desk.changed()
    },
    setOwnSwitches: (switches) => {
      settings.update(switches)
      // Heeded at once, by what runs as well.
      program.policy.permission()
      desk.changed()
    },
    chooseInvitation: async (_input, from) => {
      const parent = windows.handle(from)
      const path = parent && (await withGateHeld(parent, () => askWhatToOpen(parent, words())))
      if (path !== undefined) await desk.openFile(path)
    },
    openInvitation: async ({ path }) => {
      await desk.openFile(path)
    },
    openAgain: async (_input, from) => {
      const over = caseOf(from)?.state().kind === 'ended' ? cases.find(from.id) : undefined
      if (over) await desk.openFile(over.path)
    },
    connect: ({ password }, from) => {
      caseOf(from)?.connect(password)
    },
    cancelConnecting: (_input, from) => {
      caseOf(from)?.hear({ kind: 'cancelled' })
    },
    closeWindow: (_input, from) => {
      desk.windowClosed(from)
    },
    answerPrompt: ({ promptId, accept }) => {
      visits.answer(promptId, accept)
    },
    sendChat: ({ text }, from) => {
      if (from.role === 'novice-session') visit()?.hear({ kind: 'chat-written', text })
      else caseOf(from)?.hear({ kind: 'chat-written', text })
    },
    takeControl: (_input, from) => {
      caseOf(from)?.hear({ kind: 'take-control-clicked' })
    },
    releaseControl: (_input, from) => {
      caseOf(from)?.hear({ kind: 'control-given-up', by: 'expert-released' })
    },
    stopControl: () => {
      visit()?.hear({ kind: 'control-stopped', by: 'stop-button' })
    },
    disconnect: (_input, from) => {
      if (from.role === 'expert-session') caseOf(from)?.hear({ kind: 'disconnect-clicked' })
      else visit()?.hear({ kind: 'closed-here', reason: 'novice-disconnected' })
    },
    pausePicture: () => {
      visit()?.hear({ kind: 'pause-clicked' })
    },
    resumePicture: () => {
      visit()?.hear({ kind: 'resume-clicked' })
    },
    chooseScreen: ({ screen }) => {
      visit()?.chooseScreen(screen)
    },
    typing: (_input, from) => {
      if (from.role === 'novice-session') visit()?.hear({ kind: 'typing-here' })
      else caseOf(from)?.hear({ kind: 'typing-here' })
    },
    saveText: async ({ what, lines }, from) => {
      const parent = windows.handle(from)
      const path = parent && (await withGateHeld(parent, () => askWhereToSaveText(parent, what, words())))
      return path === undefined ? err({ kind: 'cancelled' }) : writeTextFile(path, lines, process.platform)
    },
    setColours: ({ colours }, from) => {
      caseOf(from)?.setColours(colours)
    },
    setLineSpeed: ({ speed }, from) => {
      caseOf(from)?.setLineSpeed(speed)
    },
    setFullScreen: ({ full }, from) => {
      windows.handle(from)?.setFullScreen(full)
    },
    showSessionLog: () => {
      desk.goTo({ kind: 'session-log' })
    },
    readSessionLog: () => store.events(EVENT_LIMIT),
    startTalking: (_input, from) => {
      voiceOf(program, from)?.click({ kind: 'talk-clicked' })
    },
    answerTalking: ({ accept }, from) => {
      voiceOf(program, from)?.click({ kind: 'answered', accept })
    },
    stopTalking: (_input, from) => {
      voiceOf(program, from)?.click({ kind: 'hang-up-clicked' })
    },
    sendVoice: ({ call, signal }, from) => {
      const voice = voiceOf(program, from)
      const signals = from.role === 'novice-session' ? program.voiceFromOutside(signal) : [signal]
      for (const one of signals) voice?.fromPage(call, one)
    },
    reportVoiceTrouble: ({ why }, from) => {
      voiceOf(program, from)?.click({ kind: 'trouble', why })
    },
    reportCapture: (report) => {
      captureWindow.reported(report)
    },
    ...networkHandlers({ program, desk, settings }),
    ...helpHandlers({ windows, desk, settings, logFile, words, withGateHeld }),
  }
}
