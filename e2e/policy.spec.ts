// An administrator's policy, with two real apps: nothing but the file in /etc says so. Rules: POL-1, CTL-7, TKT-9.

import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { button, titles } from './story/cast.ts'
import { until } from './story/eyes.ts'
import { asksForControl, has, isControlBar, makeInvitation, meet, sees } from './story/moves.ts'
import { isLoopback, socketsOf } from './story/sockets.ts'
import { openStage } from './story/stage.ts'
import type { Actor, Stage } from './story/stage.ts'
import { openOwnEtc, whyNoOwnEtc } from './networks/own-etc.ts'
import type { OwnEtc } from './networks/own-etc.ts'

const reason = whyNoOwnEtc()

test.describe('a policy', () => {
  test.skip(reason !== undefined, reason)

  let folder: string
  let etc: OwnEtc
  let stage: Stage
  let ann: Actor
  let bob: Actor

  test.beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'policy-'))
    mkdirSync(folder, { recursive: true })
    etc = openOwnEtc(folder)
    etc.writePolicy('{ "fAllowFullControl": 0, "MaxTicketExpiry": 30, "MaxTicketExpiryUnits": 0 }\n')
    stage = openStage('policy')
    ;[ann, bob] = await Promise.all([
      stage.enter('Ann', { settings: { port: 3471 }, network: etc.network }),
      stage.enter('Bob'),
    ])
  })
  test.afterAll(async () => {
    await stage.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const file = () => join(stage.folder, 'for Bob.MsRcIncident')
  const listening = () =>
    socketsOf(ann.app.pid, 'listening').filter((address) => !isLoopback(address)).length > 0

  test('[TKT-9] [CTL-7] bounds the invitation, and control is refused without asking Ann', async () => {
    await makeInvitation(ann, file())
    expect(readFileSync(file(), 'utf8')).toContain('DtLength="30"')
    const { expert, novice } = await meet(ann, bob, file())
    await sees(novice, 'Remote control of this computer is not allowed.')
    await button(expert, 'Take Control').click()
    await sees(expert, /Remote control of .*Ann.* computer is not allowed/)
    await sees(novice, /Bob.* has asked for control/)
    expect(await has(ann.app, asksForControl)).toBe(false)
    expect(await has(ann.app, isControlBar)).toBe(false)
    await stage.look('01-no-control')
  })

  test('[POL-1] a policy that comes ends the session and shuts the door, and the center says so', async () => {
    expect(listening()).toBe(true)
    etc.writePolicy('{ "fAllowToGetHelp": 0 }\n')
    const expert = await bob.app.window(titles.session)
    await expert
      .getByText(/Remote Assistance is not allowed on .*Ann.* anymore/)
      .first()
      .waitFor({ timeout: 30_000 })
    await until(
      () => !listening(),
      () => 'Ann’s computer listens',
    )
    const center = await ann.app.window(titles.center)
    await button(center, 'Home').click()
    await button(center, /Use Tools/).click()
    await sees(center, '/etc/help-and-support/policy.json')
    await sees(center, 'An administrator has set a policy.')
    await stage.look('02-ended')
    await button(center, 'Home').click()
    await button(center, /Invite a friend/).click()
    await center.getByText('Invite someone to help you').first().click()
    await sees(center, /An administrator has switched off Remote Assistance/)
    await stage.look('03-no-invitation')
  })

  test('[POL-2] one that cannot be followed allows nothing, and when it is gone Ann’s invitation works again', async () => {
    etc.writePolicy('{ "fAllowToGetHelpp": 1 }\n')
    const center = await ann.app.window(titles.center)
    await center.getByText(/is not the name of a policy value/).waitFor({ timeout: 30_000 })
    expect(listening()).toBe(false)
    await stage.look('04-misspelt')
    etc.writePolicy(null)
    await center.getByLabel(/^From/).waitFor({ timeout: 30_000 })
    await until(listening, () => 'Ann’s computer does not listen again')
    const again = await bob.app.window(titles.session)
    await button(again, 'Close').click()
    await meet(ann, bob, file())
    await stage.look('05-again')
  })

  test('[POL-2] Ann’s own switches do the same, at once', async () => {
    const novice = await ann.app.window(titles.session)
    const expert = await bob.app.window(titles.session)
    const center = await ann.app.window(titles.center)
    await button(center, 'Options').click()
    await center.getByLabel('Allow this computer to be controlled remotely').click()
    await sees(novice, 'Remote control of this computer is not allowed.')
    await center.getByLabel('Allow Remote Assistance invitations to be sent from this computer').click()
    await sees(expert, /Remote Assistance is not allowed on .*Ann.* anymore/)
    await until(
      () => !listening(),
      () => 'Ann’s computer listens',
    )
    await button(center, 'Home').click()
    await button(center, /Invite a friend/).click()
    await center.getByText('Invite someone to help you').first().click()
    await sees(center, /You have switched off invitations/)
    await stage.look('06-own-switches')
  })
})
