import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { openTicketStore } from './disk-ticket-store.ts'
import { random, testBox } from './testing/fixtures.ts'
import { ticketStoreRules } from './testing/ticket-store-rules.ts'

const folder = mkdtempSync(join(tmpdir(), 'ticket-store-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let files = 0

ticketStoreRules('memory', (clock) =>
  openTicketStore({ file: ':memory:', clock, secretBox: testBox(), random }),
)
ticketStoreRules('disk', (clock) =>
  openTicketStore({ file: join(folder, `${(files += 1)}.db`), clock, secretBox: testBox(), random }),
)
