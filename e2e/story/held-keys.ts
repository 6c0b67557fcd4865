// End to end. Which keys and buttons an X server holds to be down.

import { connectX11 } from '../../electron/services/capture/x11-connection.ts'
import { queryKeymap, queryPointer, viewOf } from '../../electron/services/capture/x11-requests.ts'
import type { Display } from '../displays/xvfb.ts'

export type Held = { readonly keycodes: readonly number[]; readonly buttons: number }

export function heldOn({ display }: Display): Held {
  const connected = connectX11(display)
  if (!connected.ok) throw new Error(connected.error.reason)
  const server = connected.value
  const keys = server.ask(queryKeymap())?.subarray(8, 40) ?? new Uint8Array()
  const pointer = viewOf(server.ask(queryPointer(server.screen.root)) ?? new Uint8Array(32))
  // Copied before the connection goes.
  const held = {
    keycodes: [...keys].flatMap((byte, index) =>
      [0, 1, 2, 3, 4, 5, 6, 7].filter((bit) => byte & (1 << bit)).map((bit) => index * 8 + bit),
    ),
    buttons: (pointer.getUint16(24, true) >> 8) & 0x1f,
  }
  server.close()
  return held
}

export const nothingHeld = (display: Display): boolean => {
  const { keycodes, buttons } = heldOn(display)
  return keycodes.length === 0 && buttons === 0
}
