import { describe, expect, it } from 'vitest'
import { figure, latency, none, peersTable } from './table.ts'

const row = (cells: Parameters<typeof peersTable>[1][number]['cells']) => [
  { line: 'clean', what: 'echo', cells },
]

describe('the table of the peers', () => {
  it('gives a latency as median and p90 and compares the median', () => {
    const times = Array.from({ length: 100 }, (_, i) => i + 1)
    expect(latency(times)).toEqual({ kind: 'figure', text: '51.0 / 91.0', value: 51 })
  })

  it('sets the smallest of a row in bold, also when two are equal', () => {
    const text = peersTable(['a', 'b', 'c'], row([figure(3), figure(2, '2 + 0'), figure(2, '1 + 1')]))
    expect(text.split('\n')[2]).toBe('| clean | echo | 3.0 | **2 + 0** | **1 + 1** |')
  })

  it('compares what is shown, and nothing finer', () => {
    const text = peersTable(['a', 'b'], row([figure(12.91), figure(12.94)]))
    expect(text).toContain('**12.9** | **12.9**')
  })

  it('has no first where only one was measured', () => {
    expect(peersTable(['a', 'b'], row([figure(3), undefined]))).not.toContain('**')
  })

  it('names a reason once, however many cells it stands for', () => {
    const cells = [none('not installed: b'), figure(1), none('no root'), none('not installed: b')]
    const lines = peersTable(['a', 'b', 'c', 'd'], row(cells)).split('\n')
    expect(lines[2]).toMatch(/— \(1\) +\| 1\.0 +\| — \(2\) +\| — \(1\) +\|/)
    expect(lines.slice(3)).toEqual(['', '(1) not installed: b', '(2) no root'])
  })

  it('keeps the columns in line', () => {
    const lines = peersTable(['a', 'long name'], row([figure(1), figure(123)])).split('\n')
    expect(new Set(lines.map(({ length }) => length)).size).toBe(1)
  })
})
