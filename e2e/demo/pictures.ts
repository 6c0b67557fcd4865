// Demonstration. The pictures of the README, taken of two real programs while Bob helps Ann: `npm run pictures`. One invitation
// from its making to its end, and last the same program in another language and scheme. Nothing in them is secret: the password
// is dots, the check words belong to a connection that is over.

import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import type { Display } from '../displays/xvfb.ts'
import { button, titles } from '../story/cast.ts'
import { clickInPicture, focusPicture, pressKeys, typeText, xdotool } from '../story/hands.ts'
import { asksToView, clickAway, makeInvitation, openInvitation, sees } from '../story/moves.ts'
import { openNotes } from '../story/notes.ts'
import { openStage } from '../story/stage.ts'
import type { Actor, Stage } from '../story/stage.ts'
import { framed, photographWindow } from '../story/window-pictures.ts'

const run = promisify(execFile)

/** The blue of XP's desktop without its hills. */
const DESKTOP = '#3a6ea5'
const PASSWORD = 'Garden-42'

/** Takes all of them into `folder`; resolves with their names. */
export async function takePictures(folder: string): Promise<readonly string[]> {
  mkdirSync(folder, { recursive: true })
  const names: string[] = []
  const stage = openStage('pictures')
  try {
    const [ann, bob] = await Promise.all([enter(stage, 'Ann'), enter(stage, 'Bob')])
    const keep = async ({ display }: Actor, title: RegExp, name: string) => {
      await photographWindow(display, title, join(folder, `${name}.png`))
      names.push(name)
    }
    await play({ stage, ann, bob, keep })
  } finally {
    await stage.close()
  }
  return names
}

type Shooting = {
  readonly stage: Stage
  readonly ann: Actor
  readonly bob: Actor
  keep(actor: Actor, title: RegExp, name: string): Promise<void>
}

async function play(shooting: Shooting): Promise<void> {
  const file = await invitations(shooting)
  const { novice, expert } = await connect(shooting, file)
  await control(shooting, novice, expert)
  await filesAndVoice(shooting, novice, expert)
  await anotherLook(shooting)
}

async function enter(stage: Stage, name: string): Promise<Actor> {
  const actor = await stage.enter(name)
  await paint(actor.display)
  return actor
}

async function paint({ display }: Display): Promise<void> {
  await run('xsetroot', ['-display', display, '-solid', DESKTOP, '-cursor_name', 'left_ptr'])
}

/** Home, making an invitation, and the status page with one that is open and one that is over. */
async function invitations({ stage, ann, keep }: Shooting): Promise<string> {
  const page = await ann.app.window(titles.center)
  await page.getByRole('heading', { name: /How can we help/ }).waitFor()
  await keep(ann, titles.center, 'home')

  await makeInvitation(ann, join(stage.folder, 'printer.MsRcIncident'))
  await status(page)
  await button(page, 'Expire').click()
  await sees(page, 'The invitation was expired.')

  const file = join(stage.folder, 'RAInvitation.MsRcIncident')
  await button(page, 'Home').click()
  await button(page, /Invite a friend/).click()
  await page.getByText('Invite someone to help you').first().click()
  await button(page, 'Continue >').click()
  for (const label of ['Type password:', 'Confirm password:']) await page.getByLabel(label).fill(PASSWORD)
  await keep(ann, titles.center, 'invite')
  await ann.app.saveAs(file, () => button(page, 'Save Invitation').click())
  await sees(page, 'saved successfully')

  await status(page)
  await keep(ann, titles.center, 'status')
  return file
}

async function status(page: Page): Promise<void> {
  await button(page, 'Home').click()
  await button(page, /View invitation status/).click()
  await page.getByRole('radio').first().check()
}

type Windows = { readonly novice: Page; readonly expert: Page }

/** Bob opens the file, Ann is asked. */
async function connect({ ann, bob, keep }: Shooting, file: string): Promise<Windows> {
  const dialog = await openInvitation(bob, file)
  await dialog.getByLabel('Password:').fill(PASSWORD)
  await keep(bob, titles.invitation, 'invitation')
  await button(dialog, 'Yes').click()
  const prompt = await ann.app.window(asksToView)
  await prompt.locator('button:enabled').first().waitFor()
  await keep(ann, titles.prompt, 'prompt')
  await clickAway(prompt, 'Yes')
  return { novice: await ann.app.window(titles.session), expert: await bob.app.window(titles.session) }
}

/** They write, and Bob works on Ann's computer. */
async function control({ stage, ann, bob, keep }: Shooting, novice: Page, expert: Page): Promise<void> {
  const notes = await openNotes(ann.display, stage.folder)
  await place(ann, titles.center, 8, 190)
  await place(ann, titles.session, 840, 100)
  await says(expert, novice, 'Hello Ann! I see your screen. What is the matter?')
  await says(novice, expert, 'My notes do not keep what I type.')
  await says(expert, novice, 'May I take the mouse for a moment?')
  await says(novice, expert, 'Yes please!')
  await button(expert, 'Take Control').click()
  const prompt = await ann.app.window(titles.prompt)
  await clickAway(prompt, 'Yes')
  await button(expert, 'Release Control (ESC)').waitFor()
  await clickInPicture(expert, notes.area)
  await notes.focused()
  await focusPicture(bob, titles.session)
  const line = 'Bob types this on the computer of Ann.'
  await typeText(bob.display, line)
  await notes.echoes(new RegExp(line))
  await keep(bob, titles.session, 'expert')
  await pressKeys(ann.display, 'Escape')
  await sees(expert, 'has stopped remote control by pressing the ESC key')
}

async function place({ display }: Actor, title: RegExp, x: number, y: number): Promise<void> {
  const { id } = await framed(display, title)
  await xdotool(display, 'windowmove', '--sync', id, String(x), String(y))
}

async function enlarge({ display }: Actor, title: RegExp, width: number, height: number): Promise<void> {
  const { id } = await framed(display, title)
  await xdotool(display, 'windowsize', '--sync', id, String(width), String(height))
}

async function says(from: Page, to: Page, text: string): Promise<void> {
  await from.getByLabel('Message Entry').fill(text)
  await button(from, /^Send$/).click()
  await sees(to, text)
}

/** A file comes, and both talk. */
async function filesAndVoice({ stage, ann, bob, keep }: Shooting, novice: Page, expert: Page): Promise<void> {
  const file = join(stage.folder, 'How to keep notes.pdf')
  writeFileSync(file, Buffer.alloc(2_400_000, 'not a real document '))
  const received = join(stage.folder, 'Received')
  mkdirSync(received)
  await bob.app.openFiles([file], () => button(expert, 'Send a File…').click())
  await ann.app.chooseFolder(received, () => button(novice, 'Accept and Choose Folder…').click())
  await sees(novice, 'You have received')
  await button(expert, 'Start Talking').click()
  await button(novice, 'Yes').click()
  await novice.locator('.voice').getByText('You are talking with').waitFor()
  await place(ann, titles.session, 812, 66)
  await enlarge(ann, titles.session, 460, 700)
  await novice.locator('.novice-middle').evaluate((middle) => middle.scrollTo(0, middle.scrollHeight))
  await keep(ann, titles.session, 'novice')
  await button(novice, 'Disconnect').click()
  await clickAway(novice, 'Close')
}

/** French and olive green, chosen as a user does. */
async function anotherLook({ ann, keep }: Shooting): Promise<void> {
  const page = await ann.app.window(titles.center)
  await button(page, 'Options').click()
  await page.getByRole('radio', { name: 'Olive green' }).click()
  await page.getByRole('combobox').selectOption({ label: 'Français' })
  await page.getByText('Langue de toutes les fenêtres').waitFor()
  await keep(ann, /^Centre d.aide et de support$/, 'options')
}
