import { expect, it } from 'vitest'
import { restAfterWrongProof } from './wrong-proof-rest.ts'

it('[ADM-3] each wrong proof is answered later than the one before', () => {
  expect([1, 2, 3].map(restAfterWrongProof)).toEqual([1_000, 2_000, 4_000])
})
