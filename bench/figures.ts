// Bench. Numbers in, a line of the table out.

export type Row = { readonly what: string; readonly figure: string; readonly aim?: string }

/** The value below which `part` (0..1) of them lie; NaN of none. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)

/** `4.9`, and `312` from a hundred on. */
export const short = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toFixed(1))

/** `median 9.1 ms, p90 12.2 ms (n 150)`. */
export const spread = (values: readonly number[], part = 0.9): string =>
  `median ${short(median(values))} ms, p${Math.round(part * 100)} ${short(quantile(values, part))} ms (n ${values.length})`

export function table(rows: readonly Row[]): string {
  const cells = [
    ['What', 'Measured', 'Aim'],
    ...rows.map(({ what, figure, aim }) => [what, figure, aim ?? '']),
  ]
  const widths = [0, 1, 2].map((column) => Math.max(...cells.map((row) => (row[column] ?? '').length)))
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`
  const [head = [], ...body] = cells
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`
  return [line(head), rule, ...body.map(line)].join('\n')
}
