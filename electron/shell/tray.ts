// Shell. The sign that the program still waits for a helper while all its windows are closed.

import { app, Menu, Tray } from 'electron/main'

export type TrayIcon = {
  show(): void
  /** The words are other ones now. */
  reword(): void
}

type TrayWords = { readonly open: string; readonly quit: string; readonly tip: string }

export function createTray(icon: string, words: () => TrayWords, openCenter: () => void): TrayIcon {
  let tray: Tray | undefined

  function reword() {
    const { open, quit, tip } = words()
    tray?.setToolTip(tip)
    tray?.setContextMenu(
      Menu.buildFromTemplate([
        { label: open, click: openCenter },
        { label: quit, click: () => app.quit() },
      ]),
    )
  }

  return {
    show: () => {
      if (tray) return
      tray = new Tray(icon)
      reword()
      tray.on('click', openCenter)
    },
    reword,
  }
}
