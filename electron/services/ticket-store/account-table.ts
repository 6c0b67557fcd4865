// Services. Keeps the HelpAssistant account: its state, and its password, which nobody ever sees (ACC-1).

import { hkdfSync } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { newAccount, type AccountState } from '../../domain/account/account.ts'
import type { SecretBox } from '../ports.ts'

const PASSWORD_BYTES = 32
const SECRET_BYTES = 32
const SECRET_PURPOSE = 'help-and-support ticket secret'

const stateColumns = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('disabled'), since: z.int() }),
  z.object({ kind: z.literal('enabled'), since: z.int() }),
  z.object({ kind: z.literal('closing'), since: z.int(), right_ends_at: z.number() }),
])

/** Bytes nobody can foretell. */
export type Random = (bytes: number) => Uint8Array

export type AccountTable = {
  state(): AccountState
  keep(state: AccountState): void
  renewPassword(): void
  /** HKDF-SHA256 (RFC 5869) of the password, salted with the ticket's id: 32 bytes. */
  ticketSecret(id: string): Uint8Array
  /** Makes what is missing or damaged; false when the password had to be made anew. `at`: epoch milliseconds. */
  ensure(at: number): boolean
}

export function accountTable(db: DatabaseSync, box: SecretBox, random: Random): AccountTable {
  const select = db.prepare('SELECT * FROM account')
  const insert = db.prepare('INSERT OR REPLACE INTO account VALUES (1, ?, ?, ?, ?)')
  const update = db.prepare('UPDATE account SET kind = ?, since = ?, right_ends_at = ?')
  const updatePassword = db.prepare('UPDATE account SET password = ?')
  const newPassword = () => box.seal(random(PASSWORD_BYTES))

  const storedState = (): AccountState | undefined => {
    const row = stateColumns.safeParse(select.get()).data
    if (row?.kind !== 'closing') return row
    return { kind: 'closing', since: row.since, rightEndsAt: row.right_ends_at }
  }

  const password = (): Uint8Array | undefined => {
    const sealed = select.get()?.['password']
    if (!(sealed instanceof Uint8Array)) return undefined
    try {
      const plain = box.open(sealed)
      return plain.length === PASSWORD_BYTES ? plain : undefined
    } catch {
      // The seal is broken: the password is lost, which `ensure` reports.
      return undefined
    }
  }

  const keep = (state: AccountState): void => {
    update.run(state.kind, state.since, state.kind === 'closing' ? state.rightEndsAt : null)
  }

  return {
    state: () => {
      const state = storedState()
      if (state === undefined) throw new Error('the HelpAssistant account is damaged')
      return state
    },
    keep,
    renewPassword: () => void updatePassword.run(newPassword()),
    ticketSecret: (id) => {
      const key = password()
      if (key === undefined) throw new Error("HelpAssistant's password cannot be read")
      return new Uint8Array(hkdfSync('sha256', key, id, SECRET_PURPOSE, SECRET_BYTES))
    },
    ensure: (at) => {
      const isReadable = password() !== undefined
      if (!isReadable) insert.run('disabled', at, null, newPassword())
      if (storedState() === undefined) keep(newAccount(at))
      return isReadable
    },
  }
}
