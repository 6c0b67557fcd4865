// The expert's dialog: bad files, several files, dead addresses, an old date. Rules: INV-8, EXP-1, EXP-2, CON-1, CON-2, TKT-5.

import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo, Server, Socket } from 'node:net'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import type { Page } from 'playwright-core'
import { titlesOf } from './fixtures/app.ts'
import { button, titles } from './story/cast.ts'
import { until } from './story/eyes.ts'
import { asksToConnect, clickAway, ended, leave, makeInvitation, meet } from './story/moves.ts'
import { openInvitation, sees } from './story/moves.ts'
import { openStage } from './story/stage.ts'
import type { Actor, Stage } from './story/stage.ts'

const samples = join(import.meta.dirname, '..', 'electron', 'domain', 'invitation', 'samples')
const XP = readFileSync(join(samples, 'xp-sp3.msrcincident'), 'utf8')

/** The file's content, and the one sentence it gets. */
const bad: Readonly<Record<string, readonly [content: string, says: RegExp]>> = {
  'a letter': ['Dear Bob,\nplease help me.\n', /cannot be read as XML/],
  'an entity bomb': [
    `<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]>${XP}`,
    /contains declarations that an invitation never has/,
  ],
  'cut off': [XP.slice(0, XP.length / 2), /cannot be read as XML/],
  empty: ['', /cannot be read as XML/],
  huge: [`${XP}${' '.repeat(64 * 1024)}`, /far too large/],
  'other XML': ['<?xml version="1.0"?><recipe><egg/></recipe>', /is XML, but not a Remote Assistance/],
  'without a name': [XP.replace(/USERNAME="[^"]*"/, ''), /incomplete: .*USERNAME.* is missing/],
  'impossible date': [XP.replace('1314905741', 'soon'), /damaged: .*DtStart.* has an impossible value/],
}

test.describe('the invitation dialog', () => {
  let stage: Stage
  test.beforeAll(() => {
    stage = openStage('invitation-dialog')
  })
  test.afterAll(() => stage.close())
  const file = (name: string) => join(stage.folder, `${name}.msrcincident`)
  const written = (name: string, text: string) => {
    writeFileSync(file(name), text)
    return file(name)
  }

  test('[INV-8] [EXP-1] every bad file gets its one sentence and nothing else; the last dialog takes the app along', async () => {
    const files = Object.entries(bad).map(([name, [content]]) => written(name, content))
    mkdirSync(file('a folder'))
    const eve = await stage.enter('Eve', { args: [...files, file('a folder'), file('not there')] })
    const sentences = {
      ...Object.fromEntries(Object.entries(bad).map(([name, [, says]]) => [name, says])),
      'a folder': /is a folder or a device/,
      'not there': /cannot be read: it is gone/,
    }
    const dialogs: Page[] = []
    for (const [name, says] of Object.entries(sentences)) {
      const dialog = await eve.app.window((page) => page.getByText(`${name}.msrcincident`).isVisible())
      await dialog.getByRole('alert').getByText(says).waitFor()
      expect(await dialog.getByRole('alert').count()).toBe(1)
      expect(await dialog.getByRole('textbox').count()).toBe(0)
      expect(await dialog.getByRole('button').allInnerTexts()).toEqual(['More help on this', 'OK'])
      dialogs.push(dialog)
    }
    // Nothing else: no center, no second dialog.
    expect((await titlesOf(eve.app.windows())).map(({ title }) => title)).toEqual(
      dialogs.map(() => 'Remote Assistance Invitation'),
    )
    await stage.look('01-bad-files')
    for (const [index, dialog] of dialogs.entries()) {
      await dialog.screenshot({ path: stage.picture(`02-bad-file-${index}`) })
      await clickAway(dialog, 'OK')
    }
    await ended(eve.app)
  })

  test.describe('with somebody who asks for help', () => {
    let ann: Actor
    let bob: Actor
    let live: string
    test.beforeAll(async () => {
      ;[ann, bob] = await Promise.all([stage.enter('Ann', { settings: { port: 3463 } }), stage.enter('Bob')])
      live = file('live')
      await makeInvitation(ann, live)
    })

    const dialogs = async () =>
      (await bob.app.titles()).filter((title) => titles.invitation.test(title)).length
    async function says(dialog: Page, answer: 'Yes' | 'No') {
      if (answer === 'No') await clickAway(dialog, 'No')
      else await button(dialog, 'Yes').click()
    }

    test('[EXP-1] two files have two dialogs, the same file has one', async () => {
      cpSync(live, file('copy'))
      const first = await openInvitation(bob, live)
      await bob.app.open(file('copy'))
      await until(
        async () => (await dialogs()) === 2,
        () => 'there are not two dialogs',
      )
      await bob.app.open(live)
      await stage.look('03-two-files')
      // A third dialog would be there by the time that another file's has come.
      await bob.app.open(written('bad', 'x'))
      const broken = await bob.app.window((page) => page.getByText('bad.msrcincident').isVisible())
      expect(await dialogs()).toBe(3)
      // It is still the first one, with whatever was typed into it.
      expect(first.isClosed()).toBe(false)
      await clickAway(broken, 'OK')
      for (let left = 2; left > 0; left--) await says(await bob.app.window(asksToConnect), 'No')
    })

    test('[INV-7] an invitation of Windows XP says at once that it needs Windows', async () => {
      await bob.app.open(written('from XP', XP))
      const dialog = await bob.app.window(titles.invitation)
      await sees(dialog, /Only the Remote Assistance of Windows itself can use this invitation/)
      await dialog.getByText('Windows XP', { exact: true }).waitFor()
      expect(await dialog.getByLabel('Password:').count()).toBe(0)
      await dialog.screenshot({ path: stage.picture('04-windows-xp') })
      await clickAway(dialog, 'Close')
    })

    test('[CON-1] connecting to a computer that says nothing shows the address and can be cancelled', async () => {
      const silent = await silentServer()
      const dialog = await openInvitation(bob, written('silent', at(live, `127.0.0.1:${silent.port}`)))
      await says(dialog, 'Yes')
      await silent.visited
      await sees(dialog, `127.0.0.1:${silent.port}`)
      await sees(dialog, /Address 1 of/)
      await sees(dialog, /seconds left for this address/)
      await dialog.screenshot({ path: stage.picture('05-connecting') })
      await button(dialog, 'Cancel').click()
      await silent.left
      await dialog.getByText(/^Do you want to connect to/).waitFor()
      await says(dialog, 'No')
      silent.server.close()
    })

    test('[EXP-2] [TKT-5] an invitation that seems expired says so and works: the novice decides', async () => {
      const old = readFileSync(live, 'utf8').replace(/DtStart="\d+"/, 'DtStart="1000000000"')
      const dialog = await openInvitation(bob, written('old', old))
      await sees(dialog, /This invitation seems to be expired\. You can attempt to contact .*Ann.* anyway/)
      await sees(dialog, /September\s9,\s2001/)
      await dialog.screenshot({ path: stage.picture('06-seems-expired') })
      await says(dialog, 'No')
      await leave(await meet(ann, bob, file('old')))
    })

    test('[CON-2] [TKT-4] when no address answers, one box says so and Details tells why', async () => {
      const page = await ann.app.window(titles.center)
      await button(page, 'Home').click()
      await button(page, /View invitation status/).click()
      await page.getByRole('radio').first().check()
      await button(page, 'Expire').click()
      await sees(page, 'The invitation was expired.')
      const dialog = await openInvitation(bob, live)
      await says(dialog, 'Yes')
      const box = dialog.getByRole('alertdialog')
      await box.getByText('A Remote Assistance connection could not be established.').waitFor()
      await button(dialog, 'Details').click()
      await box.getByText('Nothing is waiting there').first().waitFor()
      await dialog.screenshot({ path: stage.picture('07-not-established') })
      await button(dialog, 'OK').click()
      await box.waitFor({ state: 'detached' })
      await says(dialog, 'No')
    })
  })
})

/** The invitation with one address in place of its own (INV-6). */
const at = (file: string, address: string): string =>
  readFileSync(file, 'utf8').replace(/(RCTICKET="65538,1,)[^,]+/, `$1${address}`)

type Silent = {
  readonly server: Server
  readonly port: number
  readonly visited: Promise<void>
  readonly left: Promise<void>
}

/** Accepts and never answers. */
async function silentServer(): Promise<Silent> {
  const server = createServer()
  const socket = new Promise<Socket>((resolve) => server.once('connection', resolve))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    server,
    port: (server.address() as AddressInfo).port,
    visited: socket.then(() => undefined),
    left: socket.then((visitor) => new Promise((resolve) => visitor.resume().once('close', () => resolve()))),
  }
}
