// Both processes. Why a novice's computer turned an expert away, or a session could not start.

/**
 * Refusal codes as they cross the wire, with MS-RA's number of the same meaning for the event log.
 * `broken` covers whatever breaks the protocol before admission: wrong version of a frame, oversize, garbage.
 */
export const refusalNumbers = {
  timeout: 8,
  'invalid-ticket': 24,
  'wrong-password': 26,
  expired: 27,
  busy: 37,
  'no-answer': 40,
  denied: 41,
  // The novice is not asked again yet (ADM-4): to MS-RA that is a No.
  'too-soon': 41,
  // The computer allows no help at all (ADM-1). What Windows would say is not known here; to an expert it is a No.
  policy: 41,
  'own-session': 45,
  version: 47,
  broken: 24,
} as const

export type Refusal = keyof typeof refusalNumbers

/** Why one address of an invitation did not lead to the novice (CON-1); the next one is tried. */
export type AddressFailure =
  | 'timed-out'
  | 'connection-refused'
  | 'unreachable'
  | 'unknown-name'
  | 'wrong-certificate'
  | 'not-tls-1.3'
  | 'broken-off'
