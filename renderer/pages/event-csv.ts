// Renderer. The event log as a table file (RFC 4180), as spreadsheets open it. Pure.

import type { ShownEvent } from './event-filter.ts'

type Heads = { readonly time: string; readonly event: string; readonly details: string }

/** UTF-8's mark tells a spreadsheet that it is not the system's old code page. */
const MARK = '\uFEFF'

export function eventCsv(heads: Heads, events: readonly ShownEvent[]): string {
  const rows = [heads, ...events].map(({ time, event, details }) =>
    [time, event, details].map(cell).join(','),
  )
  return `${MARK}${rows.join('\r\n')}\r\n`
}

/**
 * SECURITY: names in the log are chosen by whoever knocked. A spreadsheet takes a cell that begins with = + - @ for a formula,
 * so such a cell begins with an apostrophe (wide letters as well: some read them as the same); the marks that keep a name's direction on a page are left out.
 */
function cell(text: string): string {
  const plain = text.replace(/[\u2068\u2069]/gu, '')
  const harmless = /^\s*[=+\-@\t\r\n＝＋－＠]/u.test(plain) ? `'${plain}` : plain
  return `"${harmless.replace(/"/gu, '""')}"`
}
