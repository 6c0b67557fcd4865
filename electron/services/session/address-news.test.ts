import { describe, expect, it } from 'vitest'
import { ADDRESS_LIMIT } from '../../domain/invitation/connection-string.ts'
import type { NoviceMessage } from '../../domain/session/messages.ts'
import { createAddressNews } from './address-news.ts'

describe('[SES-4] what an expert is told of new addresses', () => {
  it('is said once for each change, never that there are none, and never more than an invitation has', () => {
    const said: NoviceMessage[] = []
    const { tell } = createAddressNews((message) => said.push(message))
    const wifi = [{ host: '192.0.2.1', port: 3389 }]
    const both = [...wifi, { host: '192.0.2.2', port: 3389 }]
    for (const addresses of [wifi, wifi, [], wifi, both, both, wifi]) tell(addresses)
    expect(said).toEqual([wifi, both, wifi].map((addresses) => ({ type: 'addresses', addresses })))
    tell(Array.from({ length: 100 }, (_, at) => ({ host: `198.51.100.${at}`, port: 1 })))
    expect(said.at(-1)).toMatchObject({ addresses: { length: ADDRESS_LIMIT } })
  })
})
