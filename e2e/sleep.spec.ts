// A computer that sleeps in the middle of a session. SIGSTOP and SIGCONT stand in for it: the program is not told of either.

import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { titles } from './story/cast.ts'
import type { Notes } from './story/cast.ts'
import { until } from './story/eyes.ts'
import { clickInPicture, focusPicture, typeText, xdotool } from './story/hands.ts'
import { heldOn, nothingHeld } from './story/held-keys.ts'
import { gone, isControlBar, leave, makeInvitation, meet, sees, takeControl } from './story/moves.ts'
import { openNotes } from './story/notes.ts'
import { openStage } from './story/stage.ts'
import type { Actor, Stage } from './story/stage.ts'

test.describe('sleep', () => {
  let stage: Stage
  let ann: Actor
  let bob: Actor
  let notes: Notes
  let file: string

  test.beforeAll(async () => {
    stage = openStage('sleep')
    ;[ann, bob] = await Promise.all([stage.enter('Ann', { settings: { port: 3475 } }), stage.enter('Bob')])
    file = join(stage.folder, 'for Bob.MsRcIncident')
    notes = await openNotes(ann.display, stage.folder)
    await makeInvitation(ann, file)
  })
  test.afterAll(() => stage.close())

  test('[SES-4] the novice’s computer sleeps: what was typed into the sleep goes nowhere, nothing stays held, and the session is back', async () => {
    const session = await meet(ann, bob, file)
    await takeControl(ann, session)
    await notes.focus()
    await clickInPicture(session.expert, notes.area)
    await focusPicture(bob, titles.session)
    await typeText(bob.display, 'awake')
    await notes.echoes(/awake$/)
    await xdotool(bob.display, 'keydown', 'Shift_L')
    await until(
      () => heldOn(ann.display).keycodes.length === 1,
      () => `held on Ann's computer: ${heldOn(ann.display).keycodes.join()}`,
    )
    process.kill(ann.app.pid, 'SIGSTOP')
    try {
      await typeText(bob.display, 'asleep')
      await xdotool(bob.display, 'keyup', 'Shift_L')
      await session.expert.getByText('Connection interrupted', { exact: true }).first().waitFor()
    } finally {
      process.kill(ann.app.pid, 'SIGCONT')
    }
    await sees(session.expert, /The connection to .*Ann.* is back/)
    await sees(session.novice, /The connection to .*Bob.* is back/)
    await until(
      () => nothingHeld(ann.display),
      () => `still held: ${JSON.stringify(heldOn(ann.display))}`,
    )
    await gone(ann.app, isControlBar, 'the bar')
    await stage.look('01-awake-again')
    // Ann's own letter comes after everything that was on its way.
    await notes.focus()
    await typeText(ann.display, 'A')
    await notes.echoes(/A$/)
    expect(notes.read()).toBe('awakeA')
    await takeControl(ann, session)
    await leave(session)
  })
})
