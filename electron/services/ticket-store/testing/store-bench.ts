// Tests. A folder with one store's file in it, opened and closed as a test likes, with clocks by hand.

import { mkdtempSync, rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Ticket } from '../../../domain/ticket/ticket.ts'
import { openTicketStore } from '../disk-ticket-store.ts'
import type { TicketStore } from '../ticket-store.ts'
import { draft, handClock, random, secretsOf, testBox } from './fixtures.ts'

export function storeBench() {
  const folder = mkdtempSync(join(tmpdir(), 'ticket-store-'))
  const file = join(folder, 'profile', 'tickets.db')
  const clock = handClock()
  const opened: TicketStore[] = []

  return {
    folder,
    file,
    clock,
    open: (secretBox = testBox(), at = file): TicketStore => {
      const store = openTicketStore({ file: at, clock, secretBox, random })
      opened.push(store)
      return store
    },
    create: (store: TicketStore, id: string, minutes = 60): Ticket =>
      store.create(draft(id, { createdAt: clock.now(), minutes }), secretsOf(id)),
    /** Writes into the closed store behind its back. */
    tamper: (...statements: readonly string[]): void => {
      const db = new DatabaseSync(file)
      for (const statement of statements) db.exec(statement)
      db.close()
    },
    clear: (): void => {
      for (const store of opened) store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
