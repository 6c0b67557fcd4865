// Shell. How the window of each role looks to the window manager.

import type { Scheme } from '../../shared/appearance.ts'
import type { Role } from '../../shared/ipc/views.ts'

type Shape = Electron.BrowserWindowConstructorOptions

const dialog: Shape = {
  useContentSize: true,
  resizable: false,
  maximizable: false,
  minimizable: false,
  fullscreenable: false,
}

/** Asks for an answer: comes to the front and stays there. */
const prompt: Shape = { ...dialog, width: 480, height: 480, alwaysOnTop: true }

export const windowShapes: Readonly<Record<Role, Shape>> = {
  center: { width: 900, height: 700, minWidth: 720, minHeight: 520 },
  invitation: { ...dialog, minimizable: true, width: 500, height: 420 },
  prompt,
  'novice-session': { width: 420, height: 640, minWidth: 360, minHeight: 420 },
  'expert-session': { width: 1180, height: 800, minWidth: 720, minHeight: 480 },
  'control-bar': {
    ...dialog,
    width: 460,
    height: 64,
    alwaysOnTop: true,
    skipTaskbar: true,
    focusable: false,
    frame: false,
  },
  capture: { width: 200, height: 100, show: false, skipTaskbar: true },
  encoder: { width: 200, height: 100, show: false, skipTaskbar: true },
}

/** What a window shows before its page has drawn itself: --face of renderer/theme/tokens.css. */
export const grounds: Readonly<Record<Scheme, string>> = {
  blue: '#ece9d8',
  olive: '#ece9d8',
  silver: '#e0dfe3',
  contrast: '#000000',
}
