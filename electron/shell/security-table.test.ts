// The tables of SECURITY.md name a test for each attack. A test that was renamed or removed leaves no row behind.

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '..', '..')

/** Rows of three columns whose second is a file. */
const rows = readFileSync(join(root, 'SECURITY.md'), 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, file, test] = /^\|[^|]+\|\s*`([^`]+)`\s*\|\s*(.+?)\s*\|$/.exec(line) ?? []
    return file === undefined || test === undefined ? [] : [[file, test] as const]
  })

it('has rows', () => {
  expect(rows.length).toBeGreaterThan(60)
})

it.each(rows)('%s has the test "%s"', (file, test) => {
  expect(existsSync(join(root, file)), file).toBe(true)
  expect(readFileSync(join(root, file), 'utf8')).toContain(test)
})
