// Domain. How long a wrong proof is left without its answer (ADM-3).

const FIRST_MS = 1_000

/**
 * `count`: which wrong proof of this ticket it was. Twice as long each time; it hangs on nothing else, so it does not tell
 * whether the secret or the password was wrong.
 */
export const restAfterWrongProof = (count: number): number => FIRST_MS * 2 ** (count - 1)
