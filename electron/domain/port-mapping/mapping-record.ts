// Domain. One mapping as it is written down before a router is asked for it, so that a crash forgets none (NET-3).

import { z } from 'zod'
import { isIpv4 } from '../invitation/address.ts'
import { mappingServices } from './device-description.ts'
import type { HttpUrl } from './http-url.ts'

const ipv4 = z.string().max(15).refine(isIpv4)
const port = z.int().min(1).max(65_535)

/** What removing it takes later, by another run of the program. */
const handle = z.discriminatedUnion('protocol', [
  z.strictObject({
    protocol: z.literal('upnp'),
    service: z.enum(mappingServices),
    /** The gateway is the host. */
    control: z.strictObject({
      port,
      path: z
        .string()
        .max(512)
        .regex(/^\/[!-~]*$/),
    }),
  }),
  z.strictObject({ protocol: z.literal('nat-pmp') }),
  z.strictObject({ protocol: z.literal('pcp'), nonce: z.string().regex(/^[\da-f]{24}$/) }),
])

export const mappingRecord = z.strictObject({
  gateway: ipv4,
  /** This computer's address towards the gateway. */
  own: ipv4,
  transport: z.enum(['tcp', 'udp']),
  internalPort: port,
  /** As granted, or as asked for as long as nothing is granted. */
  externalPort: port,
  /** null: nothing is granted yet, as far as is known. */
  externalHost: ipv4.nullable(),
  /** Epoch milliseconds of the lease's end; null: until it is removed. */
  until: z.number().nullable(),
  handle,
})

export type MappingRecord = Readonly<z.infer<typeof mappingRecord>>

/** At each gateway a port of this computer is mapped once by each protocol at most. */
export const keyOfMapping = ({
  gateway,
  handle: { protocol },
  transport,
  internalPort,
}: MappingRecord): string => [gateway, protocol, transport, internalPort].join(' ')

export const controlUrl = (
  gateway: string,
  { control }: Extract<MappingRecord['handle'], { readonly protocol: 'upnp' }>,
): HttpUrl => ({ host: gateway, ...control })

/** A lease that is over needs no removing. */
export const isOver = ({ until }: MappingRecord, now: number): boolean => until !== null && until <= now
