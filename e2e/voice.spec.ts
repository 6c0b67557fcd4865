// Talking (SES-2) between two real instances: the microphones are Chromium's own, which beep; the sound goes through WebRTC.

import { isIP } from 'node:net'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { ownAddresses, watchCalls } from './networks/page-calls.ts'
import { button } from './story/cast.ts'
import { leave, makeInvitation, meet, sees } from './story/moves.ts'
import type { Session } from './story/moves.ts'
import { openStage } from './story/stage.ts'
import type { Actor, Stage } from './story/stage.ts'
import { asksToTalk, hears, talk } from './story/talking.ts'

test.describe('talking', () => {
  let stage: Stage
  let ann: Actor
  let bob: Actor
  let file: string
  let session: Session
  test.beforeAll(async () => {
    stage = openStage('voice')
    ;[ann, bob] = await Promise.all([stage.enter('Ann', { settings: { port: 3467 } }), stage.enter('Bob')])
    file = join(stage.folder, 'for Bob.MsRcIncident')
    await makeInvitation(ann, file)
  })
  test.beforeEach(async () => {
    session = await meet(ann, bob, file)
  })
  test.afterEach(() => leave(session))
  test.afterAll(() => stage.close())

  test('[SES-2] each tells the other one real addresses, no names that only neighbours can ask for', async () => {
    for (const page of [session.novice, session.expert]) await watchCalls(page)
    await talk(session)
    for (const page of [session.novice, session.expert]) {
      const addresses = await ownAddresses(page)
      expect(addresses.length).toBeGreaterThan(0)
      expect(addresses.filter((address) => isIP(address) === 0)).toEqual([])
    }
  })

  test('[SES-2] both hear each other after a Yes; mute silences one; the end stops both', async () => {
    await talk(session)
    for (const page of [session.novice, session.expert]) {
      await hears(page, 'own', true)
      await hears(page, 'other', true)
    }
    await stage.look('01-talking')
    await button(session.novice, 'Mute').click()
    await sees(session.novice, 'Your microphone is muted')
    await hears(session.expert, 'other', false)
    await hears(session.novice, 'other', true)
    await button(session.novice, 'Mute').click()
    await hears(session.expert, 'other', true)
    await button(session.expert, 'Stop Talking').click()
    await sees(session.novice, 'has stopped talking')
    for (const page of [session.novice, session.expert]) {
      await page.locator('.voice').waitFor({ state: 'detached' })
      await button(page, 'Start Talking').waitFor()
    }
  })

  test('[SES-2] the novice may ask, No is told, a request can be taken back', async () => {
    await button(session.novice, 'Start Talking').click()
    await asksToTalk(session.expert).waitFor()
    await stage.look('02-asked')
    await button(session.expert, 'No').click()
    await sees(session.novice, 'does not want to talk now')
    await button(session.novice, 'Start Talking').click()
    await asksToTalk(session.expert).waitFor()
    await button(session.novice, 'Cancel').click()
    await asksToTalk(session.expert).waitFor({ state: 'detached' })
    await sees(session.expert, 'The request to talk was taken back.')
  })

  test('[SES-2] no page gets a microphone while nobody talks, and never a camera', async () => {
    const opens = (page: Page, wish: MediaStreamConstraints) =>
      page.evaluate(async (constraints) => {
        try {
          const stream = await navigator.mediaDevices.getUserMedia(constraints)
          for (const track of stream.getTracks()) track.stop()
          return 'open'
        } catch (cause) {
          return cause instanceof DOMException ? cause.name : String(cause)
        }
      }, wish)
    for (const page of [session.novice, session.expert])
      expect(await opens(page, { audio: true })).toBe('NotAllowedError')
    await talk(session)
    for (const page of [session.novice, session.expert]) {
      expect(await opens(page, { audio: true })).toBe('open')
      expect(await opens(page, { video: true })).toBe('NotAllowedError')
      expect(await opens(page, { audio: true, video: true })).toBe('NotAllowedError')
    }
  })

  test('[SES-2] [SES-4] talking ends with the session', async () => {
    await talk(session)
    await button(session.expert, 'Disconnect').click()
    for (const page of [session.novice, session.expert]) {
      await button(page, 'Close').first().waitFor()
      await page.locator('.voice').waitFor({ state: 'detached' })
    }
  })
})
