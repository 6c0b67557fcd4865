// End to end. The main job as a play: each step is a sentence that a person could read, and does what the sentence says.
// The specification checks them (e2e/story.spec.ts), the demonstration shows them (npm run demo -- --auto).

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { button, titles } from './cast.ts'
import type { Cast } from './cast.ts'
import { clickInPicture, focusPicture, pressKeys, typeText } from './hands.ts'
import { pictureShows, until } from './eyes.ts'

export type Step = { readonly says: string; readonly picture: string; play(cast: Cast): Promise<void> }

const PASSWORD = 'Garden-42'
/** What the expert types: accents, and signs that need AltGr or sit elsewhere on another keyboard. */
export const TYPED = 'Grüße: @ € ß ö Ä?'

const invitationOf = ({ folder }: Cast) => join(folder, 'RAInvitation.MsRcIncident')
const center = ({ novice }: Cast) => novice.app.window(titles.center)
const noviceSession = ({ novice }: Cast) => novice.app.window(titles.session)
const expertSession = ({ expert }: Cast) => expert.app.window(titles.session)

async function answerPrompt(page: Page, answer: 'Yes' | 'No') {
  // Playwright waits until the button is enabled: a prompt is deaf for its first half second.
  await button(page, answer).click()
}

/** The machine may be busy; a person would wait as long. */
const seesText = (page: Page, text: string | RegExp) =>
  page.getByText(text).last().waitFor({ timeout: 20_000 })

export const steps: readonly Step[] = [
  {
    says: 'Ann opens the Help and Support Center',
    picture: 'novice',
    play: async (cast) => {
      await (await center(cast)).getByRole('heading', { name: /How can we help/ }).waitFor()
    },
  },
  {
    says: 'Ann makes an invitation for her friend, with a password, and saves it as a file',
    picture: 'novice',
    play: async (cast) => {
      const page = await center(cast)
      await page
        .getByRole('link', { name: /Invite a friend/ })
        .or(button(page, /Invite a friend/))
        .click()
      await page.getByText('Invite someone to help you').first().click()
      await page.getByLabel(/^From/).fill('Ann')
      await button(page, 'Continue >').click()
      await page.getByLabel('Type password:').fill(PASSWORD)
      await page.getByLabel('Confirm password:').fill(PASSWORD)
      await cast.novice.app.saveAs(invitationOf(cast), () => button(page, 'Save Invitation').click())
      await seesText(page, 'saved successfully')
    },
  },
  {
    says: 'Bob double-clicks the invitation while his Help and Support Center is open',
    picture: 'expert',
    play: async (cast) => {
      await cast.expert.app.window(titles.center)
      await cast.expert.app.open(invitationOf(cast))
      await seesText(await cast.expert.app.window(titles.invitation), /Do you want to connect to/)
    },
  },
  {
    says: 'Bob mistypes the password and is told',
    picture: 'expert',
    play: async (cast) => {
      const dialog = await cast.expert.app.window(titles.invitation)
      await dialog.getByLabel('Password:').fill('garden')
      await button(dialog, 'Yes').click()
      await seesText(dialog, 'The password you entered is incorrect')
    },
  },
  {
    says: 'Bob types the right password and waits for Ann',
    picture: 'expert',
    play: async (cast) => {
      const dialog = await cast.expert.app.window(titles.invitation)
      await dialog.getByLabel('Password:').fill(PASSWORD)
      await button(dialog, 'Yes').click()
      await seesText(dialog, 'Waiting for an answer')
    },
  },
  {
    says: 'Ann is asked whether Bob may see her screen',
    picture: 'novice',
    play: async (cast) => {
      await seesText(
        await cast.novice.app.window(titles.prompt),
        /has accepted your Remote Assistance invitation/,
      )
    },
  },
  {
    says: 'Ann says Yes, and Bob sees her real screen',
    picture: 'expert',
    play: async (cast) => {
      await answerPrompt(await cast.novice.app.window(titles.prompt), 'Yes')
      await pictureShows(await expertSession(cast), cast.novice.display, cast.notes.area)
    },
  },
  {
    says: 'Bob types before he has control, and nothing happens on Ann’s computer',
    picture: 'novice',
    play: async (cast) => {
      const page = await expertSession(cast)
      await clickInPicture(page, cast.notes.area)
      await focusPicture(cast.expert, titles.session)
      await typeText(cast.expert.display, 'too early')
      await pressKeys(cast.expert.display, 'Return')
      // Ann's own line is the first that arrives: what Bob typed before it is nowhere.
      await cast.notes.focus()
      await typeText(cast.novice.display, 'Ann herself')
      await pressKeys(cast.novice.display, 'Return')
      await until(
        () => cast.notes.read() === 'Ann herself\n',
        () => `the notes say ${JSON.stringify(cast.notes.read())}`,
      )
    },
  },
  {
    says: 'They write to each other',
    picture: 'expert',
    play: async (cast) => {
      const [ann, bob] = [await noviceSession(cast), await expertSession(cast)]
      await bob.getByLabel('Message Entry').fill('Hello Ann, may I take the mouse?')
      await button(bob, /^Send$/).click()
      await seesText(ann, 'may I take the mouse?')
      await ann.getByLabel('Message Entry').fill('Yes please!')
      await button(ann, /^Send$/).click()
      await seesText(bob, 'Yes please!')
    },
  },
  {
    says: 'Bob asks for control, and Ann is asked',
    picture: 'novice',
    play: async (cast) => {
      await button(await expertSession(cast), 'Take Control').click()
      await seesText(await cast.novice.app.window(titles.prompt), /would like to share control/)
    },
  },
  {
    says: 'Ann says Yes: Bob clicks into her window and types, accents and all',
    picture: 'expert',
    play: async (cast) => {
      await answerPrompt(await cast.novice.app.window(titles.prompt), 'Yes')
      const page = await expertSession(cast)
      await button(page, 'Release Control (ESC)').waitFor()
      await clickInPicture(page, cast.notes.area)
      await cast.notes.focused()
      await focusPicture(cast.expert, titles.session)
      await typeText(cast.expert.display, TYPED)
      await pressKeys(cast.expert.display, 'Return')
      const wanted = `Ann herself\n${TYPED}\n`
      await until(
        () => cast.notes.read() === wanted,
        () => `the notes say ${JSON.stringify(cast.notes.read())}`,
      )
      await pictureShows(page, cast.novice.display, cast.notes.area)
    },
  },
  {
    says: 'While Bob types on and on, Ann presses ESC in her own window: not one more letter arrives',
    picture: 'novice',
    play: async (cast) => {
      const before = cast.notes.read()
      const typed = { all: false }
      const flood = typeText(cast.expert.display, 'z'.repeat(150)).then(() => (typed.all = true))
      await cast.notes.echoes(/zzzz/)
      await pressKeys(cast.novice.display, 'Escape')
      await seesText(await expertSession(cast), /ESC key/)
      // What the X server took before our program saw the ESC may stand behind it; from here on nothing may come.
      const after = cast.notes.read()
      if (typed.all) throw new Error('Bob had finished before Ann pressed ESC')
      await flood
      await typeText(cast.novice.display, 'mine again')
      await pressKeys(cast.novice.display, 'Return')
      await until(
        () => cast.notes.read().endsWith('mine again\n'),
        () => 'Ann’s own line did not arrive',
      )
      if (!/^z+\u001bz?$/.test(after.slice(before.length)) || cast.notes.read() !== `${after}mine again\n`) {
        throw new Error(`after ESC something of Bob's arrived: ${JSON.stringify(cast.notes.read())}`)
      }
    },
  },
  {
    says: 'Ann expires the invitation: Bob is out',
    picture: 'novice',
    play: async (cast) => {
      const page = await center(cast)
      await page.getByText('View invitation status').first().click()
      await page.getByRole('radio').first().check()
      await button(page, 'Expire').click()
      await page.getByRole('row').getByText('Expired').waitFor()
      await seesText(await expertSession(cast), /invitation/)
    },
  },
  {
    says: 'Bob opens the file once more and is refused; Ann sees nothing of it',
    picture: 'expert',
    play: async (cast) => {
      await button(await expertSession(cast), 'Close')
        .first()
        .click()
      const file = readFileSync(invitationOf(cast), 'utf8')
      await cast.expert.app.open(invitationOf(cast))
      const dialog = await cast.expert.app.window(titles.invitation)
      await dialog.getByLabel('Password:').fill(PASSWORD)
      await button(dialog, 'Yes').click()
      await seesText(dialog, /could not be established/)
      const shown = await cast.novice.app.titles()
      if (shown.some((title) => titles.prompt.test(title))) throw new Error('Ann was asked')
      if (readFileSync(invitationOf(cast), 'utf8') !== file) throw new Error('the file was changed')
    },
  },
]
