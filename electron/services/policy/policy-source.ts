// Services. Where a policy comes from: read anew for every decision, so there is nothing that could be out of date.

import type { Policy } from '../../../shared/policy.ts'

/** Total: whatever goes wrong is a policy that is broken, never an error. */
export type PolicySource = { read(): Policy }
