// Preload. The bridge and nothing else: a few functions, no Electron object crosses.
// [Note: preload is one file] With the sandbox on it must be one bundled CommonJS file, so it imports strings and types only.

import { contextBridge, ipcRenderer, webUtils } from 'electron/renderer'
import { BYTES, COMMAND, STATE, VOICE } from '../shared/ipc/bridge.ts'
import type { Bridge, WindowState } from '../shared/ipc/bridge.ts'
import type { VoiceSignal } from '../shared/voice.ts'

const bridge: Bridge = {
  command: (name, input) => ipcRenderer.invoke(COMMAND, name, input),
  onState: (listener) => {
    const hear = (_event: unknown, state: WindowState) => listener(state)
    ipcRenderer.on(STATE, hear)
    return () => ipcRenderer.off(STATE, hear)
  },
  sendBytes: (bytes) => ipcRenderer.send(BYTES, bytes),
  onBytes: (listener) => {
    const hear = (_event: unknown, bytes: Uint8Array) => listener(bytes)
    ipcRenderer.on(BYTES, hear)
    return () => ipcRenderer.off(BYTES, hear)
  },
  onVoice: (listener) => {
    const hear = (_event: unknown, call: number, signal: VoiceSignal) => listener(call, signal)
    ipcRenderer.on(VOICE, hear)
    return () => ipcRenderer.off(VOICE, hear)
  },
  pathOf: (file) => webUtils.getPathForFile(file as Parameters<typeof webUtils.getPathForFile>[0]),
}

contextBridge.exposeInMainWorld('assist', bridge)
