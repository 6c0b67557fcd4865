// Bench. The outside clock's hands: an X client of its own on a display. Patches that change colour, keys and clicks as
// a keyboard and a mouse would send them (XTEST).

import { type X11Connection, connectX11 } from '../../electron/services/capture/x11-connection.ts'
import { pair, request } from '../../electron/services/capture/x11-requests.ts'
import type { Rect } from '../../shared/screen.ts'

export type Patch = {
  readonly window: number
  readonly area: Rect
  /** Resolves nothing and waits for nothing: the request has left when it returns. */
  paint(color: number): void
  raise(): void
  close(): void
}

export type XClient = {
  readonly connection: X11Connection
  /** A window above all others, outside the window manager's reach. */
  patch(area: Rect): Patch
  focus(window: number): void
  key(keycode: number, down: boolean): void
  button(number: number, down: boolean): void
  move(x: number, y: number): void
  close(): void
}

const CREATE_WINDOW = 1
const CHANGE_ATTRIBUTES = 2
const DESTROY_WINDOW = 4
const MAP_WINDOW = 8
const CONFIGURE_WINDOW = 12
const SET_INPUT_FOCUS = 42
const CREATE_GC = 55
const CHANGE_GC = 56
const FILL_RECTANGLES = 70

const BACK_PIXEL = 1 << 1
const OVERRIDE_REDIRECT = 1 << 9
const EVENT_MASK = 1 << 11
const KEY_PRESSES = 1
const STACK_MODE = 1 << 6
const FOREGROUND = 1 << 2
const INPUT_OUTPUT = 1

const FAKE_INPUT = 2
const FAKE = { keyPress: 2, keyRelease: 3, buttonPress: 4, buttonRelease: 5, motion: 6 }

export function openXClient(display: string): XClient {
  const connected = connectX11(display)
  if (!connected.ok) throw new Error(connected.error.reason)
  const connection = connected.value
  const { root } = connection.screen
  const xtest = connection.extension('XTEST')?.opcode
  const now = (bytes: Uint8Array) => {
    connection.send(bytes)
    connection.flush()
  }
  const fake = (type: number, detail: number, x = 0, y = 0) => {
    if (xtest === undefined) throw new Error('the display has no XTEST')
    now(request(xtest, FAKE_INPUT, type | (detail << 8), 0, 0, 0, 0, pair(x, y), 0, 0))
  }

  return {
    connection,
    patch: (area) => openPatch(connection, area),
    focus: (window) => {
      connection.send(request(SET_INPUT_FOCUS, 1, window, 0))
      connection.sync()
    },
    key: (keycode, down) => fake(down ? FAKE.keyPress : FAKE.keyRelease, keycode),
    button: (number, down) => fake(down ? FAKE.buttonPress : FAKE.buttonRelease, number),
    move: (x, y) => {
      now(request(xtest ?? 0, FAKE_INPUT, FAKE.motion, 0, root, 0, 0, pair(x, y), 0, 0))
    },
    close: connection.close,
  }
}

function openPatch(connection: X11Connection, area: Rect): Patch {
  const { root } = connection.screen
  const window = connection.newId()
  const context = connection.newId()
  connection.send(
    request(
      CREATE_WINDOW,
      0,
      window,
      root,
      pair(area.x, area.y),
      pair(area.width, area.height),
      pair(0, INPUT_OUTPUT),
      0,
      BACK_PIXEL | OVERRIDE_REDIRECT | EVENT_MASK,
      0,
      1,
      KEY_PRESSES,
    ),
  )
  connection.send(request(CREATE_GC, 0, context, window, 0))
  connection.send(request(MAP_WINDOW, 0, window))
  connection.sync()
  return {
    window,
    area,
    paint: (color) => {
      connection.send(request(CHANGE_GC, 0, context, FOREGROUND, color))
      connection.send(request(FILL_RECTANGLES, 0, window, context, 0, pair(area.width, area.height)))
      // Also what a later exposure shows.
      connection.send(request(CHANGE_ATTRIBUTES, 0, window, BACK_PIXEL, color))
      connection.flush()
    },
    raise: () => {
      connection.send(request(CONFIGURE_WINDOW, 0, window, STACK_MODE, 0))
      connection.sync()
    },
    close: () => {
      connection.send(request(DESTROY_WINDOW, 0, window))
      connection.sync()
    },
  }
}
