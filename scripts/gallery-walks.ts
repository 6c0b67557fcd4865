// Development. Pages of the gallery that only clicks lead to. Every click names a sentence of the language files, so that
// the same walk leads through each language.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { policies } from '../renderer/gallery/policies.ts'
import { scenes } from '../renderer/gallery/scenes.ts'
import type { Language } from '../shared/language.ts'

type Words = { readonly [key: string]: string | Words }

/** The sentence of a key, up to its first placeholder. */
export type Say = (key: string) => string

/** The catalogue of one language. Throws for a key that is not there. */
export function sayIn(language: Language): Say {
  const file = join(import.meta.dirname, '..', 'renderer', 'text', `${language}.json`)
  const catalogue = JSON.parse(readFileSync(file, 'utf8')) as Words
  return (key) => {
    const found = key
      .split('.')
      .reduce<string | Words | undefined>(
        (words, part) => (typeof words === 'object' ? words[part] : undefined),
        catalogue,
      )
    if (typeof found !== 'string') throw new Error(`no sentence ${key} in ${language}`)
    return found.split('{{')[0] ?? ''
  }
}

export type Step = (page: Page, say: Say) => Promise<unknown>

export type Walk = { readonly name: string; readonly scene: string; readonly steps: readonly Step[] }

const named = (page: Page, name: string): Locator => page.getByRole('button', { name }).first()
const press =
  (key: string): Step =>
  (page, say) =>
    named(page, say(key)).click()
const choose =
  (row: number): Step =>
  (page) =>
    page.getByRole('radio').nth(row).check()
const type =
  (key: string, text: string): Step =>
  (page, say) =>
    page.getByLabel(say(key)).fill(text)
const toDays: Step = (page, say) => page.getByLabel(say('invite.unit')).selectOption('days')
const open =
  (key: string): Step =>
  (page, say) =>
    page.getByText(say(key)).click()

const shows =
  (what: string): Step =>
  (page) =>
    page.locator(what).first().waitFor()
const search =
  (query: string): Step =>
  async (page, say) => {
    await page.getByLabel(say('nav.search'), { exact: true }).fill(query)
    await page.keyboard.press('Enter')
  }
/** Pages of the help load their text first. */
const topicsAreListed = shows('.topic-item')
const topicIsShown = shows('.topic-body p')
const firstFound: Step = (page) => page.locator('.topic-item').getByRole('button').first().click()
const narrow =
  (text: string): Step =>
  (page) =>
    page.locator('.log-filter input').fill(text)

const toInvite = [press('home.invite'), press('assistance.invite')]
const toStep2 = [...toInvite, press('action.continue')]
const typed = (again: string) => [
  ...toStep2,
  type('invite.password', 'pear'),
  type('invite.confirm', again),
  press('invite.save'),
]
const save = typed('pear')
const toStatus = press('home.status')

const policyNames = Object.keys(policies)

const walk = (name: string, scene: string, steps: readonly Step[]): Walk => ({ name, scene, steps })

export const walks: readonly Walk[] = [
  walk('assistance', 'center-busy', [press('home.invite')]),
  walk('invite-1', 'center', toInvite),
  walk('invite-1-no-name', 'center', [...toInvite, type('invite.from', ' '), press('action.continue')]),
  walk('invite-1-limit', 'center-limited', [...toInvite, toDays, press('action.continue')]),
  walk('invite-2', 'center', toStep2),
  walk('invite-2-short', 'center', [...toStep2, type('invite.password', 'pear')]),
  walk('invite-2-no-password', 'center', [...toStep2, press('invite.save')]),
  walk('invite-2-mismatch', 'center', typed('plum')),
  walk('invite-2-asks-where', 'center-asks-where', save),
  walk('invite-2-saving', 'center-saving', save),
  walk('invite-2-cancelled', 'center-cancelled', save),
  walk('invite-2-not-written', 'center-not-written', save),
  walk('invite-2-cannot-listen', 'center-cannot-listen', save),
  walk('invite-2-not-stored', 'center-not-stored', save),
  walk('invite-3-saved', 'center-saved', [...save, open('saved.issues')]),
  walk('invite-3-saved-open', 'center-saved-open', save),
  walk('status-empty', 'center', [toStatus]),
  walk('status', 'center-busy', [toStatus, choose(1)]),
  walk('status-nothing-chosen', 'center-busy', [toStatus, press('status.expire')]),
  walk('status-already-expired', 'center-busy', [toStatus, choose(2), press('status.expire')]),
  walk('status-not-kept', 'center-not-stored', [toStatus, choose(1), press('status.expire')]),
  walk('status-details', 'center-busy', [toStatus, choose(0), press('action.details')]),
  walk('status-details-mapped', 'center-mapped', [toStatus, choose(1), press('action.details')]),
  walk('status-details-answers', 'center-every-answer', [toStatus, choose(1), press('action.details')]),
  walk('status-details-asking', 'center-no-router', [toStatus, choose(1), press('action.details')]),
  walk('status-delete', 'center-busy', [toStatus, choose(1), press('status.delete')]),
  walk('status-resent', 'center-busy', [toStatus, choose(1), press('status.resend')]),
  walk('status-resend-expired', 'center-busy', [toStatus, choose(2), press('status.resend')]),
  walk('status-damaged', 'center-damaged', [toStatus]),
  walk('status-hostile', 'center-hostile', [toStatus, choose(1), press('action.details')]),
  walk('tools', 'center', [press('home.tools')]),
  walk('tools-no-key-store', 'center-no-key-store', [press('home.tools')]),
  walk('tools-busy', 'center-busy', [press('home.tools')]),
  walk('tools-mapped', 'center-mapped', [press('home.tools')]),
  walk('tools-every-answer', 'center-every-answer', [press('home.tools')]),
  walk('tools-asking', 'center-asking', [press('home.tools')]),
  walk('tools-no-router', 'center-no-router', [press('home.tools')]),
  ...policyNames.map((name) => walk(`policy-tools-${name}`, `policy-${name}`, [press('home.tools')])),
  walk('policy-invite', 'policy-forbidden', toInvite),
  walk('policy-invite-own', 'policy-own', toInvite),
  walk('policy-invite-broken', 'policy-misspelt', toInvite),
  walk('policy-status', 'policy-forbidden', [toStatus, choose(1)]),
  walk('policy-options', 'policy-in-force', [press('nav.options')]),
  walk('test-wrong-address', 'test-idle', [
    type('outsideAddress.label', '127.0.0.1'),
    press('outsideAddress.save'),
    shows('.field-error'),
  ]),
  walk('test-copied', 'test-no-router', [press('connectionTest.copy')]),
  walk('tools-exported', 'center-read', [
    press('home.tools'),
    press('tools.export'),
    shows('.alert-success'),
  ]),
  walk('tools-none-shown', 'center-read', [press('home.tools'), narrow('xylophone')]),
  walk('tools-not-exported', 'center-not-exported', [
    press('home.tools'),
    press('tools.export'),
    shows('.alert-error'),
  ]),
  walk('help-group', 'center', [press('group.invite'), topicsAreListed]),
  walk('help-search', 'center', [search('ESC'), topicsAreListed]),
  walk('help-search-topic', 'center', [search('ESC'), firstFound, topicIsShown]),
  walk('help-search-nothing', 'center', [search('xylophone'), shows('.empty')]),
  walk('help-index', 'center', [press('nav.index'), shows('.keyword-letter')]),
  walk('help-favorites', 'center-read', [press('nav.favorites'), topicsAreListed]),
  walk('help-favorites-none', 'center', [press('nav.favorites')]),
  walk('help-history', 'center-read', [press('nav.history'), topicsAreListed]),
  walk('help-history-none', 'center', [press('nav.history')]),
  walk('help-support', 'center-read', [press('nav.support'), press('support.copy'), shows('.pane-item')]),
  walk('session-log-saved', 'center-session-log', [press('chat.save'), shows('.saved-text')]),
  walk('expert-settings', 'expert-viewing', [press('settings.title')]),
  walk('expert-settings-small', 'expert-small', [press('settings.title')]),
  walk('options', 'center', [press('nav.options')]),
  walk('unexpected', 'center-unexpected', [press('home.open')]),
  walk('invitation-no-address-details', 'invitation-no-address', [press('action.details')]),
  walk('invitation-no-address-closed', 'invitation-no-address', [press('action.ok')]),
]

/** Every window in each state, and every page: scenes as they open (those that look alike once), then walks. */
export const stops: readonly Walk[] = [
  ...new Map(
    Object.entries(scenes)
      .toReversed()
      .map(([scene, { view, width }]) => [JSON.stringify({ view, width }), walk(scene, scene, [])]),
  ).values(),
  ...walks,
]

/**
 * Scenes that only begin walks: they open on Home, which shows nothing of what is theirs. `npm run gallery` complains of one that
 * looks otherwise than Home does.
 */
export const beginnings: readonly string[] = Object.entries(scenes).flatMap(([name, { view }]) =>
  name !== 'center' && view.role === 'center' && view.goTo === null && view.helper === null ? [name] : [],
)

/** What the page must have done before it is looked at. */
export async function settled(page: Page, scene: string): Promise<void> {
  await page.locator('#root > *').first().waitFor()
  // A prompt is dead for its first half second.
  if (scene.startsWith('prompt')) await page.locator('button:enabled').first().waitFor()
  await page.waitForFunction(
    () =>
      document.querySelector('.loading, .topic-body:empty') === null &&
      [...document.images].every((image) => image.complete),
  )
  await laidOut(page)
}

/** What depends on sizes learns of them after a frame, and is drawn in the next. */
const laidOut = (page: Page): Promise<void> =>
  page.evaluate(
    () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
  )

/** Makes the window as high as its page is long, so that nothing lies below the fold. */
export async function unrolled(page: Page): Promise<void> {
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 }
  const hidden = await page.evaluate(() =>
    Math.max(
      ...[...document.querySelectorAll('*')]
        .filter((element) => ['auto', 'scroll'].includes(getComputedStyle(element).overflowY))
        .map(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight),
      0,
    ),
  )
  if (hidden === 0) return
  await page.setViewportSize({ width, height: height + hidden })
  await laidOut(page)
}
