// The sample's bridge.
const { contextBridge, ipcRenderer } = require('electron/renderer')
const { webUtils } = require('electron')
contextBridge.exposeInMainWorld('sample', {
  ask: (...args) => ipcRenderer.invoke('ask', ...args),
  tell: (...args) => ipcRenderer.send('tell', ...args),
  on: (channel, listener) => void ipcRenderer.on(channel, (_event, ...args) => listener(...args)),
  pathOf: (file) => webUtils.getPathForFile(file),
})
