// A novice who is logged on twice is asked in both places; the first answer counts (ADM-4).

import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { runsOn } from './fixtures/app.ts'
import { button, titles } from './story/cast.ts'
import { until } from './story/eyes.ts'
import { asksToView, knock, makeInvitation, sees } from './story/moves.ts'
import { openStage } from './story/stage.ts'

test.describe(`two logon sessions of one novice, on ${runsOn}`, () => {
  test('[ADM-4] every session shows the prompt; the first answer counts and closes the others', async () => {
    const stage = openStage('second-session')
    const settings = { port: 3474 }
    try {
      const ann = await stage.enter('Ann', { settings })
      const bob = await stage.enter('Bob')
      const elsewhere = await stage.enter('Ann', { settings })
      const told = await elsewhere.app.window((page) => button(page, 'OK').isVisible())
      await sees(told, /other session/)
      await stage.look('told')
      await button(told, 'OK').click()

      const file = join(stage.folder, 'invitation.msrcincident')
      await makeInvitation(ann, file)
      await knock(bob, file)
      const here = await ann.app.window(asksToView)
      const there = await elsewhere.app.window(asksToView)
      await stage.look('asked')
      await button(there, 'Yes').click()
      await until(
        () => here.isClosed(),
        () => 'the prompt in the first session is still open',
      )
      const session = await bob.app.window(titles.session)
      await sees(session, /now connected to/)
      await stage.look('answered')
      // Control is asked for only where the screen is shared.
      await button(session, 'Take Control').click()
      await ann.app.window((page) => page.getByText(/would like to share control/).isVisible())
      expect((await elsewhere.app.titles()).filter((title) => titles.prompt.test(title))).toEqual([])
    } finally {
      await stage.close()
    }
  })
})
