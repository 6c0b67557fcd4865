// Domain. One JSON message of the other computer, parsed strictly.

import type { z } from 'zod'
import { err, ok } from '../../../shared/result.ts'
import type { Result } from '../../../shared/result.ts'

/** UTF-8 is decoded by the caller; an unknown type, field or value is an error, never a guess. */
export function parseMessage<T>(schema: z.ZodType<T>, text: string): Result<T, 'bad-message'> {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return err('bad-message')
  }
  const parsed = schema.safeParse(json)
  return parsed.success ? ok(parsed.data) : err('bad-message')
}
