// Shell. The sign that the program still waits for a helper while all its windows are closed.

import { app, Menu, Tray } from 'electron/main'

export type TrayIcon = { show(): void }

type Wording = { readonly open: string; readonly quit: string; readonly tip: string }

export function createTray(icon: string, wording: Wording, openCenter: () => void): TrayIcon {
  let tray: Tray | undefined
  return {
    show: () => {
      if (tray) return
      tray = new Tray(icon)
      tray.setToolTip(wording.tip)
      tray.setContextMenu(
        Menu.buildFromTemplate([
          { label: wording.open, click: openCenter },
          { label: wording.quit, click: () => app.quit() },
        ]),
      )
      tray.on('click', openCenter)
    },
  }
}
