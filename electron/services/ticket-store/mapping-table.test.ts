import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { MappingRecord } from '../../domain/port-mapping/mapping-record.ts'
import { storeBench } from './testing/store-bench.ts'

let bench: ReturnType<typeof storeBench>
beforeEach(() => {
  bench = storeBench()
})
afterEach(() => bench.clear())

const record: MappingRecord = {
  gateway: '192.168.1.1',
  own: '192.168.1.5',
  transport: 'tcp',
  internalPort: 3389,
  externalPort: 3389,
  externalHost: null,
  until: 1_800_000_000_000,
  handle: { protocol: 'pcp', nonce: '00112233445566778899aabb' },
}

describe('the mappings in the store', () => {
  it('[NET-3] are there again after a restart, each once', () => {
    const store = bench.open()
    const granted = { ...record, externalHost: '11.22.33.1', externalPort: 50_000 }
    const other: MappingRecord = { ...record, handle: { protocol: 'nat-pmp' } }
    store.mappings.keep(record)
    store.mappings.keep(granted)
    store.mappings.keep(other)
    store.close()
    const again = bench.open()
    expect(again.mappings.all()).toEqual([granted, other])
    again.mappings.forget(record)
    expect(again.mappings.all()).toEqual([other])
  })

  it.each(['not json', '{}', JSON.stringify({ ...record, gateway: 'router.example' })])(
    '[NET-3] a damaged one is deleted: %s',
    (text) => {
      const store = bench.open()
      store.mappings.keep(record)
      store.close()
      bench.tamper(`INSERT INTO mappings VALUES ('x', '${text}')`)
      const again = bench.open()
      expect(again.mappings.all()).toEqual([record])
      again.close()
      bench.tamper(`DELETE FROM mappings WHERE id <> 'x'`)
      expect(bench.open().mappings.all()).toEqual([])
    },
  )

  it('[TKT-7] a store of the version before has none and loses nothing', () => {
    const store = bench.open()
    bench.create(store, 'a')
    store.close()
    bench.tamper('DROP TABLE mappings', 'ALTER TABLE tickets DROP COLUMN mapping', 'PRAGMA user_version = 1')
    const again = bench.open()
    expect(again.damaged).toBe(0)
    expect(again.list().map(({ id }) => id)).toEqual(['a'])
    expect(again.mappings.all()).toEqual([])
  })
})
