// Test pages. A bridge whose bytes travel over a WebSocket instead of IPC, put where our pages look for theirs.

import type { Bridge } from '../../shared/ipc/bridge.ts'

export const socket = new WebSocket(`ws://${location.host}/bytes`)
socket.binaryType = 'arraybuffer'
const assist: Pick<Bridge, 'sendBytes' | 'onBytes'> = {
  sendBytes: (bytes) => socket.send(new Uint8Array(bytes)),
  onBytes: (listener) => {
    const hear = ({ data }: MessageEvent<ArrayBuffer>) => listener(new Uint8Array(data))
    socket.addEventListener('message', hear)
    return () => socket.removeEventListener('message', hear)
  },
}
Object.assign(window, { assist })
