// Files both ways between two real instances, with the questions, the folders and the pictures of it. Rules: SES-2, SES-3, SES-5,
// CTL-5.

import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import type { Page } from 'playwright-core'
import { runsOn } from './fixtures/app.ts'
import { button, titles } from './story/cast.ts'
import type { Notes } from './story/cast.ts'
import { until } from './story/eyes.ts'
import { clickInPicture, focusPicture, pressKeys, typeText } from './story/hands.ts'
import { leave, makeInvitation, meet, sees, takeControl } from './story/moves.ts'
import type { Session } from './story/moves.ts'
import { openNotes } from './story/notes.ts'
import { openStage } from './story/stage.ts'
import type { Actor, Stage } from './story/stage.ts'

const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')

test.describe('files', () => {
  test.setTimeout(180_000)
  let stage: Stage
  let ann: Actor
  let bob: Actor
  let file: string
  let notes: Notes | undefined

  test.beforeAll(async () => {
    stage = openStage('send-file')
    ;[ann, bob] = await Promise.all([stage.enter('Ann', { settings: { port: 3471 } }), stage.enter('Bob')])
    file = join(stage.folder, 'for Bob.MsRcIncident')
    await makeInvitation(ann, file)
  })
  test.afterAll(() => stage.close())

  /** Opened late: a window that stands above others, where Bob can click. */
  const notesOfAnn = async () => (notes ??= await openNotes(ann.display, folder('written down')))

  function source(name: string, size: number): string {
    const path = join(stage.folder, name)
    writeFileSync(path, randomBytes(size))
    return path
  }

  function folder(name: string): string {
    const path = join(stage.folder, name)
    mkdirSync(path)
    return path
  }

  const offer = (actor: Actor, page: Page, paths: readonly string[]) =>
    actor.app.openFiles(paths, () => button(page, 'Send a File…').click())

  const accept = (actor: Actor, page: Page, into: string) =>
    actor.app.chooseFolder(into, () => button(page, 'Accept and Choose Folder…').click())

  test('[SES-3] the expert sends two files at once, the novice one back: the same bytes, never overwritten', async () => {
    const session = await meet(ann, bob, file)
    const { novice, expert } = session
    const [driver, notes] = [source('printer driver.exe', 20_000_000), source('notes.txt', 0)]
    const received = folder('for Ann')
    writeFileSync(join(received, 'notes.txt'), 'my own')

    await offer(bob, expert, [driver, notes])
    await sees(novice, /wants to send you 2 files\./)
    await sees(expert, /^Waiting for .+ to agree…/)
    await stage.look('1-question')
    await accept(ann, novice, received)
    await sees(expert, /^To .+\s· /)
    await stage.look('2-on-its-way')
    await sees(novice, /You have received “.?notes \(2\)\.txt/u)
    await sees(expert, /You have sent “.?notes\.txt/u)
    expect(readdirSync(received).toSorted()).toEqual(['notes (2).txt', 'notes.txt', 'printer driver.exe'])
    expect(readFileSync(join(received, 'notes.txt'), 'utf8')).toBe('my own')
    expect(sha256(join(received, 'printer driver.exe'))).toBe(sha256(driver))

    const picture = source('../screen shot.png'.slice(3), 3_000_000)
    const returned = folder('for Bob')
    await offer(ann, novice, [picture])
    await sees(expert, /wants to send you a file\./)
    await stage.look('3-question-back')
    await accept(bob, expert, returned)
    await sees(novice, /You have sent “.?screen shot\.png/u)
    expect(sha256(join(returned, 'screen shot.png'))).toBe(sha256(picture))
    await stage.look('4-done')

    await leave(session)
    const center = await ann.app.window(titles.center)
    await button(center, 'Home').click()
    await button(center, /Use Tools/).click()
    await sees(center, 'You received a file from your helper')
    await sees(center, /File: .?printer driver\.exe/u)
  })

  test('[SES-3] a No, and a Cancel on the way: both are told, nothing stays', async () => {
    const session = await meet(ann, bob, file)
    const { novice, expert } = session
    const into = folder('empty')
    await offer(bob, expert, [source('unwanted.pdf', 1000)])
    await button(novice, 'Decline').click()
    await sees(expert, /has declined “.?unwanted\.pdf/u)

    await offer(bob, expert, [source('huge.bin', 400_000_000)])
    await accept(ann, novice, into)
    await sees(novice, /per second/)
    await novice.getByRole('button', { name: /^Cancel “/u }).click()
    await sees(expert, /has cancelled the transfer of “.?huge\.bin/u)
    await until(
      () => readdirSync(into).length === 0,
      () => `still there: ${readdirSync(into).join()}`,
    )
    await leave(session)
  })

  test('[CTL-5] the expert cannot answer the question put to the novice', async () => {
    const notes = await notesOfAnn()
    const session = await meet(ann, bob, file)
    const { novice, expert } = session
    await takeControl(ann, session)
    await typesOfBob(session, notes.area, 'before')
    await until(
      () => notes.read() === 'before\n',
      () => `the notes say ${JSON.stringify(notes.read())}`,
    )
    await offer(bob, expert, [source('bad.exe', 1000)])
    await sees(novice, /wants to send you a file\./)
    await expect(button(novice, 'Decline')).toBeEnabled()
    await typesOfBob(session, notes.area, 'meanwhile')
    // Ann's own answer comes after all that Bob did.
    await button(novice, 'Decline').click()
    await sees(expert, /has declined “.?bad\.exe/u)
    await typesOfBob(session, notes.area, 'after')
    await until(
      () => notes.read() === 'before\nafter\n',
      () => `the notes say ${JSON.stringify(notes.read())}`,
    )
    expect(existsSync(join(stage.folder, 'for Ann', 'bad.exe'))).toBe(false)
    await leave(session)
  })

  test('[CTL-5] nor does anything of the expert reach a file chooser that the novice has open', async () => {
    test.skip(runsOn === 'Electron', 'the fixture answers its dialogs before anybody could see them')
    const notes = await notesOfAnn()
    const session = await meet(ann, bob, file)
    const { novice, expert } = session
    await takeControl(ann, session)
    const noted = notes.read()
    await ann.app.openFiles([source('of Ann.txt', 10)], async () => {
      await button(novice, 'Send a File…').click()
      await ann.app.window(/^Choose the files to send$/)
      // Into the chooser, which has the keyboard, and into the notes beside it.
      await focusPicture(bob, titles.session)
      for (let n = 0; n < 5; n++) await pressKeys(bob.display, 'Return', 'space', 'y', 'Return')
      await typesOfBob(session, notes.area, 'meanwhile')
    })
    // Bob's own question, before he goes on.
    await sees(expert, /wants to send you a file\./)
    await button(expert, 'Decline').click()
    await sees(novice, /has declined “.?of Ann\.txt/u)
    await typesOfBob(session, notes.area, 'after')
    await until(
      () => notes.read() === `${noted}after\n`,
      () => `the notes say ${JSON.stringify(notes.read())} after ${JSON.stringify(noted)}`,
    )
    await leave(session)
  })

  async function typesOfBob({ expert }: Session, area: Parameters<typeof clickInPicture>[1], text: string) {
    await clickInPicture(expert, area)
    await focusPicture(bob, titles.session)
    await typeText(bob.display, text)
    await pressKeys(bob.display, 'Return')
  }
})
