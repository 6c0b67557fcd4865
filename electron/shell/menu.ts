// Shell. The application menu: what macOS needs for its standard keys, nothing elsewhere. No reload, no developer tools.

import { Menu } from 'electron/main'

export function setMenu(platform: string): void {
  const mac = () =>
    Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }])
  Menu.setApplicationMenu(platform === 'darwin' ? mac() : null)
}
