// Bench. The outside clock's eye: reads pixels where the X server itself keeps them (Xvfb's -fbdir file), without a
// request to the server, so that looking costs the measured programs nothing.

import { closeSync, openSync, readFileSync, readSync } from 'node:fs'
import { join } from 'node:path'
import type { Display } from '../../e2e/displays/xvfb.ts'

export type ScreenFile = {
  readonly width: number
  readonly height: number
  /** 0xRRGGBB. */
  pixel(x: number, y: number): number
  /** Every 16th row, as the server's bytes; two looks are compared. */
  rows(): readonly Buffer[]
  close(): void
}

// Positions of words in XWDFile.h.
const HEADER_SIZE = 0
const WIDTH = 4
const HEIGHT = 5
const BYTES_PER_LINE = 12
const COLORS = 19
const COLOR_ENTRY_BYTES = 12
const HEADER_BYTES = 100
const ROW_STEP = 16

export function openScreenFile(display: Display): ScreenFile {
  const file = openSync(join(folderOf(display), 'Xvfb_screen0'), 'r')
  const head = Buffer.alloc(HEADER_BYTES)
  readSync(file, head, 0, HEADER_BYTES, 0)
  const word = (index: number) => head.readUInt32BE(index * 4)
  const [width, height, stride] = [word(WIDTH), word(HEIGHT), word(BYTES_PER_LINE)]
  const start = word(HEADER_SIZE) + word(COLORS) * COLOR_ENTRY_BYTES
  const cell = Buffer.alloc(4)
  return {
    width,
    height,
    pixel: (x, y) => {
      readSync(file, cell, 0, 4, start + y * stride + x * 4)
      return cell.readUInt32LE(0) & 0xffffff
    },
    rows: () =>
      Array.from({ length: Math.floor(height / ROW_STEP) }, (_, index) => {
        const row = Buffer.alloc(width * 4)
        readSync(file, row, 0, row.length, start + index * ROW_STEP * stride)
        return row
      }),
    close: () => closeSync(file),
  }
}

/** The server was told its folder on the command line. */
function folderOf({ pid }: Display): string {
  const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
  const folder = words[words.indexOf('-fbdir') + 1]
  if (folder === undefined) throw new Error('a display without -fbdir')
  return folder
}
