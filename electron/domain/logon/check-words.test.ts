import { describe, expect, it } from 'vitest'
import { checkWordsOf } from './check-words.ts'
import { deriveProofKey, deriveSession } from './keys.ts'
import { wordList } from './word-list.ts'

/** True when one letter changed, added or left out makes `a` into `b`. */
function almostAlike(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (long.length - short.length > 1) return false
  let same = 0
  while (same < short.length && short[same] === long[same]) same += 1
  return short.slice(long.length === short.length ? same + 1 : same) === long.slice(same + 1)
}

describe('the check words', () => {
  it('come from 256 different words that can be spoken', () => {
    expect(new Set(wordList).size).toBe(256)
    for (const word of wordList) expect(word).toMatch(/^[a-z]{4,10}$/)
  })

  it('are no two but for one letter alike', () => {
    const pairs = wordList.flatMap((a, at) => wordList.slice(at + 1).map((b) => [a, b] as const))
    expect(pairs.filter(([a, b]) => almostAlike(a, b))).toEqual([])
  })

  it('are four, one for each byte', () => {
    expect(checkWordsOf(Uint8Array.of(0, 1, 254, 255))).toEqual([
      wordList[0],
      wordList[1],
      wordList[254],
      wordList[255],
    ])
    expect(() => checkWordsOf(Uint8Array.of(0, 1, 2))).toThrow()
  })

  it('and the session key hang on the whole key and are derived apart from it', () => {
    const [one, other] = [deriveSession(new Uint8Array(64)), deriveSession(new Uint8Array(64).fill(1))]
    expect(one.words).not.toEqual(other.words)
    expect(one.sessionKey).not.toEqual(other.sessionKey)
    expect(one.words).not.toEqual(checkWordsOf(one.sessionKey))
    expect(deriveSession(new Uint8Array(64))).toEqual(one)
  })

  it('[ADM-3] the proof key hangs on the secret and on the password', () => {
    const [secret, stretched] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)]
    const keys = [
      deriveProofKey(secret, null),
      deriveProofKey(secret, stretched),
      deriveProofKey(secret, new Uint8Array(32)),
      deriveProofKey(stretched, secret),
    ]
    expect(new Set(keys.map((key) => key.join())).size).toBe(4)
    expect(keys[0]).toHaveLength(32)
  })
})
