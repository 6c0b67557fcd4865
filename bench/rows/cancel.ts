// Bench, row. From the expert's Cancel until no connection of the attempt is left (CON-1).

import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { dirname, join } from 'node:path'
import { type Stage, order, orderAway } from '../stage.ts'

const DIALOG = /^Remote Assistance Invitation$/

/** An invitation that leads to a server which takes connections and says nothing. Milliseconds of each cancelling. */
export async function cancelled({ expert, invitation }: Stage, rounds: number): Promise<readonly number[]> {
  const silent = createServer((socket) => socket.on('error', () => undefined).resume())
  silent.listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const { port } = silent.address() as AddressInfo
  const file = join(dirname(invitation), 'silent.MsRcIncident')
  const text = readFileSync(invitation, 'utf8')
  writeFileSync(file, text.replace(/(RCTICKET="65538,1,)[^,]+/, `$1127.0.0.1:${port}`))
  const times: number[] = []
  try {
    await expert.app.open(file)
    const dialog = await expert.app.window(DIALOG)
    for (let round = 0; round < rounds; round++) {
      const visited = once(silent, 'connection')
      await order(dialog, 'connect', { password: null })
      const [visitor] = (await visited) as [Socket]
      const left = once(visitor, 'close')
      const begun = performance.now()
      const ordered = order(dialog, 'cancelConnecting', undefined)
      await left
      times.push(performance.now() - begun)
      await ordered
    }
    await orderAway(dialog, 'closeWindow')
    return times
  } finally {
    silent.close()
  }
}
