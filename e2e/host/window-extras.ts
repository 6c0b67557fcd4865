// Test host: the part of BrowserWindow that has no effect here, or is only recorded.

import { EventEmitter } from 'node:events'
import { record } from './recorder.ts'

export class WindowExtras extends EventEmitter {
  blur = (): void => record('BrowserWindow.blur')
  isMaximized = (): boolean => false
  isMenuBarVisible = (): boolean => false
  setMenu = (): void => undefined
  removeMenu = (): void => undefined
  setMenuBarVisibility = (): void => undefined
  setAutoHideMenuBar = (): void => undefined
  setIcon = (): void => undefined
  setOverlayIcon = (): void => undefined
  setProgressBar = (value: number): void => record('BrowserWindow.setProgressBar', value)
  setContentProtection = (on: boolean): void => record('BrowserWindow.setContentProtection', on)
  setBackgroundColor = (): void => undefined
  setVisibleOnAllWorkspaces = (): void => undefined
  setResizable = (): void => undefined
  setMinimizable = (): void => undefined
  setMaximizable = (): void => undefined
  setClosable = (): void => undefined
  setMinimumSize = (): void => undefined
  setMaximumSize = (): void => undefined
  setOpacity = (): void => undefined
  setHasShadow = (): void => undefined
  setEnabled = (): void => undefined
  setFocusable = (): void => undefined
  setIgnoreMouseEvents = (): void => undefined
  getMediaSourceId = (): string => 'window:0:0'
}
