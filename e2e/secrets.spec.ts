// What two people typed and what their computers made up stays where it belongs: after a session everything that both programs
// have written, shown or been started with is searched. Rules: TKT-10, ADM-3, SES-5.

import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, test } from '@playwright/test'
import { button, titles } from './story/cast.ts'
import { asksToView, clickAway, leave, makeInvitation, openInvitation, sees } from './story/moves.ts'
import { family } from './story/sockets.ts'
import { openStage } from './story/stage.ts'
import type { Actor, Stage } from './story/stage.ts'

const PASSWORD = 'kanarienvogel-4711-Ω'
const WRONG = 'zaunkoenig-0815'
const CHAT = 'rotkehlchen, said to Ann alone'

test.describe('secrets', () => {
  let stage: Stage
  let ann: Actor
  let bob: Actor
  let file: string
  test.beforeAll(async () => {
    stage = openStage('secrets')
    ;[ann, bob] = await Promise.all([stage.enter('Ann', { settings: { port: 3467 } }), stage.enter('Bob')])
    file = join(stage.folder, 'for Bob.MsRcIncident')
  })
  test.afterAll(() => stage.close())

  /** Every form in which bytes or words may be written down. */
  function formsOf(name: string, secret: Buffer): readonly (readonly [string, Buffer])[] {
    const forms = {
      plain: secret,
      hex: secret.toString('hex'),
      base64: secret.toString('base64').replace(/=+$/, ''),
    }
    const wide = Buffer.from(secret.toString('utf8'), 'utf16le')
    return [
      ...Object.entries(forms).map(([form, value]) => [`${name} (${form})`, Buffer.from(value)] as const),
      [`${name} (HEX)`, Buffer.from(secret.toString('hex').toUpperCase())],
      [`${name} (UTF-16)`, wide],
      [`${name} (escaped)`, Buffer.from(encodeURIComponent(secret.toString('latin1')))],
    ]
  }

  const found = (
    what: Buffer,
    where: string,
    forms: readonly (readonly [string, Buffer])[],
  ): readonly string[] =>
    forms.filter(([, form]) => what.includes(form)).map(([name]) => `${name} in ${where}`)

  /** All that lies in the people's home folder but the invitation, which is Ann's to give. */
  const files = (): readonly string[] =>
    readdirSync(stage.folder, { recursive: true, encoding: 'utf8' })
      .map((name) => join(stage.folder, name))
      .filter((path) => path !== file && statSync(path, { throwIfNoEntry: false })?.isFile() === true)

  const processesOf = ({ app }: Actor) =>
    [...family(app.pid)].flatMap((pid) =>
      ['cmdline', 'environ'].map(
        (what) => [`/proc/${pid}/${what}`, readOrNothing(`/proc/${pid}/${what}`)] as const,
      ),
    )

  async function everything(): Promise<readonly (readonly [where: string, what: Buffer])[]> {
    const people = [ann, bob]
    const shown = people.flatMap(({ name, app }) =>
      app.windows().map(async (page) => {
        const text = `${await page.title()}\n${page.url()}\n${await page.locator('body').innerText()}`
        return [`a window of ${name}’s`, Buffer.from(text)] as const
      }),
    )
    return [
      ...files().map((path) => [relative(stage.folder, path), readFileSync(path)] as const),
      ...people.map(({ name, app }) => [`what ${name}’s program said`, Buffer.from(app.output())] as const),
      ...people.flatMap(processesOf),
      ...(await Promise.all(shown)),
    ]
  }

  test('[TKT-10] [ADM-3] a password, the ticket’s secret and its private key are nowhere they need not be', async () => {
    await makeInvitation(ann, file, { password: PASSWORD })
    const dialog = await openInvitation(bob, file)
    await dialog.getByLabel('Password:').fill(WRONG)
    await button(dialog, 'Yes').click()
    await sees(dialog, 'The password you entered is incorrect')
    await dialog.getByLabel('Password:').fill(PASSWORD)
    await button(dialog, 'Yes').click()
    await sees(dialog, 'Waiting for an answer')
    await clickAway(await ann.app.window(asksToView), 'Yes')
    const session = {
      novice: await ann.app.window(titles.session),
      expert: await bob.app.window(titles.session),
    }
    await session.expert.getByRole('textbox').first().fill(CHAT)
    await session.expert.keyboard.press('Enter')
    await session.novice.getByText(CHAT).waitFor()

    const invitation = readFileSync(file)
    const [, hex = ''] = /secret=([\da-f]{64})/.exec(invitation.toString('utf8')) ?? []
    expect(hex).not.toBe('')
    const passwords = [
      ...formsOf('the password', Buffer.from(PASSWORD)),
      ...formsOf('the wrong password', Buffer.from(WRONG)),
    ]
    const secrets = [
      ...passwords,
      ...formsOf('the ticket’s secret', Buffer.from(hex, 'hex')),
      ['a private key', Buffer.from('PRIVATE KEY')] as const,
    ]
    // The invitation holds the ticket's secret, which is what it is for, and nothing else of these.
    expect(
      found(invitation, 'the invitation', [...passwords, ['a private key', Buffer.from('PRIVATE KEY')]]),
    ).toEqual([])
    const during = await everything()
    expect(during.length).toBeGreaterThan(20)
    expect(during.flatMap(([where, what]) => found(what, where, secrets))).toEqual([])

    await leave(session)
    const afterwards = await everything()
    // What was said belongs to the windows of the session, and went with them.
    const said = formsOf('the chat', Buffer.from(CHAT))
    expect(afterwards.flatMap(([where, what]) => found(what, where, [...secrets, ...said]))).toEqual([])
    // The search finds what is there.
    expect(found(invitation, 'the invitation', secrets)).toEqual([
      'the ticket’s secret (hex) in the invitation',
    ])
    expect(files().some((path) => path.endsWith('main.log') || path.endsWith('tickets.sqlite'))).toBe(true)
  })
})

function readOrNothing(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch {
    // A process that has just ended.
    return Buffer.alloc(0)
  }
}
