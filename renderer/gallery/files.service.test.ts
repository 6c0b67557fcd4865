// Renderer, gallery. Files in a session, in a real Chromium.

import { describe, expect, it } from 'vitest'
import type { TransferStatus, TransferView } from '../../shared/transfer.ts'
import { button, sceneOf, sent, show, galleryForTests } from '../../scripts/gallery-tests.ts'

const { open, openWithClock } = galleryForTests()

describe('files', () => {
  it('[SES-2] both windows have a button that asks main for the file', async () => {
    for (const scene of ['novice-viewing', 'expert-viewing']) {
      const page = await open(scene)
      await button(page, 'Send a File…').click()
      expect(await sent(page)).toEqual([{ name: 'offerFiles', input: undefined }])
    }
  })

  it('[SES-3] the question says name, type and size, warns of a program, and is deaf for half a second', async () => {
    const page = await openWithClock('novice-viewing')
    // From here on only runFor makes time pass.
    await page.clock.pauseAt(Date.now() + 60_000)
    await show(page, sceneOf('novice-file-question').view)
    const box = page.getByRole('alertdialog')
    const shown = (await box.innerText()).replaceAll('\u00A0', ' ')
    for (const part of ['Bob Fisher', 'printer-driver.exe', 'EXE', '84.2 MB', 'can harm your computer'])
      expect(shown).toContain(part)
    await page.clock.runFor(499)
    for (const key of ['Escape', 'Enter']) await page.keyboard.press(key)
    expect(await button(page, 'Decline').isDisabled()).toBe(true)
    expect(await sent(page)).toEqual([])
    await page.clock.runFor(2)
    await page.locator('button:focus').getByText('Decline').waitFor()
    await button(page, 'Accept and Choose Folder…').click()
    expect(await sent(page)).toEqual([{ name: 'acceptFiles', input: { question: 7 } }])
  })

  it('[CTL-5] only the novice is told who cannot use mouse and keyboard meanwhile', async () => {
    const sentence = 'Until you answer, nobody else can use your mouse and keyboard.'
    for (const [scene, times] of [
      ['novice-file-question', 1],
      ['expert-file-question', 0],
    ] as const) {
      const page = await open(scene)
      const box = page.getByRole('alertdialog')
      await box.getByText('It is not opened by itself.').waitFor()
      expect([scene, await box.getByText(sentence).count()]).toEqual([scene, times])
    }
  })

  it('[SES-3] ESC declines', async () => {
    const page = await open('novice-file-questions')
    await page.locator('button:focus').getByText('Decline').waitFor()
    await page.keyboard.press('Escape')
    expect(await sent(page)).toEqual([{ name: 'declineFiles', input: { question: 8 } }])
  })

  it('[SES-3] shows progress, speed and time left; Cancel and Show in Folder name their file', async () => {
    const page = await open('novice-files')
    await page.getByText('1.1 MB of 2.4 MB · 310 kB per second · 5 seconds left').waitFor()
    expect(await page.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('46')
    await page.getByRole('button', { name: /^Cancel .*Screenshot/u }).click()
    await page.getByRole('button', { name: /^Show .*printer-driver/u }).click()
    expect((await sent(page)).map(({ name }) => name)).toEqual(['cancelTransfer', 'showReceivedFile'])
  })

  it('[SES-3] says in a sentence why a file did not arrive', async () => {
    const page = await open('expert-files')
    await page.getByText('There is no room for it on').waitFor()
    await page
      .getByText(/declined$/u)
      .first()
      .waitFor()
  })

  it('[SES-3] the newest stands first, and each keeps its place whatever becomes of it', async () => {
    const { view } = sceneOf('expert-files')
    if (view.role !== 'expert-session') throw new Error('another view')
    const page = await open('expert-viewing')
    const began: readonly TransferView[] = ['first.txt', 'second.txt', 'third.txt'].map((name, index) => ({
      id: `out-${index}`,
      direction: 'sending',
      name,
      size: 1_000_000,
      status: { kind: 'waiting' },
    }))
    const shown = (transfers: readonly TransferView[]) =>
      show(page, { ...view, files: { question: null, transfers } })
    const rows = () =>
      page
        .locator('.transfer')
        .evaluateAll((all) =>
          all.map((row) => [
            row.querySelector('.transfer-name')?.textContent.replaceAll(/[\u2068\u2069]/gu, ''),
            row.getAttribute('class'),
          ]),
        )
    const became = (nth: number, status: TransferStatus) =>
      began.map((one, index) => (index === nth ? { ...one, status } : one))
    const ends: readonly TransferStatus[] = [
      { kind: 'moving', done: 500_000, bytesPerSecond: 1 },
      { kind: 'checking' },
      { kind: 'done' },
      { kind: 'declined' },
      { kind: 'cancelled', by: 'here' },
      { kind: 'failed', why: 'disk-full' },
    ]
    for (const status of ends)
      for (const nth of began.keys()) {
        await shown(became(nth, status))
        await page.locator(`.transfer-${status.kind}`).waitFor()
        expect(await rows()).toEqual(
          became(nth, status)
            .map(({ name, status: { kind } }) => [name, `transfer transfer-${kind}`])
            .toReversed(),
        )
      }
  })

  it('[CTL-2] the ways to stop stay in sight, however many files there are', async () => {
    const page = await open('novice-files-small')
    const box = await button(page, 'Disconnect').boundingBox()
    expect((box?.y ?? 999) + (box?.height ?? 0)).toBeLessThanOrEqual(420)
  })
})
