// Test host. What the microphone hears, as these machines have none: a beep once a second.

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const RATE = 48_000
const BEEP = RATE / 4
const HEADER = 44

/**
 * Writes a WAV file of 16 bits into the folder, which Chromium plays again and again. Each app has a tone of its own: the echo
 * of two that beep alike at the same moment is cancelled, and the beep itself with it.
 */
export function beepIn(folder: string): string {
  const sound = Buffer.alloc(HEADER + RATE * 2)
  sound.write('RIFF', 0)
  sound.writeUInt32LE(sound.length - 8, 4)
  sound.write('WAVEfmt ', 8)
  sound.writeUInt32LE(16, 16)
  sound.writeUInt16LE(1, 20)
  sound.writeUInt16LE(1, 22)
  sound.writeUInt32LE(RATE, 24)
  sound.writeUInt32LE(RATE * 2, 28)
  sound.writeUInt16LE(2, 32)
  sound.writeUInt16LE(16, 34)
  sound.write('data', 36)
  sound.writeUInt32LE(RATE * 2, 40)
  const hertz = 300 + (process.pid % 89) * 10
  for (let at = 0; at < BEEP; at++)
    sound.writeInt16LE(Math.round(20_000 * Math.sin((2 * Math.PI * hertz * at) / RATE)), HEADER + at * 2)
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'beep.wav')
  writeFileSync(file, sound)
  return file
}
