// Main. The composition root: reads like a table of contents. Start here.

import { accessSync, constants, mkdirSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { app, dialog, powerMonitor, systemPreferences } from 'electron/main'
import { appearanceOf } from '../shared/appearance.ts'
import { handlersFor, voiceOf } from './ipc/handlers.ts'
import { createDesk } from './ipc/publish.ts'
import { serve } from './ipc/serve.ts'
import { systemNetwork } from './services/addresses.ts'
import { keepAppearance } from './services/appearance.ts'
import { chooseCapture } from './services/capture/choose-capture.ts'
import { listX11Screens } from './services/capture/x11-screens.ts'
import { createEscapeSensor } from './services/escape-sensor/choose-escape-sensor.ts'
import { openInjector } from './services/injector/choose-injector.ts'
import { createGate } from './services/injector/gate.ts'
import { createLocalInput } from './services/local-input/choose-local-input.ts'
import { noObstacle } from './services/obstacle/obstacle.ts'
import { createWindowsObstacle } from './services/obstacle/windows-obstacle.ts'
import { systemClock, systemTimers } from './services/ports.ts'
import { systemPolicy } from './services/policy/choose-policy.ts'
import { ownSessionLabel } from './services/prompt-desk/logon-session.ts'
import { startProgram } from './services/program.ts'
import type { Program } from './services/program.ts'
import { createPortMapper } from './services/port-mapping/port-mapper.ts'
import { profileKey } from './services/profile-key.ts'
import { watchX11Lock } from './services/screen-lock/x11-screen-lock.ts'
import { createSecretBox } from './services/secret-box.ts'
import { openSettings, readSettings } from './services/settings.ts'
import { openPageEncoder } from './services/video/page-encoder.ts'
import { createAccessibility } from './shell/accessibility.ts'
import { programFacts } from './shell/program-facts.ts'
import { readArguments } from './shell/arguments.ts'
import { answerDisplayRequests, createCaptureWindow } from './shell/capture-window.ts'
import { createEncoderWindows } from './shell/encoder-window.ts'
import { paintAtOnce } from './shell/frames.ts'
import { guardAgainstBugs } from './shell/last-resort.ts'
import { systemKeyStore } from './shell/key-store.ts'
import { createLog } from './shell/log.ts'
import { registerScheme, servePages } from './shell/own-pages.ts'
import { hardenProcess, hardenSession, isOurTopPage } from './shell/security.ts'
import { setMenu } from './shell/menu.ts'
import { whenOpened } from './shell/opened-files.ts'
import { beSecondSession, servePromptDesks } from './shell/second-session.ts'
import { startFailureText } from './shell/start-failure.ts'
import { createTray } from './shell/tray.ts'
import type { TrayIcon } from './shell/tray.ts'
import { rememberSizes } from './shell/window-sizes.ts'
import { createWindows } from './shell/windows.ts'
import { wordingIn } from './shell/wording.ts'

const built = join(import.meta.dirname, '..')

main()

function main() {
  const asked = readArguments(process.argv.slice(1), process.cwd())
  try {
    useProfile(asked.profile)
  } catch (cause) {
    void app.whenReady().then(() => startFailed(cause))
    return
  }
  registerScheme()
  hardenProcess()
  paintAtOnce()
  const session = ownSessionLabel()
  const opened = whenOpened(asked.files, session)
  if (!opened) {
    beSecondSession({ built, session, files: asked.files })
    return
  }
  app
    .whenReady()
    .then(() => start(asked.profile, session))
    .then(({ desk, close }) => {
      opened.follow({ openFile: (path) => desk.openFile(path), openNothing: () => desk.showCenter() })
      app.on('activate', () => desk.showCenter())
      quitCleanly(close)
    })
    .catch(startFailed)
}

/** A full disk or a folder that cannot be written: said in one sentence, not with a window that never comes. */
function startFailed(cause: unknown) {
  const { language } = appearanceOf(readSettings(settingsFile()), app.getPreferredSystemLanguages())
  const words = wordingIn(language)
  dialog.showErrorBox(words.startFailed, startFailureText(cause, words, app.getPath('userData')))
  app.exit(1)
}

const settingsFile = () => join(app.getPath('userData'), 'settings.json')

/** Puts services, windows and the door between them together. */
async function start(profile: string | undefined, session: string) {
  const folder = app.getPath('userData')
  const logFile = join(folder, 'main.log')
  const { log, logged } = createLog(logFile)
  const ownKey = await profileKey(join(folder, 'profile.key'), systemKeyStore, log)
  const secretBox = createSecretBox(ownKey.key)
  const settings = openSettings(settingsFile())
  const appearance = keepAppearance({
    settings,
    system: app.getPreferredSystemLanguages(),
    changed: () => {
      setMenu(process.platform, words())
      tray.reword()
      promptDesks.relook()
      desk.changed()
    },
  })
  const words = () => wordingIn(appearance.now().language)
  setMenu(process.platform, words())
  const localInput = createLocalInput({ platform: process.platform, env: process.env, clock: systemClock })
  const injector = openInjector({
    platform: process.platform,
    env: process.env,
    log,
    injecting: (token) => localInput.injecting(token),
  })
  if (!injector.ok) log('view-only: nothing can be injected here', injector.error.reason)
  const accessibility = createAccessibility(process.platform, systemPreferences)
  const controllable = () => (!injector.ok ? 'no' : accessibility.allowed() ? 'yes' : 'not-allowed')
  const escapeSensor = createEscapeSensor({ platform: process.platform, env: process.env })
  const gate = createGate(injector.ok ? injector.value : undefined, () => {
    escapeSensor.look?.()
    localInput.look()
  })

  const captureWindow = createCaptureWindow(() => desk.changed())
  const capture = chooseCapture({
    wish: settings.get().capture,
    env: process.env,
    timers: systemTimers,
    log,
    openWindow: () => captureWindow.open(),
  })
  const encoderWindows = createEncoderWindows({
    changed: () => desk.changed(),
    send: (id, bytes) => windows.sendBytes({ role: 'encoder', id }, bytes),
  })
  servePages(join(built, 'renderer'))
  hardenSession({
    screen: (contents) => windows.keyOfSender(contents)?.role === 'capture',
    microphone: (contents) => {
      const window = windows.keyOfSender(contents)
      return window !== undefined && voiceOf(program, window)?.state().kind === 'talking'
    },
  })
  answerDisplayRequests(() => captureWindow.view() !== undefined)

  const sizes = rememberSizes(settings, systemTimers, log)
  const windows = createWindows({
    preload: join(built, 'preload', 'preload.cjs'),
    icon: join(built, '..', 'assets', 'icons', 'app', '256x256.png'),
    appearance: () => appearance.now(),
    log,
    mayClose: (key) => desk.mayClose(key),
    closedByPerson: (key) => desk.windowClosed(key),
    sizes,
    voicePort: () => program.voicePort(),
  })
  const ownName = profile ?? userInfo().username
  const program: Program = startProgram({
    clock: systemClock,
    timers: systemTimers,
    storeFile: join(folder, 'tickets.sqlite'),
    settings: () => settings.get(),
    network: systemNetwork,
    mapper: createPortMapper,
    secretBox,
    policy: systemPolicy(process.platform),
    log,
    capture,
    video: () => openPageEncoder({ openWindow: encoderWindows.open, timers: systemTimers }),
    gate,
    controlPossible: () => injector.ok && accessibility.requested(),
    escapeSensor,
    localInput,
    inputObstacle: process.platform === 'win32' ? createWindowsObstacle(systemTimers, log) : noObstacle,
    // Chromium's capture has one screen only.
    screens: () => (capture.kind === 'x11' ? listX11Screens(process.env['DISPLAY'] ?? '') : []),
    ownName,
    picture: (caseId, bytes) => {
      desk.settle()
      windows.sendBytes({ role: 'expert-session', id: caseId }, bytes)
    },
    voice: (window, call, signal) => {
      // The page hears that the call began before it hears what the other one says.
      desk.settle()
      windows.sendVoice(window, call, signal)
    },
    changed: () => desk.changed(),
  })
  const desk = createDesk({
    windows,
    captureWindow,
    encoderWindows,
    profileName: () => settings.get().name ?? settings.get().helperName ?? ownName,
    ownName,
    settings: () => settings.get(),
    about: programFacts(),
    secretsSealed: ownKey.sealed,
    captureKind: capture.kind,
    controllable,
    appearance,
    program: () => program,
    shown: (views) => promptDesks.shown(views),
    allClosed: () => quitOrWait(program, tray),
  })
  const promptDesks = servePromptDesks({
    session,
    log,
    look: () => appearance.choice(),
    answer: (promptId, accept) => program.visits.answer(promptId, accept),
    decline: (promptId) => program.visits.decline(promptId),
    openFile: (path) => desk.openFile(path),
  })
  const tray = createTray(
    join(built, '..', 'assets', 'icons', 'app', '32x32.png'),
    () => ({ tip: words().trayTip, open: words().trayOpen, quit: words().trayQuit }),
    () => desk.showCenter(),
  )

  serve({
    handlers: handlersFor({
      program,
      windows,
      desk,
      gate,
      captureWindow,
      settings,
      appearance,
      logFile,
      log,
    }),
    windowOf: (event) => (isOurTopPage(event) ? windows.keyOfSender(event.sender) : undefined),
    bytes: (from, bytes) => {
      windows.listens(from)
      if (from.role === 'capture') captureWindow.received(bytes)
      if (from.role === 'encoder') encoderWindows.received(from.id, bytes)
      const shown = from.role === 'expert-session' ? program.cases.find(from.id) : undefined
      if (shown?.kind === 'open') shown.session.fromViewer(bytes)
    },
    logged,
  })
  guardAgainstBugs(logged, () => {
    gate.shut()
    program.visits.end('failed')
  })
  powerMonitor.on('resume', () => program.awoke())
  // CTL-6: nobody works on a computer that is locked or asleep.
  const stopControl = () =>
    program.visits.shown()?.session.hear({ kind: 'control-stopped', by: 'screen-locked' })
  powerMonitor.on('lock-screen', stopControl)
  powerMonitor.on('suspend', stopControl)
  const stopLockWatch =
    process.platform === 'linux' ? watchX11Lock(process.env['DISPLAY'] ?? '', stopControl) : undefined
  const close = () => {
    stopLockWatch?.()
    desk.close()
    sizes.flush()
    return program.close().finally(() => promptDesks.close())
  }
  return { desk, close }
}

/** An open ticket keeps the program waiting behind its tray icon; otherwise the last window takes it along. */
function quitOrWait(program: Program, tray: TrayIcon) {
  if (program.store.account().enabled) tray.show()
  else app.quit()
}

/** Tells the other side and releases everything before the process goes. */
function quitCleanly(close: () => Promise<void>) {
  let closed = false
  app.on('window-all-closed', () => undefined)
  app.on('before-quit', (event) => {
    if (closed) return
    event.preventDefault()
    void close().finally(() => {
      closed = true
      app.quit()
    })
  })
}

/** Each profile is a folder of its own: a second identity on one computer. */
function useProfile(profile: string | undefined) {
  app.setName('Help and Support')
  app.setPath('userData', join(app.getPath('appData'), 'help-and-support', profile ?? 'default'))
  mkdirSync(app.getPath('userData'), { recursive: true, mode: 0o700 })
  // Before Electron asks for its lock there: where none can be had, it takes us for a second start.
  accessSync(app.getPath('userData'), constants.W_OK)
}
