import { EventEmitter } from 'node:events'
import { expect, it } from 'vitest'
import { createGate } from '../services/injector/gate.ts'
import { whileGateHeld } from './gate-held.ts'

function stage() {
  const passed: number[] = []
  const gate = createGate({
    key: ({ keysym }) => passed.push(keysym),
    pointer: () => undefined,
    releaseAll: () => undefined,
    close: () => undefined,
  })
  gate.open(1)
  const press = (keysym: number) => {
    gate.key({ down: true, keysym, scancode: 0 }, 1)
    return passed.at(-1) === keysym
  }
  return { gate, press, parent: new EventEmitter() }
}

it.each([
  ['an answer', () => Promise.resolve('a file')],
  ['a failure', () => Promise.reject(new Error('no dialog here'))],
])('[CTL-5] nothing is injected while a dialog is open, and again after %s', async (_what, answer) => {
  const { gate, press, parent } = stage()
  let settle: (value: Promise<string>) => void = () => undefined
  const dialog = whileGateHeld(gate, parent, () => new Promise<string>((resolve) => (settle = resolve)))
  expect(press(0x61)).toBe(false)
  settle(answer())
  await dialog.catch(() => undefined)
  expect(press(0x62)).toBe(true)
  expect(parent.listenerCount('closed')).toBe(0)
})

it('[CTL-5] a dialog whose window is gone holds the gate no longer, and its late answer counts for nothing', async () => {
  const { gate, press, parent } = stage()
  let answer: (value: string) => void = () => undefined
  const taken: string[] = []
  const dialog = whileGateHeld(gate, parent, () => new Promise<string>((resolve) => (answer = resolve)))
  const used = dialog.then((value) => taken.push(value))
  parent.emit('closed')
  await expect(used).rejects.toThrow('gone')
  expect(press(0x61)).toBe(true)
  answer('/etc/passwd')
  await new Promise((turn) => setImmediate(turn))
  expect(taken).toEqual([])
})
