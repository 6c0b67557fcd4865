// Services. Keeps what routers were asked for, from before they are asked until it is given back (NET-3).

import type { DatabaseSync } from 'node:sqlite'
import { keyOfMapping, mappingRecord } from '../../domain/port-mapping/mapping-record.ts'
import type { MappingRecord } from '../../domain/port-mapping/mapping-record.ts'

export type MappingTable = {
  /** Damaged rows are deleted: nobody knows what they were. */
  all(): readonly MappingRecord[]
  /** In the place of what was written down about the same mapping. */
  keep(record: MappingRecord): void
  forget(record: MappingRecord): void
}

export function mappingTable(db: DatabaseSync): MappingTable {
  const select = db.prepare('SELECT id, mapping FROM mappings ORDER BY rowid')
  const insert = db.prepare('INSERT OR REPLACE INTO mappings (id, mapping) VALUES (?, ?)')
  const remove = db.prepare('DELETE FROM mappings WHERE id = ?')

  return {
    all: () =>
      select.all().flatMap(({ id, mapping }) => {
        const record = parsed(mapping)
        if (record === undefined) remove.run(id ?? null)
        return record ?? []
      }),
    keep: (record) => void insert.run(keyOfMapping(record), JSON.stringify(record)),
    forget: (record) => void remove.run(keyOfMapping(record)),
  }
}

function parsed(json: unknown): MappingRecord | undefined {
  try {
    return typeof json === 'string' ? mappingRecord.safeParse(JSON.parse(json)).data : undefined
  } catch {
    // Not JSON: damaged.
    return undefined
  }
}
