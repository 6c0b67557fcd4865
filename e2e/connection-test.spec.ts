// "Test my connection" with the real app, and the address from outside as far as an invitation. Rules: NET-6, NET-7, TKT-8, ACC-4.

import { readFileSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { button, titles } from './story/cast.ts'
import { makeInvitation, sees } from './story/moves.ts'
import { isLoopback, socketsOf } from './story/sockets.ts'
import { openStage } from './story/stage.ts'
import type { Actor, Stage } from './story/stage.ts'

/** In a namespace of its own a machine may have nothing but loopback. */
const hasNetwork = Object.values(networkInterfaces()).some((infos) =>
  infos?.some(({ internal, family }) => !internal && family === 'IPv4'),
)

test.describe('the connection test', () => {
  let stage: Stage
  let ann: Actor
  test.beforeAll(async () => {
    stage = openStage('connection-test')
    ann = await stage.enter('Ann', { settings: { port: 3466 } })
  })
  test.afterAll(() => stage.close())

  const file = () => join(stage.folder, 'tested.MsRcIncident')
  const center = () => ann.app.window(titles.center)

  async function tested() {
    const page = await center()
    await button(page, 'Home').click()
    await button(page, /Use Tools/).click()
    await button(page, /Test my connection/).click()
    await sees(page, /^Tested on/)
    return page
  }

  test('[NET-7] [ACC-4] without an invitation it opens nothing and says why nobody can come', async () => {
    const page = await tested()
    await sees(page, hasNetwork ? /No invitation is open/ : /is not connected to a network/)
    expect(socketsOf(ann.app.pid, 'listening').filter((address) => !isLoopback(address))).toEqual([])
    await stage.look('01-no-invitation')
  })

  test('[NET-7] with one it hears itself, and nobody is asked', async () => {
    await makeInvitation(ann, file())
    const page = await tested()
    await sees(
      page,
      hasNetwork ? /People on your own network can reach it at/ : /is not connected to a network/,
    )
    expect(ann.app.windows()).toHaveLength(1)
    await stage.look('02-tested')
  })

  test('[NET-6] [TKT-8] an address from outside comes first in what is sent again', async () => {
    const page = await tested()
    const box = page.getByLabel('Address, or address and port:')
    await box.fill('localhost')
    await button(page, 'Save').click()
    await sees(page, /Others cannot use this address/)
    await box.fill('home.example.org')
    await button(page, 'Save').click()
    await sees(page, /Resend those that are open already/)
    await stage.look('03-address')
    await button(page, 'Home').click()
    await button(page, /View invitation status/).click()
    await sees(page, 'Resend required')
    await page.getByRole('radio').first().check()
    await ann.app.saveAs(file(), () => button(page, 'Resend…').click())
    await sees(page, 'tested.MsRcIncident')
    await page.getByText('Resend required').waitFor({ state: 'detached' })
    expect(readFileSync(file(), 'utf8')).toMatch(/RCTICKET="65538,1,home\.example\.org:3466;/)
  })
})
