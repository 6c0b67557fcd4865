// Shell. The application menu: what macOS needs for its standard keys, nothing elsewhere. No reload, no developer tools.

import { Menu } from 'electron/main'
import type { Wording } from './wording.ts'

/** Electron words its roles in English only, so each has a label of ours. */
export function setMenu(platform: string, words: Wording): void {
  Menu.setApplicationMenu(platform === 'darwin' ? Menu.buildFromTemplate(macMenu(words)) : null)
}

const line = { type: 'separator' } as const

const macMenu = (words: Wording): Electron.MenuItemConstructorOptions[] => [
  {
    role: 'appMenu',
    submenu: [
      { role: 'about', label: words.menuAbout },
      line,
      { role: 'hide', label: words.menuHide },
      { role: 'hideOthers', label: words.menuHideOthers },
      { role: 'unhide', label: words.menuShowAll },
      line,
      { role: 'quit', label: words.menuQuit },
    ],
  },
  {
    role: 'editMenu',
    label: words.menuEdit,
    submenu: [
      { role: 'undo', label: words.menuUndo },
      { role: 'redo', label: words.menuRedo },
      line,
      { role: 'cut', label: words.menuCut },
      { role: 'copy', label: words.menuCopy },
      { role: 'paste', label: words.menuPaste },
      { role: 'selectAll', label: words.menuSelectAll },
    ],
  },
  {
    role: 'windowMenu',
    label: words.menuWindow,
    submenu: [
      { role: 'minimize', label: words.menuMinimize },
      { role: 'zoom', label: words.menuZoom },
      line,
      { role: 'front', label: words.menuFront },
    ],
  },
]
