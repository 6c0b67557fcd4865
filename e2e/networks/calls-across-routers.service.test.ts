// Talking across homes as people have them, WebRTC and all: two whole apps with their Chromium, the novice behind a real
// miniupnpd, the expert behind another NAT, no STUN. Only addresses of these namespaces exist. Tried with
// ALL_CALLS in the environment: beside all other tests Chromium may take minutes for a policy, which stands in for Electron's call.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import type { Network } from '../fixtures/app.ts'
import { button } from '../story/cast.ts'
import { leave, makeInvitation, meet, sees } from '../story/moves.ts'
import type { Session } from '../story/moves.ts'
import { openStage } from '../story/stage.ts'
import type { Actor, Stage } from '../story/stage.ts'
import { agreeToTalk, hears, talk } from '../story/talking.ts'
import { doorTo } from './door-to.ts'
import { openHome, places } from './home.ts'
import type { Home } from './home.ts'
import { whyNoNetworks } from './namespaces.ts'
import type { Host } from './namespaces.ts'
import { openOwnEtc, whyNoOwnEtc } from './own-etc.ts'
import type { OwnEtc } from './own-etc.ts'
import { portOfNext, watchCalls, wayOf } from './page-calls.ts'

const PORT = 3389
/** Chromium takes five seconds for a new policy, and more where it is kept from it: by too many looks, for one. */
const POLICY = { timeout: 90_000, interval: 500 }
const PATIENCE_MS = 240_000
const doorScript = new URL('../../bench/line/door.ts', import.meta.url).pathname
const why = whyNoNetworks() ?? whyNoOwnEtc()
if (why !== undefined) process.stderr.write(`calls were not tried across routers: ${why}\n`)
else if (process.env['ALL_CALLS'] === undefined)
  process.stderr.write('calls were not tried across routers: only with ALL_CALLS in the environment\n')

describe.skipIf(why !== undefined)('talking across two routers', { timeout: PATIENCE_MS }, () => {
  let folder: string
  let home: Home
  let stage: Stage
  let ann: Actor
  let bob: Actor
  const closing: (() => void)[] = []
  const pages = ({ novice, expert }: Session): readonly Page[] => [novice, expert]

  const networkAt = (host: Host, { chromium, network }: OwnEtc): Network => ({
    prefix: [...host.prefix, ...network.prefix, 'env', `HELP_HOST_POLICIES=${chromium}`],
    reach: async (port) => {
      const path = join(folder, `door-${port}`)
      await home.play(host, doorScript, path, String(port))
      const door = await doorTo(path)
      closing.push(door.close)
      return door.port
    },
  })
  const enter = (name: string, host: Host, settings: Readonly<Record<string, unknown>>) => {
    const place = mkdtempSync(join(folder, name))
    return stage.enter(name, { settings, network: networkAt(host, openOwnEtc(place)) })
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'calls-'))
    home = openHome()
    stage = openStage('calls-across-routers')
    ;[ann, bob] = await Promise.all([
      enter('Ann', home.novice, { port: PORT, portMapping: true }),
      enter('Bob', home.expert, {}),
    ])
  })
  afterAll(async () => {
    await stage.close()
    for (const close of closing) close()
    await home.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const begin = async (name: string) => {
    const file = join(stage.folder, `${name}.MsRcIncident`)
    await makeInvitation(ann, file)
    const session = await meet(ann, bob, file)
    for (const page of pages(session)) await watchCalls(page)
    return session
  }
  /** Chromium closes it a moment after its connection; the next one has no other. */
  const isFree = (port: number) =>
    expect.poll(() => home.novice.run('ss', '-uanH'), { timeout: 20_000 }).not.toContain(`:${port} `)
  const end = async (session: Session) => {
    await button(session.expert, 'Disconnect').click()
    await button(session.novice, 'Expire').click()
    await leave(session)
    await expect.poll(home.mappings).toEqual([])
  }

  // Chromium takes its own time for a policy: on a machine that is full of other tests more than a minute and a half.
  it.runIf(process.env['ALL_CALLS'] !== undefined)(
    '[SES-2] [NET-2] [NET-3] both are heard, at the mapped port, which is closed again afterwards',
    async () => {
      const router = await home.miniupnpd({ packets: false })
      const session = await begin('mapped')
      const { novice, expert } = session
      const mapped = home.mappings()
      const port = Number(/^UDP (\d+)->/.exec(mapped[1] ?? '')?.[1])
      const own = places.eth0.own
      expect(mapped).toEqual([`TCP ${PORT}->${own}:${PORT}`, `UDP ${port}->${own}:${port}`])
      await expect.poll(() => portOfNext(novice), POLICY).toBe(port)
      await isFree(port)

      await talk(session)
      // What is sent from the mapped port looks from outside as if it came from the mapping: so do the novice's own checks.
      const outside = { address: places.eth0.outside, port, protocol: 'udp' }
      expect(await wayOf(novice)).toMatchObject({ local: { ...outside, candidateType: 'prflx' } })
      expect(await wayOf(expert)).toMatchObject({ remote: { ...outside, candidateType: 'srflx' } })
      for (const page of pages(session)) await hears(page, 'other', true)
      expect(home.mappings()).toEqual(mapped)
      await stage.look('01-talking')
      await button(novice, 'Mute').click()
      await hears(expert, 'other', false)
      await hears(novice, 'other', true)
      await button(expert, 'Stop Talking').click()
      await button(novice, 'Start Talking').waitFor()

      await isFree(port)
      await talk(session)
      expect(await wayOf(expert)).toMatchObject({ remote: outside })
      await end(session)
      await router.stop(true)
    },
  )

  it.runIf(process.env['ALL_CALLS'] !== undefined)(
    '[SES-2] [NET-4] without a mapping for the sound they are told so, and the session goes on',
    async () => {
      await home.miniupnpd({ packets: false, onlyPort: PORT })
      const session = await begin('refused')
      expect(home.mappings()).toEqual([`TCP ${PORT}->${places.eth0.own}:${PORT}`])
      await agreeToTalk(session)
      for (const page of pages(session)) {
        await page.getByText('The sound found no way between the two computers').waitFor({ timeout: 60_000 })
        await button(page, 'Start Talking').waitFor()
      }
      await stage.look('02-no-way')
      await session.expert.getByLabel('Message Entry').fill('Then we write to each other.')
      await session.expert.getByLabel('Message Entry').press('Enter')
      await sees(session.novice, 'Then we write to each other.')
      await end(session)
    },
  )
})
