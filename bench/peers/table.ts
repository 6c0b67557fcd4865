// Bench. What was measured of the peers, as one table: a row for each line and figure, a column for each peer. Pure.

import { median, quantile, short } from '../figures.ts'

/** `value` is what is compared: the smallest of a row is set in bold. */
export type Cell =
  | { readonly kind: 'figure'; readonly text: string; readonly value: number }
  /** Not measured, and why. */
  | { readonly kind: 'none'; readonly why: string }

export type TableRow = {
  readonly line: string
  readonly what: string
  /** One for each peer, in their order; undefined: not reached. */
  readonly cells: readonly (Cell | undefined)[]
}

/** No peer is first by what nobody can read: values are compared as they are shown. */
export const figure = (value: number, text = short(value)): Cell => ({
  kind: 'figure',
  text,
  value: Number(short(value)),
})

/** `9.8 / 14.2`: median and p90. */
export const latency = (times: readonly number[]): Cell =>
  figure(median(times), `${short(median(times))} / ${short(quantile(times, 0.9))}`)

export const none = (why: string): Cell => ({ kind: 'none', why })

export function peersTable(peers: readonly string[], rows: readonly TableRow[]): string {
  const notes: string[] = []
  const numberOf = (why: string): number => {
    if (!notes.includes(why)) notes.push(why)
    return notes.indexOf(why) + 1
  }
  const body = rows.map(({ line, what, cells }) => [
    line,
    what,
    ...peers.map((_, index) => textOf(cells[index], bestOf(cells), numberOf)),
  ])
  const foot = notes.map((why, index) => `(${index + 1}) ${why}`)
  return [...aligned([['Line', 'Row', ...peers], ...body]), ...(foot.length > 0 ? ['', ...foot] : [])].join(
    '\n',
  )
}

function bestOf(cells: TableRow['cells']): number | undefined {
  const values = cells.flatMap((cell) => (cell?.kind === 'figure' ? [cell.value] : []))
  // Alone, nobody is first.
  return values.length > 1 ? Math.min(...values) : undefined
}

function textOf(cell: Cell | undefined, best: number | undefined, numberOf: (why: string) => number): string {
  if (cell === undefined) return ''
  if (cell.kind === 'none') return `— (${numberOf(cell.why)})`
  return cell.value === best ? `**${cell.text}**` : cell.text
}

function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const columns = rows[0]?.length ?? 0
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  )
  const lineOf = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const [head = [], ...body] = rows
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`
  return [lineOf(head), rule, ...body.map(lineOf)]
}
