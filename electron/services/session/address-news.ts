// Services. Tells an expert who was let in where this computer can be reached by now, once for each change (SES-4).

import { spelling } from '../../domain/addresses/own-addresses.ts'
import { ADDRESS_LIMIT } from '../../domain/invitation/connection-string.ts'
import type { Address } from '../../domain/invitation/invitation.ts'
import type { NoviceMessage } from '../../domain/session/messages.ts'

export type AddressNews = { tell(addresses: readonly Address[]): void }

export function createAddressNews(send: (message: NoviceMessage) => void): AddressNews {
  let told = ''
  return {
    tell: (addresses) => {
      const listed = addresses.map(spelling).join(' ')
      // A computer between two networks has none for a moment: that would help nobody.
      if (listed === told || addresses.length === 0) return
      told = listed
      send({ type: 'addresses', addresses: addresses.slice(0, ADDRESS_LIMIT) })
    },
  }
}
