// Development. Photographs every window in each of its states, in each language, into test-output/gallery/<language>/, and
// every scene and page in each colour scheme into test-output/gallery/<scheme>/. Usage:
//   node scripts/gallery.mjs [part of a picture's name, with its folder: de/prompt]
// A page of the center is as long as all of it; in the small sizes it is what a person sees at first.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { schemes } from '../shared/appearance.ts'
import { languages } from '../shared/language.ts'
import { galleryPages, sideBySide } from './gallery-pages.ts'
import { serveGallery, withScrollBars } from './gallery-server.ts'
import { twins } from './gallery-twins.ts'
import { beginnings, sayIn, settled, unrolled, walks } from './gallery-walks.ts'

const wanted = process.argv[2] ?? ''
const output = join(import.meta.dirname, '..', 'test-output')
const pictures = join(output, 'gallery')
const small = { width: 800, height: 600 }
const stepsOf = (name) => walks.find((walk) => walk.name === name)?.steps ?? []

/** The same again in a small window and enlarged: scene, walk, size, zoom. */
const again = [
  ['center', '', small, 1],
  ['center', '', small, 2],
  ['center', '', { width: 720, height: 520 }, 1],
  ['center', 'invite-2', small, 2],
  ['center', 'options', small, 1],
  ['center', 'options', small, 2],
  ['center-topic', '', small, 1],
  ['center-topic', '', small, 2],
  ['center-busy', 'status-details', small, 1],
  ['center-busy', 'status-details', small, 2],
  ['expert-viewing', '', small, 1],
  ['invitation-wrong-password', '', undefined, 2],
  ['prompt-control', '', undefined, 2],
  ['prompt-accept', '', undefined, 1.5],
  ['prompt-accept', '', undefined, 2],
  ['novice-controlled', '', undefined, 1.5],
  ['novice-controlled', '', undefined, 2],
  ['novice-small', '', undefined, 2],
  ['novice-talking-small', '', undefined, 1.5],
  ['novice-files', '', undefined, 2],
  ['novice-file-question', '', undefined, 2],
  ['expert-talking', '', undefined, 2],
  ['expert-viewing', '', undefined, 2],
]

const site = await serveGallery(join(output, 'gallery-site'))
const browser = await chromium.launch(withScrollBars)
const gallery = galleryPages(browser, site.address)
const list = await browser.newPage()
await list.goto(site.address)
const scenes = new Map((await list.evaluate(() => window.scenes)).map((scene) => [scene.name, scene]))
await list.close()

const seen = [
  ...[...scenes.keys()].map((name) => ({ name, scene: name, steps: [] })),
  ...walks.map(({ name, scene, steps }) => ({ name, scene, steps })),
].map((shot) => ({
  ...shot,
  size: scenes.get(shot.scene),
  zoom: 1,
  whole: scenes.get(shot.scene).role === 'center',
}))
const resized = again.map(([scene, walk, size = scenes.get(scene), zoom]) => ({
  name: `${walk || scene}-${size.width}-at-${zoom * 100}`,
  scene,
  size,
  zoom,
  whole: false,
  steps: stepsOf(walk),
}))
const shots = [
  ...languages.flatMap((language) =>
    [...seen, ...resized].map((shot) => ({ ...shot, folder: language, look: { language, scheme: 'blue' } })),
  ),
  ...schemes
    .slice(1)
    .flatMap((scheme) => seen.map((shot) => ({ ...shot, folder: scheme, look: { language: 'en', scheme } }))),
].filter(({ folder, name }) => `${folder}/${name}`.includes(wanted))

const taken = await sideBySide(shots, async ({ folder, name, scene, size, zoom, whole, steps, look }) => {
  const page = await gallery.open(scene, size, { zoom, ...look })
  const say = sayIn(look.language)
  for (const step of steps) await step(page, say)
  await settled(page, scene)
  if (whole) await unrolled(page)
  const bytes = await page.screenshot()
  await gallery.giveBack(page)
  if (!beginnings.includes(name)) {
    await mkdir(join(pictures, folder), { recursive: true })
    await writeFile(join(pictures, folder, `${name}.png`), bytes)
  }
  return { folder, name, bytes }
})
await browser.close()
await site.close()
const complaints = [...gallery.complaints, ...twins(taken, 'center', beginnings)]
const kept = taken.filter(({ name }) => !beginnings.includes(name))
console.log(`${kept.length} pictures in test-output/gallery`)
for (const complaint of complaints) console.log(complaint)
process.exitCode = complaints.length === 0 ? 0 : 1
