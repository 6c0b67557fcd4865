// Demonstration. Plays the main job by itself on two virtual displays, says each step as it happens and keeps pictures of both
// screens: `npm run demo -- --auto`, and by itself where there is no display.

import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { runsOn } from '../fixtures/app.ts'
import { photograph } from '../story/eyes.ts'
import { openCast } from '../story/open-cast.ts'
import { steps } from '../story/steps.ts'

const folder = join(process.cwd(), 'demo-output')

rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
const say = (text: string) => process.stdout.write(`${text}\n`)

say(`Ann needs help, Bob gives it: two apps on ${runsOn}, each on a virtual display of its own.`)
const cast = await openCast()
try {
  for (const [index, { says, play }] of steps.entries()) {
    const number = String(index + 1).padStart(2, '0')
    say(`${number}  ${says}`)
    await play(cast)
    await photograph(cast.novice.display, join(folder, `${number}-ann.png`))
    await photograph(cast.expert.display, join(folder, `${number}-bob.png`))
  }
  say(`That was all of it. A picture of both screens after each step is in ${folder}`)
} catch (cause) {
  process.exitCode = 1
  await photograph(cast.novice.display, join(folder, 'failed-ann.png'))
  await photograph(cast.expert.display, join(folder, 'failed-bob.png'))
  say(`It stopped here: ${cause instanceof Error ? cause.message : String(cause)}`)
  say(`What was on both screens is in ${folder}`)
} finally {
  await cast.close()
}
