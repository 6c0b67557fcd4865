// Services, native. One job: asks the X server to tell what changes on the screen, and reads what it tells.

import { type Result, err, ok } from '../../../shared/result.ts'
import type { Rect } from '../../../shared/screen.ts'
import { coalesce } from '../../domain/rfb/rects.ts'
import type { CursorShape } from './capture.ts'
import type { X11Connection } from './x11-connection.ts'
import {
  CONFIGURE_NOTIFY,
  GENERIC_EVENT,
  STRUCTURE_NOTIFY,
  changeWindowEvents,
  getGeometry,
  pair,
  queryPointer,
  request,
  viewOf,
} from './x11-requests.ts'

export type ScreenNews = 'pixels' | 'size' | 'cursor' | 'pointer'

export type ScreenWatch = {
  /** Without XInput 2 nobody reports the pointer; the caller looks from time to time. */
  readonly reportsPointer: boolean
  readonly classify: (event: Uint8Array) => ScreenNews | null
  /** What was damaged since the last call, in a few rectangles. From here on new damage is news again. */
  readonly takeDamage: () => readonly Rect[]
  readonly size: () => { readonly width: number; readonly height: number } | null
  readonly cursor: () => CursorShape | null
  readonly pointer: () => { readonly x: number; readonly y: number } | null
}

const QUERY_VERSION = 0
const DAMAGE = { create: 1, subtract: 3, reportNonEmpty: 3 }
const XFIXES = { selectCursorInput: 3, getCursorImage: 4, createRegion: 5, fetchRegion: 19, cursorNotify: 1 }
const XINPUT = { selectEvents: 46, queryVersion: 47, allMasters: 1, rawMotion: 17 }

/** Error: the server lacks an extension. Everything made here ends with the connection. */
export function watchScreen(connection: X11Connection): Result<ScreenWatch, { readonly reason: string }> {
  const { root } = connection.screen
  const damage = connection.extension('DAMAGE')
  const xfixes = connection.extension('XFIXES')
  if (damage === null || xfixes === null) return err({ reason: 'the X server has no DAMAGE or XFIXES' })
  connection.ask(request(xfixes.opcode, QUERY_VERSION, 5, 0))
  connection.ask(request(damage.opcode, QUERY_VERSION, 1, 1))
  const damaged = connection.newId()
  const region = connection.newId()
  connection.send(request(xfixes.opcode, XFIXES.createRegion, region))
  connection.send(request(damage.opcode, DAMAGE.create, damaged, root, DAMAGE.reportNonEmpty))
  connection.send(request(xfixes.opcode, XFIXES.selectCursorInput, root, 1))
  // RandR changes the size of the root window, and the core protocol tells that as well.
  connection.send(changeWindowEvents(root, STRUCTURE_NOTIFY))
  const xinput = selectRawMotion(connection)
  connection.sync()
  if (connection.broken()) return err({ reason: 'the X server went away' })

  return ok({
    reportsPointer: xinput !== null,
    classify: (event) => {
      const type = (event[0] ?? 0) & 0x7f
      if (type === damage.firstEvent) return 'pixels'
      if (type === xfixes.firstEvent + XFIXES.cursorNotify) return 'cursor'
      if (type === CONFIGURE_NOTIFY && viewOf(event).getUint32(8, true) === root) return 'size'
      if (type === GENERIC_EVENT && event[1] === xinput) return 'pointer'
      return null
    },
    takeDamage: () => {
      connection.send(request(damage.opcode, DAMAGE.subtract, damaged, 0, region))
      const reply = connection.ask(request(xfixes.opcode, XFIXES.fetchRegion, region))
      return reply === null ? [] : readDamage(reply)
    },
    size: () => {
      const reply = connection.ask(getGeometry(root))
      if (reply === null) return null
      const view = viewOf(reply)
      return { width: view.getUint16(16, true), height: view.getUint16(18, true) }
    },
    cursor: () => {
      const reply = connection.ask(request(xfixes.opcode, XFIXES.getCursorImage))
      return reply === null ? null : readCursor(reply)
    },
    pointer: () => {
      const reply = connection.ask(queryPointer(root))
      if (reply === null) return null
      const view = viewOf(reply)
      return { x: view.getInt16(16, true), y: view.getInt16(18, true) }
    },
  })
}

/** Raw motion comes even while a program holds a grab, and costs nothing while the mouse rests. */
function selectRawMotion(connection: X11Connection): number | null {
  const xinput = connection.extension('XInputExtension')
  if (xinput === null) return null
  if (connection.ask(request(xinput.opcode, XINPUT.queryVersion, pair(2, 2))) === null) return null
  const mask = 1 << XINPUT.rawMotion
  const select = request(
    xinput.opcode,
    XINPUT.selectEvents,
    connection.screen.root,
    1,
    pair(XINPUT.allMasters, 1),
    mask,
  )
  return connection.attempt(select) ? xinput.opcode : null
}

/** Reading a rectangle is a question of its own; more of them are read as the one around them. */
const MOST_RECTS = 4
const REPLY_HEADER_BYTES = 32
const RECT_BYTES = 8

/** XFixesFetchRegion's reply: the box around the region, then its rectangles, in rows from top to bottom. */
export function readDamage(reply: Uint8Array): readonly Rect[] {
  const view = viewOf(reply)
  const rectAt = (at: number): Rect => ({
    x: view.getInt16(at, true),
    y: view.getInt16(at + 2, true),
    width: view.getUint16(at + 4, true),
    height: view.getUint16(at + 6, true),
  })
  const count = Math.floor((reply.length - REPLY_HEADER_BYTES) / RECT_BYTES)
  const rects = Array.from({ length: count }, (_, index) => rectAt(REPLY_HEADER_BYTES + index * RECT_BYTES))
  // A letter here and a clock there: all that lies between them need not be read.
  const joined = coalesce(rects)
  return joined.length > MOST_RECTS ? [rectAt(8)] : joined
}

/** XFixesGetCursorImage: ARGB words, premultiplied; ours are B, G, R, A and not premultiplied. */
export function readCursor(reply: Uint8Array): CursorShape {
  const view = viewOf(reply)
  const [width, height] = [view.getUint16(12, true), view.getUint16(14, true)]
  const pixels = reply.slice(32, 32 + width * height * 4)
  for (let at = 0; at < pixels.length; at += 4) {
    const alpha = pixels[at + 3] ?? 0
    if (alpha === 0 || alpha === 255) continue
    for (let color = at; color < at + 3; color++) {
      pixels[color] = Math.min(255, Math.round(((pixels[color] ?? 0) * 255) / alpha))
    }
  }
  return { width, height, hotX: view.getUint16(16, true), hotY: view.getUint16(18, true), pixels }
}
