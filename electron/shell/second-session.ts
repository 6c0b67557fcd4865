// Shell. ADM-4: one person logged on in several sessions of this computer. The first start is the program; a start in another
// session is its prompt desk: the same question in a window of that screen, and nothing else. See services/prompt-desk.

import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { app, dialog } from 'electron/main'
import { appearanceOf } from '../../shared/appearance.ts'
import type { Appearance, AppearanceChoice } from '../../shared/appearance.ts'
import type { PromptView, View } from '../../shared/ipc/views.ts'
import { serve } from '../ipc/serve.ts'
import type { Log } from '../services/ports.ts'
import { systemClock, systemTimers } from '../services/ports.ts'
import { joinPromptDesks } from '../services/prompt-desk/prompt-desk-client.ts'
import { openPromptDesks } from '../services/prompt-desk/prompt-desk-server.ts'
import { readSettings } from '../services/settings.ts'
import { createLog } from './log.ts'
import { servePages } from './own-pages.ts'
import { hardenSession, isOurTopPage } from './security.ts'
import { createTray } from './tray.ts'
import { createWindows, keyOf } from './windows.ts'
import { wordingIn } from './wording.ts'

type ProgramPorts = {
  /** This process' logon session. */
  readonly session: string
  readonly log: Log
  look(): AppearanceChoice
  answer(promptId: string, accept: boolean): void
  decline(promptId: string): void
  openFile(path: string): Promise<void>
}

/** The program's half. Where the local socket cannot be made the program works on, in its own session alone. */
export function servePromptDesks(ports: ProgramPorts): {
  shown(views: readonly View[]): void
  relook(): void
  close(): Promise<void>
} {
  const opening = openPromptDesks({
    ...ports,
    folder: app.getPath('userData'),
    platform: process.platform,
    clock: systemClock,
    openFiles: (paths) => {
      for (const path of paths) void ports.openFile(path)
    },
  }).catch((cause: unknown) => ports.log('other logon sessions are not asked', cause))
  return {
    shown: (views) => {
      const prompts = views.filter((view) => view.role === 'prompt').filter((view) => view.kind === 'accept')
      void opening.then((desks) => desks?.show(prompts))
    },
    relook: () => void opening.then((desks) => desks?.relook()),
    close: async () => (await opening)?.close(),
  }
}

type DeskPorts = {
  /** The folder of the built program. */
  readonly built: string
  readonly session: string
  /** What was to be opened; the program opens it, in its own session. */
  readonly files: readonly string[]
}

/** The desk's half. Call before `ready`, once the lock is another process'; quits when there is nothing to be a desk for. */
export function beSecondSession({ built, session, files }: DeskPorts): void {
  const folder = app.getPath('userData')
  keepOwnChromiumFiles(folder, session)
  // Until the program has said what was chosen: as it is written in the profile that both share.
  let choice: AppearanceChoice = readSettings(join(folder, 'settings.json'))
  // "The system" is this session's, which may be set to another language than the program's.
  const appearance = () => appearanceOf(choice, app.getPreferredSystemLanguages())
  let screen: Screen | undefined
  const desk = joinPromptDesks({
    folder,
    session,
    files,
    timers: systemTimers,
    look: (chosen) => {
      choice = chosen
      screen?.relook()
    },
    prompts: (open) =>
      whenReady(() => {
        screen ??= openScreen(built, appearance, {
          answer: (promptId, accept) => desk.answer(promptId, accept),
          closed: (promptId) => desk.closed(promptId),
        })
        screen.show(open)
      }),
    ended: (why) => {
      if (why === 'second-desk') whenReady(() => tell(appearance()).then(() => app.quit()))
      else app.quit()
    },
  })
  app.on('quit', desk.close)
  // The last question was answered; the next one may come.
  app.on('window-all-closed', () => undefined)
}

type Answers = { answer(promptId: string, accept: boolean): void; closed(promptId: string): void }
type Screen = { show(prompts: readonly PromptView[]): void; relook(): void }

/** Once, when this process is known to be a desk. Says so, because no other window will. */
function openScreen(built: string, appearance: () => Appearance, { answer, closed }: Answers): Screen {
  const { log, logged } = createLog(join(app.getPath('userData'), 'prompt-desk.log'))
  const icons = join(built, '..', 'assets', 'icons', 'app')
  const windows = createWindows({
    preload: join(built, 'preload', 'preload.cjs'),
    icon: join(icons, '256x256.png'),
    appearance,
    log,
    closedByPerson: ({ id }) => closed(id),
  })
  servePages(join(built, 'renderer'))
  // SECURITY: this process shows questions; it captures nothing, and its pages may send these two commands only.
  hardenSession({ screen: () => false, microphone: () => false })
  serve({
    handlers: {
      ready: (_input, from) => {
        windows.refresh(from)
      },
      answerPrompt: ({ promptId, accept }) => {
        answer(promptId, accept)
      },
    },
    windowOf: (event) => (isOurTopPage(event) ? windows.keyOfSender(event.sender) : undefined),
    bytes: () => undefined,
    logged,
  })
  const trayWords = () => {
    const words = wordingIn(appearance().language)
    return { tip: words.deskTip, open: words.deskAbout, quit: words.trayQuit }
  }
  const tray = createTray(join(icons, '32x32.png'), trayWords, () => void tell(appearance()))
  tray.show()
  void tell(appearance())
  let prompts: readonly PromptView[] = []
  const publish = () =>
    windows.show(new Map(prompts.map((view) => [keyOf({ role: 'prompt', id: view.promptId }), view])))
  return {
    show: (open) => {
      prompts = open
      publish()
    },
    relook: () => {
      publish()
      tray.reword()
    },
  }
}

const tell = ({ language }: Appearance) =>
  dialog.showMessageBox({ type: 'info', title: app.name, message: wordingIn(language).deskStarted })

/** A desk that cannot show its questions is none: it goes, and the program asks in its own session. */
function whenReady(act: () => unknown): void {
  app
    .whenReady()
    .then(act)
    .catch((cause: unknown) => {
      console.error('the prompt desk ended', cause)
      app.exit(1)
    })
}

/** Chromium's own files allow one owner; the program is it. */
function keepOwnChromiumFiles(folder: string, session: string): void {
  const name = createHash('sha256').update(session).digest('hex').slice(0, 16)
  const own = join(folder, 'prompt-desk', name)
  mkdirSync(own, { recursive: true, mode: 0o700 })
  app.setPath('sessionData', own)
}
