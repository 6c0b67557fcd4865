import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openHome, places } from '../../../e2e/networks/home.ts'
import type { Home } from '../../../e2e/networks/home.ts'
import { whyNoNetworks } from '../../../e2e/networks/namespaces.ts'
import type { ProgramReport } from './testing/mapper-orders.ts'

const programScript = new URL('./testing/program-child.ts', import.meta.url).pathname
const routerScript = new URL('../../../e2e/networks/odd-gateway.ts', import.meta.url).pathname
const why = whyNoNetworks()
const outside = `${places.eth0.outside}:3389`
const inside = `${places.eth0.own}:3389`
/** Terminal Services, and the port of the sound, whichever it is. */
const both = [`TCP 3389->${places.eth0.own}:3389`, expect.stringMatching(/^UDP (\d+)->[\d.]+:\1$/)]

if (why !== undefined) process.stderr.write(`the program was not tested behind real routers: ${why}\n`)

describe.skipIf(why !== undefined)('the program behind a router', () => {
  let home: Home
  let folder: string
  beforeEach(() => {
    home = openHome()
    folder = mkdtempSync(join(tmpdir(), 'behind-'))
  })
  afterEach(async () => {
    await home.close()
    rmSync(folder, { recursive: true, force: true })
  })

  async function start() {
    const player = await home.play(home.novice, programScript, folder)
    const ask = async (order: string) => JSON.parse(await player.ask(order)) as ProgramReport
    return { ask, kill: player.kill }
  }

  it('[NET-2] [CON-1] [ACC-3] the first ticket opens the router, and its address comes first; the last closes it', async () => {
    await home.miniupnpd({ packets: false })
    const { ask } = await start()
    const invited = await ask('invite')
    expect(invited.listed.slice(0, 2)).toEqual([outside, inside])
    expect(invited.present).toEqual(invited.listed)
    expect(invited.events.slice(0, 3)).toContain('port-mapped')
    expect(home.mappings()).toEqual(both)
    const expired = await ask('expire')
    expect(expired).toMatchObject({ mapping: { kind: 'off' }, written: 0 })
    expect(expired.events).toContain('port-mapping-removed')
    expect(home.mappings()).toEqual([])
    process.stderr.write(`an invitation with its mapping in ${invited.ms} ms, closed in ${expired.ms} ms\n`)
  })

  it('[NET-3] quitting closes the router, and the next start opens it again on the same port', async () => {
    await home.miniupnpd({})
    const first = await start()
    await first.ask('invite')
    await first.ask('quit')
    expect(home.mappings()).toEqual([])
    const second = await start()
    expect((await second.ask('settle')).present[0]).toBe(outside)
    expect(home.mappings()).toEqual(both)
  })

  it('[NET-3] after kill -9 the next start takes back what no ticket needs any more', async () => {
    await home.miniupnpd({ packets: false })
    const first = await start()
    await first.ask('invite')
    await first.kill()
    expect(home.mappings()).toEqual(both)
    // As if its time had come meanwhile.
    const db = new DatabaseSync(join(folder, 'tickets.sqlite'))
    db.exec('DELETE FROM tickets')
    db.close()
    const second = await start()
    await expect.poll(async () => (await second.ask('settle')).written, { timeout: 10_000 }).toBe(0)
    expect(home.mappings()).toEqual([])
  })

  it('[NET-4] a slow router costs an invitation three seconds and not its file', async () => {
    await home.play(home.router, routerScript, places.eth0.gateway, 'slow')
    const { ask } = await start()
    const { listed, mapping, events, ms } = await ask('invite')
    expect(listed[0]).toBe(inside)
    expect(mapping).toMatchObject({ gateways: [{ outcome: { kind: 'failed', why: 'late' } }] })
    expect(events).toContain('port-mapping-failed')
    process.stderr.write(`an invitation behind a slow router in ${ms} ms\n`)
  })
})
