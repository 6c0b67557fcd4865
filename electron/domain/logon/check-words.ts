// Domain. Four words that both people see and can read to each other on the telephone.

import type { CheckWords } from '../../../shared/ipc/views.ts'
import { wordList } from './word-list.ts'

/** The words that four derived bytes stand for (32 bits: a man in the middle would have one guess at each try). */
export function checkWordsOf(bytes: Uint8Array): CheckWords {
  return [word(bytes, 0), word(bytes, 1), word(bytes, 2), word(bytes, 3)]
}

function word(bytes: Uint8Array, index: number): string {
  const found = wordList[bytes[index] ?? -1]
  if (found === undefined) throw new Error('check words need four bytes')
  return found
}
