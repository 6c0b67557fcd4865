// Tests. TigerVNC's server for one X display, on loopback, ready when the promise resolves.

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'

export type TigerVnc = { readonly port: number; readonly stop: () => Promise<void> }

export async function startTigerVnc(display: string): Promise<TigerVnc> {
  const port = await freePort()
  const child = spawn(
    // The server itself: Debian's x0vncserver is a script that starts it and goes away.
    'X0tigervnc',
    ['-display', display, '-rfbport', `${port}`, '-localhost=1', '-SecurityTypes', 'None'],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  await listening(child)
  return {
    port,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const exited = once(child, 'exit')
      child.kill('SIGTERM')
      await exited
    },
  }
}

/** It logs "Listening for VNC connections on ..." to standard error. */
function listening(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = ''
    child.stderr?.on('data', (text: Buffer) => {
      log += text.toString()
      if (log.includes('Listening for VNC connections')) resolve()
    })
    child.once('error', reject)
    child.once('exit', () => reject(new Error(`X0tigervnc ended: ${log}`)))
  })
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}
