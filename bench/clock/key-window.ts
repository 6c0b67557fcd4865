// Bench, a process of its own: a window on the novice's screen that changes its colour with every key press, as the
// simplest of all programs would. Arguments: DISPLAY X Y SIZE.

import { openXClient } from './x-client.ts'

export const KEY_WINDOW_COLORS = [0xc01818, 0x1818c0] as const

const KEY_PRESS = 2

function run([display = '', x = '0', y = '0', size = '64']: readonly string[]): void {
  const client = openXClient(display)
  const patch = client.patch({ x: Number(x), y: Number(y), width: Number(size), height: Number(size) })
  let color = 0
  const show = () => patch.paint(KEY_WINDOW_COLORS[color % 2 === 0 ? 0 : 1])
  const hear = () => {
    for (let event = client.connection.nextEvent(); event !== null; event = client.connection.nextEvent()) {
      if (event[0] !== KEY_PRESS) continue
      color += 1
      show()
    }
    if (client.connection.broken()) process.exit(0)
  }
  show()
  patch.raise()
  client.focus(patch.window)
  client.connection.whenReadable(hear)
  hear()
  process.stdout.write('ready\n')
}

if (import.meta.main) run(process.argv.slice(2))
