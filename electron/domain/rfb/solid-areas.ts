// Domain. Finds large areas of one colour in a rectangle and cuts what remains into strips.

import type { Rect } from '../../../shared/screen.ts'
import type { Picture } from './picture.ts'
import { area } from './rects.ts'

export type SolidAreas = {
  readonly fills: readonly { readonly rect: Rect; readonly colour: number }[]
  /** Strips of at most 2048 x 128 pixels. */
  readonly rest: readonly Rect[]
}

const CELL = 32
/** Inside text a fill saves nothing: zlib makes a few bytes of it, and more pieces mean more palettes. */
const MIN_FILL = 128 * 128
/** Tight allows 2048; taller strips would have more colours, flatter ones more headers. */
const MAX_CELLS_WIDE = 2048 / CELL
const MAX_CELLS_HIGH = 128 / CELL

const MIXED = -1
const TAKEN = -2

function colourOf(picture: Picture, rect: Rect): number {
  const { words, width } = picture
  const colour = words[rect.y * width + rect.x] ?? 0
  for (let y = rect.y; y < rect.y + rect.height; y++) {
    const start = y * width + rect.x
    for (let i = start; i < start + rect.width; i++) if (words[i] !== colour) return MIXED
  }
  return colour
}

/** The cells of a rectangle; those at its right and lower edge may be smaller. */
function gridOf(rect: Rect) {
  const columns = Math.ceil(rect.width / CELL)
  const rows = Math.ceil(rect.height / CELL)
  const place = (column: number, row: number, wide: number, high: number): Rect => {
    const x = column * CELL
    const y = row * CELL
    return {
      x: rect.x + x,
      y: rect.y + y,
      width: Math.min(wide * CELL, rect.width - x),
      height: Math.min(high * CELL, rect.height - y),
    }
  }
  return { columns, rows, place }
}

type Grid = ReturnType<typeof gridOf>

/** How far the state of a cell reaches to the right, and that whole width down. */
function extent(cells: Int32Array, grid: Grid, column: number, row: number, state: number) {
  const same = (c: number, r: number) => cells[r * grid.columns + c] === state
  let wide = 1
  while (column + wide < grid.columns && same(column + wide, row)) wide++
  let high = 1
  const wholeRow = (r: number) => {
    for (let c = column; c < column + wide; c++) if (!same(c, r)) return false
    return true
  }
  while (row + high < grid.rows && wholeRow(row + high)) high++
  return { wide, high }
}

function mark(cells: Int32Array, grid: Grid, column: number, row: number, wide: number, high: number): void {
  for (let r = row; r < row + high; r++) {
    cells.fill(TAKEN, r * grid.columns + column, r * grid.columns + column + wide)
  }
}

function takeFills(cells: Int32Array, grid: Grid) {
  const fills: { rect: Rect; colour: number }[] = []
  for (let row = 0; row < grid.rows; row++) {
    for (let column = 0; column < grid.columns; column++) {
      const colour = cells[row * grid.columns + column] ?? MIXED
      if (colour < 0) continue
      const { wide, high } = extent(cells, grid, column, row, colour)
      const rect = grid.place(column, row, wide, high)
      if (area(rect) < MIN_FILL) continue
      fills.push({ rect, colour })
      mark(cells, grid, column, row, wide, high)
    }
  }
  return fills
}

function takeRest(cells: Int32Array, grid: Grid): readonly Rect[] {
  const rest: Rect[] = []
  for (let i = 0; i < cells.length; i++) if (cells[i] !== TAKEN) cells[i] = MIXED
  for (let row = 0; row < grid.rows; row++) {
    for (let column = 0; column < grid.columns; column++) {
      if (cells[row * grid.columns + column] === TAKEN) continue
      const reach = extent(cells, grid, column, row, MIXED)
      const wide = Math.min(reach.wide, MAX_CELLS_WIDE)
      const high = Math.min(reach.high, MAX_CELLS_HIGH)
      rest.push(grid.place(column, row, wide, high))
      mark(cells, grid, column, row, wide, high)
    }
  }
  return rest
}

/** `fills` and `rest` together cover `rect` exactly. */
export function solidAreas(picture: Picture, rect: Rect): SolidAreas {
  const grid = gridOf(rect)
  const cells = new Int32Array(grid.columns * grid.rows).fill(MIXED)
  if (area(rect) >= MIN_FILL) {
    for (let row = 0; row < grid.rows; row++) {
      for (let column = 0; column < grid.columns; column++) {
        cells[row * grid.columns + column] = colourOf(picture, grid.place(column, row, 1, 1))
      }
    }
  }
  const fills = takeFills(cells, grid)
  return { fills, rest: takeRest(cells, grid) }
}
