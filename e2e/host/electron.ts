// Test host: the `electron` module as the compiled main process sees it. register.mjs makes the name resolve to this file.

export { app } from './app.ts'
export { BrowserWindow } from './browser-window.ts'
export {
  Menu,
  Notification,
  Tray,
  autoUpdater,
  clipboard,
  crashReporter,
  desktopCapturer,
  globalShortcut,
  nativeImage,
  nativeTheme,
  powerMonitor,
  powerSaveBlocker,
  safeStorage,
  screen,
  shell,
  systemPreferences,
} from './desktop.ts'
export { dialog } from './dialog.ts'
export { ipcMain } from './ipc-main.ts'
export { net, protocol } from './protocol.ts'
export { session } from './session.ts'
export { WebContents as webContents } from './web-contents.ts'
