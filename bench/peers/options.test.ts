import { describe, expect, it } from 'vitest'
import { readOptions } from './options.ts'

const known = ['ours', 'tigervnc', 'x11vnc']
const read = (...words: string[]) => {
  const options = readOptions(words, known)
  return options.ok ? options.value : options.error.reason
}

describe('the words after npm run bench --', () => {
  it('take everything when only --peers is said', () => {
    expect(read('--peers')).toEqual({ peers: known, lines: ['clean', '10mbit', 'lossy'], rounds: 60 })
  })

  it('take parts, in the order of the table', () => {
    expect(read('--peers=x11vnc,ours', '--lines=lossy,clean', '--rounds=5')).toEqual({
      peers: ['ours', 'x11vnc'],
      lines: ['clean', 'lossy'],
      rounds: 5,
    })
  })

  it.each([
    '--peers=',
    '--peers=ours,nobody',
    '--lines=fast',
    '--rounds=0',
    '--rounds',
    '--rounds=ten',
    'ours',
  ])('refuse %s, and say what there is', (word) => expect(read(word)).toContain(word))
})
