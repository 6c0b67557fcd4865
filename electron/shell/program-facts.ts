// Shell. What somebody who looks for the cause of a trouble asks first: which program, which system.

import { arch, release, type } from 'node:os'
import { app } from 'electron/main'
import type { ProgramFacts } from '../../shared/ipc/views.ts'

export const programFacts = (): ProgramFacts => ({
  version: app.getVersion(),
  system: `${type()} ${release()} (${arch()})`,
})
