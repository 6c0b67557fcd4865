// Domain. Counts the colours of a rectangle, up to the 256 of a Tight palette.

import type { Rect } from '../../../shared/screen.ts'
import type { Picture } from './picture.ts'

export const MAX_COLOURS = 256

/** `indices`: one byte a pixel, valid until the next count. */
export type Colours = { readonly colours: Uint32Array; readonly indices: Uint8Array }

export type ColourTable = {
  /** Undefined when there are more than `max` colours. */
  count(picture: Picture, rect: Rect, max: number): Colours | undefined
}

const SLOTS = 1024

/** An open hash table that is emptied by counting generations up. */
export function createColourTable(): ColourTable {
  const keys = new Uint32Array(SLOTS)
  const ages = new Uint32Array(SLOTS)
  const values = new Uint8Array(SLOTS)
  const colours = new Uint32Array(MAX_COLOURS)
  let indices = new Uint8Array(64 * 1024)
  let age = 0

  return {
    count: (picture, rect, max) => {
      const size = rect.width * rect.height
      if (indices.length < size) indices = new Uint8Array(size)
      age++
      const { words } = picture
      let known = 0
      let last = -1
      let lastIndex = 0
      let out = 0
      for (let y = 0; y < rect.height; y++) {
        const start = (rect.y + y) * picture.width + rect.x
        for (let i = start; i < start + rect.width; i++) {
          const colour = words[i] ?? 0
          if (colour !== last) {
            let slot = Math.imul(colour, 0x9e3779b1) >>> 22
            while (ages[slot] === age && keys[slot] !== colour) slot = (slot + 1) & (SLOTS - 1)
            if (ages[slot] !== age) {
              if (known === max) return undefined
              ages[slot] = age
              keys[slot] = colour
              values[slot] = known
              colours[known++] = colour
            }
            last = colour
            lastIndex = values[slot] ?? 0
          }
          indices[out++] = lastIndex
        }
      }
      return { colours: colours.slice(0, known), indices: indices.subarray(0, size) }
    },
  }
}
