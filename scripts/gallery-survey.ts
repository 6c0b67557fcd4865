// Development. One visit to a window or page: all languages, sizes and schemes, once by mouse-eye, once by axe and once
// by the Tab key. The three are taken in one visit, because it is the opening of pages that takes the time.

import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { schemes, type Scheme } from '../shared/appearance.ts'
import { languages, type Language } from '../shared/language.ts'
import { sceneOf, type GalleryTests, type InPage } from './gallery-tests.ts'
import { sayIn, settled, type Walk } from './gallery-walks.ts'

export type Survey = {
  readonly cutOff: readonly string[]
  readonly violations: readonly string[]
  readonly unreached: readonly string[]
}

type Size = { readonly width: number; readonly height: number }

const half = ({ width, height }: Size): Size => ({
  width: Math.round(width / 2),
  height: Math.round(height / 2),
})

/** Sizes in CSS pixels: enlarged to twice, a window has half as many. The bar is never enlarged by itself. */
function sizesOf(scene: string): readonly [Size, ...Size[]] {
  const { width, height, view } = sceneOf(scene)
  const own = { width, height }
  const small = { width: 800, height: 600 }
  switch (view.role) {
    case 'control-bar':
      return [own]
    case 'center':
      // Half of its own size is hardly more than half of the small one, and laid out in the same way.
      return [own, small, half(small)]
    case 'expert-session':
      return [own, half(own), small, half(small)]
    default:
      return [own, half(own)]
  }
}

/** `axe` is the source of axe-core. */
export async function surveyed(
  galleries: GalleryTests,
  axe: string,
  { name, scene, steps }: Walk,
): Promise<Survey> {
  const page = await galleries.open(scene)
  for (const step of steps) await step(page, sayIn('en'))
  await settled(page, scene)
  const unreached = await byTab(page)
  // A page that has shown another scene has it already.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe)
  const cutOff: string[] = []
  const note = (size: Size, faults: readonly string[]) => {
    for (const fault of faults)
      // A name that somebody made endless may be cut; the button beside it may not.
      if (!(scene === 'control-bar-hostile' && fault.includes('cut off: H1')))
        cutOff.push(`${name} at ${size.width}x${size.height} in ${fault}`)
  }
  // A dialog that cannot be made larger must be large enough from the start.
  const isFixed = ({ width }: Size) => width === sceneOf(scene).width && !scene.includes('hostile')
  const [own, ...others] = sizesOf(scene)
  // In the size that it opens in the page is measured while axe is there.
  const { violations, faults } = await page.evaluate(judged, { judgings, fixed: isFixed(own) })
  note(own, faults)
  for (const size of others) {
    await page.setViewportSize(size)
    note(size, await page.evaluate(measured, { languages, fixed: isFixed(size) }))
  }
  await galleries.done(page)
  const here = (what: string) => `${name}: ${what}`
  return { cutOff, violations: violations.map(here), unreached: unreached.map(here) }
}

/** Runs in the page. */
async function measured(what: { readonly languages: readonly Language[]; readonly fixed: boolean }) {
  const { gallery } = window as unknown as InPage
  const found: string[] = []
  for (const language of what.languages) {
    await gallery.appear({ language, locale: language, scheme: 'blue' })
    const here = [...gallery.faults(), ...(what.fixed ? gallery.belowTheFold() : [])]
    found.push(...here.map((fault) => `${language}: ${fault}`))
  }
  return found
}

type Judging = { readonly language: Language; readonly scheme: Scheme; readonly rules: object }

/** What can be wrong in one language and right in another: names, words, and what depends on how long they are. */
const OF_WORDS = [
  'cat.name-role-value',
  'cat.aria',
  'cat.text-alternatives',
  'cat.forms',
  'cat.language',
  'cat.keyboard',
  'cat.sensory-and-visual-cues',
]
/** Targets of 24 pixels (WCAG 2.2, 2.5.8): axe leaves them out where nobody names them. */
const TARGETS = { 'target-size': { enabled: true } }

/** What axe looks for in which look: everything once; a scheme changes nothing but contrast, a language words and no element. */
const judgings: readonly Judging[] = [
  ...languages.map((language): Judging => {
    if (language === 'en') return { language, scheme: 'blue', rules: { rules: TARGETS } }
    // Contrast is looked at in English.
    const rules = { ...TARGETS, 'color-contrast': { enabled: false } }
    return { language, scheme: 'blue', rules: { runOnly: { type: 'tag', values: OF_WORDS }, rules } }
  }),
  ...schemes
    .slice(1)
    .map((scheme): Judging => ({ language: 'en', scheme, rules: { runOnly: ['color-contrast'] } })),
]

/** Runs in the page: what axe finds, and what is cut off. Axe need not fetch the style sheets: no rule that is on reads them. */
async function judged(what: { readonly judgings: readonly Judging[]; readonly fixed: boolean }) {
  const { gallery, axe } = window as unknown as InPage & {
    readonly axe: { run(context: Document, options: object): Promise<AxeResults> }
  }
  const found: string[] = []
  const faults: string[] = []
  for (const { language, scheme, rules } of what.judgings) {
    await gallery.appear({ language, locale: language, scheme })
    // No scheme moves a letter.
    const here = scheme === 'blue' ? [...gallery.faults(), ...(what.fixed ? gallery.belowTheFold() : [])] : []
    faults.push(...here.map((fault) => `${language}: ${fault}`))
    const options = { resultTypes: ['violations'], preload: { assets: ['media'] }, ...rules }
    const { violations } = await axe.run(document, options)
    for (const { id, nodes } of violations)
      for (const { html, failureSummary = '' } of nodes)
        found.push(`${id} in ${language}, ${scheme}: ${html.slice(0, 120)}: ${failureSummary}`)
  }
  return { violations: found, faults }
}

/** What can be used but not reached by Tab, and what shows no focus when it is reached. */
async function byTab(page: Page): Promise<readonly string[]> {
  const count = await page.evaluate(watchFocus)
  // Held down, it repeats itself.
  await Promise.all(Array.from({ length: count + 6 }, () => page.keyboard.down('Tab')))
  await page.keyboard.up('Tab')
  return page.evaluate(() => {
    const dull = [...document.querySelectorAll<HTMLElement>('[data-reached=dull]')]
    const missed = [...document.querySelectorAll<HTMLElement>('[data-reached=no]')]
    return [
      ...dull.map((element) => `no visible focus: ${element.outerHTML.slice(0, 80)}`),
      ...missed.map((element) => `not reached by Tab: ${element.outerHTML.slice(0, 80)}`),
    ]
  })
}

/** Runs in the page: marks what can be used, and later what the focus has come to. Returns how much there is. */
function watchFocus(): number {
  const box = document.querySelector('dialog[open]') ?? document
  const usable = [
    ...box.querySelectorAll<HTMLElement>('button, input, select, textarea, summary, [tabindex="0"]'),
  ].filter((element) => !element.matches(':disabled') && element.checkVisibility())
  usable.forEach((element) => (element.dataset['reached'] = 'no'))
  document.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof HTMLElement) || target.dataset['reached'] === undefined) return
    // The border around the novice's screen shows the focus of the picture inside.
    const frame = target.closest('.screen-view')
    const { outlineStyle, outlineWidth } = getComputedStyle(target)
    const seen =
      frame === null
        ? outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1
        : getComputedStyle(frame).borderColor !== 'rgba(0, 0, 0, 0)'
    // One Tab stop for a group of radio buttons; arrows do the rest.
    if (target instanceof HTMLInputElement && target.type === 'radio')
      for (const one of document.getElementsByName(target.name)) one.dataset['reached'] = 'yes'
    target.dataset['reached'] = seen ? 'yes' : 'dull'
  })
  return usable.length
}
