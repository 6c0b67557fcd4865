// Bench, row. From the double click on an invitation until the dialog stands on the expert's screen.

import { sleep } from '../clock/nap.ts'
import { timeUntilAtRest } from '../stage/still.ts'
import { type Stage, orderAway } from '../stage.ts'

const DIALOG = /^Remote Assistance Invitation$/

/** The app runs already; a second process starts, hands the file over and ends. Milliseconds of each opening. */
export async function fileOpened({ expert, invitation }: Stage, rounds: number): Promise<readonly number[]> {
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    await sleep(700)
    const begun = performance.now()
    const opening = expert.app.open(invitation)
    times.push(await timeUntilAtRest(expert.eye, begun))
    await opening
    await orderAway(await expert.app.window(DIALOG), 'closeWindow')
  }
  return times
}
