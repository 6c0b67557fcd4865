import { describe, expect, it } from 'vitest'
import { startFailureText } from './start-failure.ts'

const words = { startDiskFull: 'Make room.', startNotWritable: 'Let it write.' }
const of = (details: object, room = 1e9) =>
  startFailureText(Object.assign(new Error('as the system says it'), details), words, '/profile', room)

describe('why the program could not start', () => {
  it.each([
    ['a full disk', { code: 'ENOSPC' }],
    ['a used up quota', { code: 'EDQUOT' }],
    ['a database without room', { code: 'ERR_SQLITE_ERROR', errcode: 13 }],
  ])('%s: make room', (_, details) => {
    expect(of(details)).toBe('Make room.\n/profile\n\nas the system says it')
  })

  it.each([
    ['a file system that is read only', { code: 'EROFS' }],
    ['a folder of somebody else', { code: 'EACCES' }],
    ['a database that is read only', { code: 'ERR_SQLITE_ERROR', errcode: 8 + (3 << 8) }],
    ['a database that cannot be opened', { code: 'ERR_SQLITE_ERROR', errcode: 14 }],
  ])('%s: let it write', (_, details) => {
    expect(of(details)).toBe('Let it write.\n/profile\n\nas the system says it')
  })

  it('an I/O error of the database is a full disk where there is no room, and itself elsewhere', () => {
    const details = { code: 'ERR_SQLITE_ERROR', errcode: 10 + (18 << 8) }
    expect(of(details, 0)).toContain('Make room.')
    expect(of(details)).toBe('as the system says it')
  })

  it('anything else is said as it is', () => {
    expect(of({})).toBe('as the system says it')
    expect(startFailureText('odd', words, '/nowhere/at/all')).toBe('odd')
  })
})
