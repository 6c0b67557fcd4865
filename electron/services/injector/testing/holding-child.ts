// Tests. A program that holds keys and buttons for an expert until it is killed. It says `held` when the server has them.
// Arguments: the display, then what to hold: `key:SCANCODE:KEYSYM` or `buttons:MASK`.

import { writeSync } from 'node:fs'
import { connectX11 } from '../../capture/x11-connection.ts'
import { queryKeymap, queryPointer, viewOf } from '../../capture/x11-requests.ts'
import { openInjector } from '../choose-injector.ts'

const [display = '', ...wishes] = process.argv.slice(2)
const opened = openInjector({ platform: 'linux', env: { DISPLAY: display }, log: () => undefined })
const connected = connectX11(display)
if (!opened.ok || !connected.ok) throw new Error(`nothing can be held on ${display}`)
const server = connected.value

for (const wish of wishes) {
  const [kind, first, second] = wish.split(':')
  if (kind === 'key') opened.value.key({ down: true, scancode: Number(first), keysym: Number(second) })
  else opened.value.pointer({ x: 10, y: 10, buttons: Number(first) })
}

const keys = () =>
  server
    .ask(queryKeymap())
    ?.subarray(8, 40)
    .some((byte) => byte !== 0) ?? false
const buttons = () =>
  viewOf(server.ask(queryPointer(server.screen.root)) ?? new Uint8Array(32)).getUint16(24, true) >> 8 !== 0
const look = setInterval(() => {
  if (wishes.some((wish) => wish.startsWith('key')) && !keys()) return
  if (wishes.some((wish) => wish.startsWith('buttons')) && !buttons()) return
  clearInterval(look)
  writeSync(1, 'held\n')
}, 10)
// Until it is killed.
setInterval(() => undefined, 60_000)
