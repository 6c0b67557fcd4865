// Services, native. One job: the input devices of an X server, by XInput 2, and which of them programs inject through.

import type { X11Connection } from './x11-connection.ts'
import { pair, request, viewOf } from './x11-requests.ts'

const QUERY_DEVICE_STATE = 30
const QUERY_VERSION = 47
const QUERY_DEVICE = 48
const ALL_DEVICES = 0

export type InputDevice = { readonly id: number; readonly name: string }

/** The devices through which programs inject, the core ones first: the server itself gives them this name. */
export function xtestDevices(connection: X11Connection, opcode: number): readonly InputDevice[] | null {
  const reply = connection.ask(request(opcode, QUERY_DEVICE, pair(ALL_DEVICES, 0)))
  return reply === null ? null : readDevices(reply).filter(({ name }) => /XTEST/.test(name))
}

/** XIQueryDevice's reply: devices one after the other, each with a name and classes of their own lengths. */
export function readDevices(reply: Uint8Array): readonly InputDevice[] {
  const view = viewOf(reply)
  const devices: InputDevice[] = []
  let at = 32
  for (let left = view.getUint16(8, true); left > 0 && at + 12 <= reply.length; left--) {
    const id = view.getUint16(at, true)
    const nameLength = view.getUint16(at + 8, true)
    devices.push({ id, name: new TextDecoder().decode(reply.subarray(at + 12, at + 12 + nameLength)) })
    let classes = view.getUint16(at + 6, true)
    at += 12 + ((nameLength + 3) & ~3)
    for (; classes > 0 && at + 4 <= reply.length; classes--) at += view.getUint16(at + 2, true) * 4
  }
  return devices
}

/** XInput's own number, and the devices that XTEST injects through unless a program asks for others. */
export type InjectingPair = { readonly opcode: number; readonly keyboard: number; readonly pointer: number }

export function injectingPair(connection: X11Connection): InjectingPair | null {
  const xinput = connection.extension('XInputExtension')
  if (xinput === null) return null
  connection.ask(request(xinput.opcode, QUERY_VERSION, pair(2, 2)))
  const found = xtestDevices(connection, xinput.opcode) ?? []
  const pointer = found.find(({ name }) => name.endsWith('pointer'))
  const keyboard = found.find(({ name }) => name.endsWith('keyboard'))
  return pointer && keyboard ? { opcode: xinput.opcode, keyboard: keyboard.id, pointer: pointer.id } : null
}

/** XQueryDeviceState: the keys or buttons that this one device holds down. `opcode`: XInput's. */
export function heldBy(connection: X11Connection, opcode: number, device: number): readonly number[] {
  const reply = connection.ask(request(opcode, QUERY_DEVICE_STATE, device))
  if (reply === null) return []
  const held: number[] = []
  let at = 32
  for (let left = reply[8] ?? 0; left > 0 && at + 4 <= reply.length; left--) {
    // Classes 0 and 1 are keys and buttons, and look the same; 2 is the pointer's place.
    if ((reply[at] ?? 2) < 2) held.push(...bitsIn(reply.subarray(at + 4, at + 36)))
    at += Math.max(4, reply[at + 1] ?? 0)
  }
  return held
}

/** The places of the bits that are set, the first byte's lowest bit first. */
export const bitsIn = (bytes: Uint8Array): readonly number[] =>
  [...bytes].flatMap((byte, index) =>
    [0, 1, 2, 3, 4, 5, 6, 7].filter((bit) => byte & (1 << bit)).map((bit) => index * 8 + bit),
  )
