// Tests. What the mapper in a namespace is told, and what it says.

import type { MappingView } from '../../../../shared/network.ts'
import type { Address } from '../../../domain/invitation/invitation.ts'
import type { MappingRecord } from '../../../domain/port-mapping/mapping-record.ts'
import type { MappingNews } from '../mapping-news.ts'
import type { MappingNeed } from '../port-mapper.ts'

export type MapperOrder =
  | { readonly kind: 'listen'; readonly port: number }
  | { readonly kind: 'follow'; readonly need: MappingNeed | null }
  /** So much time passes, and the mapper is told to look, as its timer would. */
  | { readonly kind: 'later'; readonly minutes: number }
  | { readonly kind: 'close' }

export type MapperReport = {
  readonly ms: number
  readonly view: MappingView
  readonly external: readonly Address[]
  readonly written: readonly MappingRecord[]
  readonly news: readonly MappingNews[]
  readonly log: readonly string[]
}

export type ProgramReport = {
  readonly ms: number
  readonly mapping: MappingView
  /** In the invitation that was written just now. */
  readonly listed: readonly string[]
  /** In one that would be written at this moment. */
  readonly present: readonly string[]
  /** How many mappings the store knows. */
  readonly written: number
  readonly events: readonly string[]
}
