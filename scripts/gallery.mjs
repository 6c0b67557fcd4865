// Development. Photographs every window in each of its states into test-output/gallery/. Usage:
//   node scripts/gallery.mjs [part of a picture's name]
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { openGallery } from './gallery-server.ts'

const wanted = process.argv[2] ?? ''
const output = join(import.meta.dirname, '..', 'test-output')
const pictures = join(output, 'gallery')
const center = { width: 900, height: 640 }

const press = (name) => async (page) => {
  await page.getByRole('button', { name }).first().click()
}
const choose = (row) => async (page) => page.getByRole('radio').nth(row).check()
const type = (label, text) => async (page) => page.getByLabel(label).fill(text)
const search = (query) => async (page) => {
  await page.getByLabel('Search', { exact: true }).fill(query)
  await page.keyboard.press('Enter')
  await page.locator('.help-page').waitFor()
}
const page = (name) => async (at) => {
  await at.getByRole('button', { name, exact: true }).first().click()
  await at.locator('.pane-item, .pane-text, .keyword-letter').first().waitFor()
}
const topicIsShown = async (at) => at.locator('.topic-body p').first().waitFor()
const toInvite = [press('Invite a friend'), press('Invite someone to help you')]
const toStep2 = [...toInvite, press('Continue')]
const save = [
  ...toStep2,
  type('Type password:', 'pear'),
  type('Confirm password:', 'pear'),
  press('Save Invitation'),
]

/** Pages that only clicks lead to: name, scene, clicks. */
const walks = [
  ['assistance', 'center-busy', [press('Invite a friend')]],
  ['invite-1', 'center', toInvite],
  ['invite-1-no-name', 'center', [...toInvite, type('From', ' '), press('Continue')]],
  [
    'invite-1-limit',
    'center-limited',
    [...toInvite, (page) => page.getByLabel('Unit').selectOption('days'), press('Continue')],
  ],
  ['invite-2', 'center', toStep2],
  ['invite-2-no-password', 'center', [...toStep2, press('Save Invitation')]],
  [
    'invite-2-mismatch',
    'center',
    [...toStep2, type('Type password:', 'pear'), type('Confirm password:', 'plum'), press('Save Invitation')],
  ],
  ['invite-2-saving', 'center-saving', save],
  ['invite-2-cancelled', 'center-cancelled', save],
  ['invite-2-not-written', 'center-not-written', save],
  ['invite-2-cannot-listen', 'center-cannot-listen', save],
  ['invite-3-saved', 'center', [...save, (page) => page.getByText('If your helper cannot connect').click()]],
  ['status-empty', 'center', [press('View invitation status')]],
  ['status', 'center-busy', [press('View invitation status'), choose(1)]],
  ['status-nothing-chosen', 'center-busy', [press('View invitation status'), press('Expire')]],
  ['status-already-expired', 'center-busy', [press('View invitation status'), choose(2), press('Expire')]],
  ['status-details', 'center-busy', [press('View invitation status'), choose(0), press('Details')]],
  ['status-delete', 'center-busy', [press('View invitation status'), choose(1), press('Delete')]],
  ['status-resent', 'center-busy', [press('View invitation status'), choose(1), press('Resend')]],
  ['status-damaged', 'center-damaged', [press('View invitation status')]],
  ['status-hostile', 'center-hostile', [press('View invitation status'), choose(1), press('Details')]],
  ['tools', 'center', [press('Use Tools')]],
  ['tools-busy', 'center-busy', [press('Use Tools')]],
  ['tools-filtered', 'center-read', [press('Use Tools'), type('Containing', 'bob'), press('Export')]],
  ['tools-not-exported', 'center-not-exported', [press('Use Tools'), press('Export')]],
  ['help-group', 'center', [press('Asking for help')]],
  ['help-topic', 'center-topic', [topicIsShown]],
  ['help-search', 'center', [search('pasword')]],
  [
    'help-search-topic',
    'center',
    [search('stopping control'), press(/^Control and the ESC key./), topicIsShown],
  ],
  ['help-search-nothing', 'center', [search('xylophone')]],
  ['help-index', 'center', [page('Index')]],
  ['help-index-filtered', 'center', [page('Index'), type('Type the keyword', 'inv')]],
  ['help-favorites', 'center-read', [page('Favorites')]],
  ['help-favorites-none', 'center', [page('Favorites')]],
  ['help-history', 'center-read', [page('History')]],
  ['help-history-none', 'center', [page('History')]],
  ['help-support', 'center-read', [page('Support'), press('Copy')]],
  ['help-options', 'center', [press('Options')]],
  ['unexpected', 'center-unexpected', [press('Open an invitation')]],
  ['invitation-no-address-details', 'invitation-no-address', [press('Details')]],
]
const small = { width: 800, height: 600 }
const again = [
  ['center', small, 1, []],
  ['center', small, 2, []],
  ['center-busy', small, 2, [press('View invitation status'), choose(1), press('Details')]],
  ['center', small, 2, toStep2],
  ['center-busy', small, 1, [press('View invitation status'), choose(1), press('Details')]],
  ['center', { width: 720, height: 520 }, 1, []],
  ['center-topic', small, 1, [topicIsShown]],
  ['center-topic', small, 2, [topicIsShown]],
  ['invitation-wrong-password', { width: 500, height: 420 }, 2, []],
  ['prompt-control', { width: 480, height: 430 }, 2, []],
  ['novice-controlled', { width: 420, height: 560 }, 2, []],
  ['expert-viewing', { width: 1180, height: 800 }, 2, []],
]

await mkdir(pictures, { recursive: true })
const gallery = await openGallery(join(output, 'gallery-site'))
const list = await gallery.browser.newPage()
await list.goto(gallery.address)
const scenes = await list.evaluate(() => window.scenes)

const shots = [
  ...scenes.map(({ name, width, height }) => [name, name, { width, height }, 1, []]),
  ...walks.map(([name, scene, steps]) => [
    name,
    scene,
    scene.startsWith('center') ? center : { width: 500, height: 420 },
    1,
    steps,
  ]),
  ...again.map(([scene, size, zoom, steps], index) => [
    `${scene}-${size.width}-at-${zoom * 100}-${index}`,
    scene,
    size,
    zoom,
    steps,
  ]),
].filter(([name]) => name.includes(wanted))

for (const [name, scene, size, zoom, steps] of shots) {
  const page = await gallery.open(scene, size, zoom)
  await page.locator('#root > *').first().waitFor()
  for (const step of steps) await step(page)
  if (scene.startsWith('prompt')) await page.locator('button:enabled').first().waitFor()
  await page.waitForFunction(() => [...document.images].every((image) => image.complete))
  await page.screenshot({ path: join(pictures, `${name}.png`) })
  await page.context().close()
}
await gallery.close()
console.log(`${shots.length} pictures in test-output/gallery`)
for (const complaint of gallery.complaints) console.log(complaint)
process.exitCode = gallery.complaints.length === 0 ? 0 : 1
