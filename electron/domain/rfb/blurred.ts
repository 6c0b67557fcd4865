// Domain. A picture made unreadable: what the expert sees while the novice has paused (SES-2).
//
// SECURITY: the result is computed from one coarse average per cell and from nothing else, so that whatever is smaller
// than a cell is not in there, however cleverly somebody looks. Cells grow with the picture: on a screen of many pixels
// letters have many pixels as well.

/** 4 bytes a pixel B, G, R, unused; rows without padding. */
export type Pixels = { readonly width: number; readonly height: number; readonly pixels: Uint8Array }

const SMALLEST_CELL = 32
const MOST_CELLS = 32
/** Averages are rounded to this step: it takes away the last bits that tell of small things in a cell. */
const STEP = 8

/** Pixels of one side of a cell. */
export const cellOf = (width: number, height: number): number =>
  Math.max(SMALLEST_CELL, Math.ceil(Math.max(width, height) / MOST_CELLS))

/** A new picture of the same size. */
export function blurred(image: Pixels): Pixels {
  const cell = cellOf(image.width, image.height)
  const grid = averages(image, cell)
  return { ...image, pixels: spread(grid, image, cell) }
}

type Grid = { readonly columns: number; readonly rows: number; readonly colours: Float64Array }

function averages({ width, height, pixels }: Pixels, cell: number): Grid {
  const [columns, rows] = [Math.ceil(width / cell), Math.ceil(height / cell)]
  const colours = new Float64Array(columns * rows * 3)
  const counts = new Uint32Array(columns * rows)
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 4) {
      const index = Math.floor(y / cell) * columns + Math.floor(x / cell)
      counts[index] = (counts[index] ?? 0) + 1
      for (let colour = 0; colour < 3; colour++) {
        colours[index * 3 + colour] = (colours[index * 3 + colour] ?? 0) + (pixels[at + colour] ?? 0)
      }
    }
  }
  for (let at = 0; at < colours.length; at++) {
    const mean = (colours[at] ?? 0) / Math.max(1, counts[Math.floor(at / 3)] ?? 1)
    colours[at] = Math.min(255, Math.round(mean / STEP) * STEP)
  }
  return { columns, rows, colours }
}

/** For one line of pixels: between which two cells each lies, and how far from the first. */
function places(length: number, cell: number, cells: number) {
  return Array.from({ length }, (_, at) => {
    const middle = Math.min(cells - 1, Math.max(0, (at + 0.5) / cell - 0.5))
    const first = Math.floor(middle)
    return { first, second: Math.min(cells - 1, first + 1), part: middle - first }
  })
}

/** Smoothly from the middle of one cell to the next. Two pixels by two are alike: it packs better and looks the same. */
function spread({ columns, rows, colours }: Grid, { width, height }: Pixels, cell: number): Uint8Array {
  const pixels = new Uint8Array(width * height * 4)
  const words = new Uint32Array(pixels.buffer)
  const across = places(width, cell, columns)
  const down = places(height, cell, rows)
  for (let y = 0; y < height; y++) {
    if (y % 2 === 1) {
      words.copyWithin(y * width, (y - 1) * width, y * width)
      continue
    }
    const v = down[y] ?? { first: 0, second: 0, part: 0 }
    for (let x = 0; x < width; x++) {
      if (x % 2 === 1) {
        words[y * width + x] = words[y * width + x - 1] ?? 0
        continue
      }
      const h = across[x] ?? { first: 0, second: 0, part: 0 }
      for (let colour = 0; colour < 3; colour++) {
        const value = (row: number, column: number) => colours[(row * columns + column) * 3 + colour] ?? 0
        const above = value(v.first, h.first) * (1 - h.part) + value(v.first, h.second) * h.part
        const below = value(v.second, h.first) * (1 - h.part) + value(v.second, h.second) * h.part
        pixels[(y * width + x) * 4 + colour] = Math.round(above * (1 - v.part) + below * v.part)
      }
    }
  }
  return pixels
}
