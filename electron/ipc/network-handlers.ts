// IPC. What the pages ask about the network: the connection test, and the address from outside.

import { err, ok } from '../../shared/result.ts'
import { formatOutsideAddress, parseOutsideAddress } from '../domain/addresses/outside-address.ts'
import type { Program } from '../services/program.ts'
import type { SettingsStore } from '../services/settings.ts'
import type { Handlers } from './check-calls.ts'
import type { Desk } from './publish.ts'

type Parts = {
  readonly program: Pick<Program, 'reachability'>
  readonly desk: Pick<Desk, 'goTo' | 'changed'>
  readonly settings: Pick<SettingsStore, 'update'>
}

type NetworkCommand = 'showConnectionTest' | 'testConnection' | 'cancelConnectionTest' | 'setOutsideAddress'

export function networkHandlers({ program, desk, settings }: Parts): Pick<Handlers, NetworkCommand> {
  return {
    showConnectionTest: () => {
      desk.goTo({ kind: 'connection-test' })
    },
    testConnection: () => {
      program.reachability.test.start()
    },
    cancelConnectionTest: () => {
      program.reachability.test.cancel()
    },
    setOutsideAddress: ({ address }) => {
      const read = address === null ? null : parseOutsideAddress(address)
      if (read === undefined) return err({ kind: 'not-an-address' })
      settings.update({ outsideAddress: read === null ? null : formatOutsideAddress(read) })
      // Open invitations do not have it yet (TKT-8).
      desk.changed()
      return ok(undefined)
    },
  }
}
