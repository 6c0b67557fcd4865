// Services, native. One job: the monitors that an X screen is made of, by RandR 1.5.

import type { Rect } from '../../../shared/screen.ts'
import { connectX11 } from './x11-connection.ts'
import { request, viewOf } from './x11-requests.ts'

const QUERY_VERSION = 0
const GET_MONITORS = 42
const MONITOR_BYTES = 24

/** `name`: the server's number for it. Another monitor may take the place of one that was unplugged. */
export type Monitor = Rect & { readonly name?: number }

/** In pixels of the whole screen, the primary one first; empty where nobody can tell. */
export function listX11Screens(display: string): readonly Monitor[] {
  const connected = connectX11(display)
  if (!connected.ok) return []
  const connection = connected.value
  try {
    const randr = connection.extension('RANDR')
    if (randr === null || connection.ask(request(randr.opcode, QUERY_VERSION, 1, 5)) === null) return []
    const reply = connection.ask(request(randr.opcode, GET_MONITORS, connection.screen.root, 1))
    return reply === null ? [] : readMonitors(reply)
  } finally {
    connection.close()
  }
}

/** RRGetMonitors' reply. Mirrored monitors are one screen. */
export function readMonitors(reply: Uint8Array): readonly Monitor[] {
  const view = viewOf(reply)
  const found: { readonly primary: boolean; readonly rect: Monitor }[] = []
  let at = 32
  for (let left = view.getUint32(12, true); left > 0 && at + MONITOR_BYTES <= reply.length; left--) {
    const rect = {
      name: view.getUint32(at, true),
      x: view.getInt16(at + 8, true),
      y: view.getInt16(at + 10, true),
      width: view.getUint16(at + 12, true),
      height: view.getUint16(at + 14, true),
    }
    if (!found.some((other) => sameRect(other.rect, rect))) found.push({ primary: reply[at + 4] === 1, rect })
    at += MONITOR_BYTES + 4 * view.getUint16(at + 6, true)
  }
  return found.toSorted((one, other) => Number(other.primary) - Number(one.primary)).map(({ rect }) => rect)
}

export const sameRect = (one: Rect, other: Rect): boolean =>
  one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height
