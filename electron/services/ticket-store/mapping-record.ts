// Services. What routers had said when an invitation was written, as the ticket table keeps it. Parsed strictly.

import { z } from 'zod'
import type { MappingView } from '../../../shared/network.ts'

const host = z.string().min(1).max(300)
const port = z.int().min(1).max(65535)

const outcome = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('mapped'),
    ports: z.array(
      z.strictObject({
        transport: z.enum(['tcp', 'udp']),
        internalPort: port,
        external: z.strictObject({ host, port }),
        until: z.number(),
      }),
    ),
    behindAnother: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('failed'), why: z.enum(['refused', 'nonsense', 'late', 'taken']) }),
])

export const mappingView = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('off') }),
  z.strictObject({ kind: z.literal('asking') }),
  z.strictObject({
    kind: z.literal('asked'),
    gateways: z.array(
      z.strictObject({ gateway: host, protocol: z.enum(['upnp', 'nat-pmp', 'pcp']), outcome }),
    ),
  }),
]) satisfies z.ZodType<MappingView>
