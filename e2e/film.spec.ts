// A film on the novice's screen while the line is thin: encoded in a hidden window of the novice's, decoded by the expert's
// viewer, sharp at rest. Rules: ADM-7, SES-2.

import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import type { Page } from 'playwright-core'
import { button } from './story/cast.ts'
import { pictureShows } from './story/eyes.ts'
import { gone, has, leave, makeInvitation, meet, sees } from './story/moves.ts'
import { openStage } from './story/stage.ts'
import type { Actor, Stage } from './story/stage.ts'

/** A place that the film (the bench's photograph.ts) covers, and no window of the app. */
const UNDER_IT = { x: 20, y: 600, width: 100, height: 100 }
/** A picture of most of a screen takes two computers on one a second. */
const PATIENCE = { timeout: 40_000 }

test.describe('a film on a thin line', () => {
  let stage: Stage
  let ann: Actor
  let bob: Actor
  let film: ChildProcess | undefined
  test.beforeAll(async () => {
    stage = openStage('film')
    ;[ann, bob] = await Promise.all([stage.enter('Ann', { settings: { port: 3472 } }), stage.enter('Bob')])
  })
  test.afterAll(async () => {
    film?.kill()
    await stage.close()
  })

  const play = () => {
    const player = join(import.meta.dirname, '..', 'bench', 'stage', 'photograph.ts')
    film = spawn(process.execPath, [player, ann.display.display], { stdio: 'ignore' })
  }

  test('[ADM-7] [SES-2] is encoded while it plays and in no other moment', async () => {
    const file = join(stage.folder, 'RAInvitation.MsRcIncident')
    await makeInvitation(ann, file)
    const session = await meet(ann, bob, file)
    await session.expert.evaluate(() => window.assist.command('setLineSpeed', { speed: '1m' }))
    expect(await has(ann.app, encodes)).toBe(false)

    await countPictures(session.expert)
    play()
    await ann.app.window(encodes)
    const decoded = () => session.expert.evaluate(() => Number(Reflect.get(window, 'decoded')))
    await expect.poll(decoded, PATIENCE).toBeGreaterThan(5)
    await stage.look('01-plays')

    await button(session.novice, 'Pause').click()
    await sees(session.expert, 'has paused the picture')
    await gone(ann.app, encodes, 'the encoder window')
    await button(session.novice, 'Resume').click()
    await ann.app.window(encodes)
    const before = await decoded()
    await expect.poll(decoded, PATIENCE).toBeGreaterThan(before + 2)

    film?.kill()
    await pictureShows(session.expert, ann.display, UNDER_IT)
    await stage.look('02-rests')
    await leave(session)
    await gone(ann.app, encodes, 'the encoder window')
  })
})

/** The hidden window is the one with nothing in it; this computer captures without one. */
const encodes = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.querySelector('#root')?.childElementCount === 0)

/** How many pictures of H.264 the viewer takes from now on. */
const countPictures = (page: Page) =>
  page.evaluate(() => {
    const counted = Object.assign(window, { decoded: 0 })
    VideoDecoder.prototype.decode = new Proxy(VideoDecoder.prototype.decode, {
      apply: (decode, decoder, given) => {
        counted.decoded++
        Reflect.apply(decode, decoder, given)
      },
    })
  })
