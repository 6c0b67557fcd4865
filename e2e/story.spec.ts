// The main job, end to end, on two real instances with a display each. Rules: INV-1, EXP-1, ADM-3, ADM-4, ADM-7, SES-1, CTL-1,
// CTL-2, CTL-3, TKT-3, TKT-4, TKT-6.

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from '@playwright/test'
import { runsOn } from './fixtures/app.ts'
import { photograph } from './story/eyes.ts'
import { openCast } from './story/open-cast.ts'
import type { OpenCast } from './story/open-cast.ts'
import { steps } from './story/steps.ts'

const pictures = join(import.meta.dirname, '..', 'test-output', 'story')

test.describe(`Ann and Bob, on ${runsOn}`, () => {
  let cast: OpenCast
  test.setTimeout(240_000)
  test.beforeEach(async () => {
    mkdirSync(pictures, { recursive: true })
    cast = await openCast()
  })
  test.afterEach(() => cast.close())

  test('[CTL-1] [CTL-3] [TKT-6] the whole story, from the invitation to Expire', async () => {
    for (const [index, { says, play }] of steps.entries()) {
      await test.step(says, async () => {
        await play(cast)
        const number = String(index + 1).padStart(2, '0')
        await photograph(cast.novice.display, join(pictures, `${number}-novice.png`))
        await photograph(cast.expert.display, join(pictures, `${number}-expert.png`))
      })
    }
  })
})
