// Tests. The orders to a mapper inside a network namespace, as calls.

import type { MapperOrder, MapperReport } from './mapper-orders.ts'

const script = new URL('./mapper-child.ts', import.meta.url).pathname
export const MINUTE = 60_000

/** A program on a host, which answers a line with a line. */
type Player = { ask(line: string): Promise<string>; kill(): Promise<void> }

export type Mapper = {
  readonly player: Player
  /** A ticket is open for so long, and the listener has this port. */
  open(minutes?: number, tcpPort?: number, udpPorts?: readonly number[]): Promise<MapperReport>
  later(minutes: number): Promise<MapperReport>
  shut(): Promise<MapperReport>
  close(): Promise<MapperReport>
}

/** With somebody listening on port 3389; `file` keeps what it writes down. */
export async function openMapper(
  play: (script: string, ...args: readonly string[]) => Promise<Player>,
  file = ':memory:',
): Promise<Mapper> {
  const player = await play(script, file)
  const order = async (what: MapperOrder) =>
    JSON.parse(await player.ask(JSON.stringify(what))) as MapperReport
  await order({ kind: 'listen', port: 3389 })
  return {
    player,
    open: (minutes = 30, tcpPort = 3389, udpPorts = []) =>
      order({ kind: 'follow', need: { tcpPort, udpPorts, until: Date.now() + minutes * MINUTE } }),
    later: (minutes) => order({ kind: 'later', minutes }),
    shut: () => order({ kind: 'follow', need: null }),
    close: () => order({ kind: 'close' }),
  }
}
