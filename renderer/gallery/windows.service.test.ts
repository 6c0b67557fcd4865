// Renderer, gallery. The small windows in a real Chromium, as built pages under the app's content security policy.

import { describe, expect, it } from 'vitest'
import { button, press, sceneOf, sent, show, galleryForTests } from '../../scripts/gallery-tests.ts'

const galleries = galleryForTests()
const { open } = galleries

describe('the invitation dialog', () => {
  it('[EXP-3] keeps Yes disabled until the required password is typed', async () => {
    const page = await open('invitation-question')
    expect(await page.title()).toBe('Remote Assistance Invitation')
    expect(await button(page, 'Yes').isDisabled()).toBe(true)
    await page.keyboard.type('p')
    expect(await button(page, 'Yes').isEnabled()).toBe(true)
    await page.keyboard.press('Backspace')
    expect(await button(page, 'Yes').isDisabled()).toBe(true)
    await page.keyboard.type('pear')
    await page.keyboard.press('Enter')
    expect(await sent(page)).toEqual([{ name: 'connect', input: { password: 'pear' } }])
  })

  it('[INV-4] asks for no password when the invitation needs none', async () => {
    const page = await open('invitation-no-password')
    expect(await page.getByLabel('Password').count()).toBe(0)
    await press(page, 'Yes')
    expect(await sent(page)).toEqual([{ name: 'connect', input: { password: null } }])
  })

  it('[EXP-2] says that an invitation seems expired and still lets the expert try', async () => {
    const page = await open('invitation-expired')
    await page.getByText('This invitation seems to be expired.').waitFor()
    await page.getByLabel('Password').fill('pear')
    expect(await button(page, 'Yes').isEnabled()).toBe(true)
  })

  it('[ADM-3] says that the password was wrong and selects it for another try', async () => {
    const page = await open('invitation-question')
    await page.keyboard.type('plum')
    await page.keyboard.press('Enter')
    await show(page, sceneOf('invitation-connecting').view)
    await button(page, 'Cancel').waitFor()
    await show(page, sceneOf('invitation-wrong-password').view)
    await page
      .getByRole('alert')
      .getByText('The password you entered is incorrect. Please try again.')
      .waitFor()
    await page.keyboard.type('pear')
    expect(await page.getByLabel('Password').inputValue()).toBe('pear')
  })

  it('[CON-1] shows which address is tried and can be cancelled by ESC', async () => {
    const page = await open('invitation-connecting')
    await page.getByText('Address 2 of 4:').waitFor()
    await page.getByText('192.168.1.23:3389').waitFor()
    await page.getByText(/seconds? left for this address/u).waitFor()
    await page.keyboard.press('Escape')
    expect(await sent(page)).toEqual([{ name: 'cancelConnecting', input: undefined }])
  })

  it('[CON-2] shows one box when no address answered, with Details, and OK leads back to the question', async () => {
    const page = await open('invitation-no-address')
    const box = page.getByRole('alertdialog', { name: 'Remote Assistance' })
    await box.getByText('A Remote Assistance connection could not be established.').waitFor()
    expect(await box.getByText('203.0.113.7:49152').count()).toBe(0)
    await press(page, 'Details')
    await box.getByText('203.0.113.7:49152').waitFor()
    await press(page, 'OK')
    await box.waitFor({ state: 'detached' })
    expect(await sent(page)).toEqual([])
    await page.getByText('Do you want to connect to').waitFor()
  })

  it('[INV-8] says in one sentence what is wrong with a bad file', async () => {
    const page = await open('invitation-broken')
    expect(await page.getByRole('alert').innerText()).toMatch(
      /^The invitation is incomplete: “.RCTICKET.” is missing\.$/u,
    )
    await press(page, 'OK')
    expect(await sent(page)).toEqual([{ name: 'closeWindow', input: undefined }])
  })
})

describe("the novice's prompts", () => {
  it.each(['prompt-accept', 'prompt-control'])(
    '[ADM-4] %s: nothing answers in the first half second, then No is the default',
    async (name) => {
      const scene = sceneOf(name)
      const context = await galleries.gallery().browser.newContext({ viewport: scene })
      const page = await context.newPage()
      galleries.keep(page)
      await page.clock.install()
      await page.goto(`${galleries.gallery().address}?scene=${name}`)
      await button(page, 'No').waitFor()
      await page.clock.pauseAt(Date.now() + 60_000)
      // Begin afresh at a known moment of the page's clock.
      await show(page, { ...scene.view, promptId: 'p2' })
      await page.clock.runFor(499)
      for (const key of ['Escape', 'Enter', 'Space', 'y']) await page.keyboard.press(key)
      expect(await button(page, 'Yes').isDisabled()).toBe(true)
      expect(await button(page, 'No').isDisabled()).toBe(true)
      expect(await sent(page)).toEqual([])
      await page.clock.runFor(2)
      expect(await button(page, 'Yes').isEnabled()).toBe(true)
      await page.locator('button:focus').getByText('No').waitFor()
      await page.keyboard.press('Enter')
      expect(await sent(page)).toEqual([{ name: 'answerPrompt', input: { promptId: 'p2', accept: false } }])
    },
  )

  it('[ADM-4] ESC means No, once', async () => {
    const page = await open('prompt-accept')
    await page.locator('button:focus').waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    expect(await sent(page)).toEqual([{ name: 'answerPrompt', input: { promptId: 'p1', accept: false } }])
  })

  it('[CTL-1] Yes gives control, and only Yes', async () => {
    const page = await open('prompt-control')
    await page.getByText('Do you wish to let').waitFor()
    await page.getByText('press ESC at any time').waitFor()
    await button(page, 'Yes').click()
    expect(await sent(page)).toEqual([{ name: 'answerPrompt', input: { promptId: 'p1', accept: true } }])
  })

  it('[ADM-4] shows name, address and check words', async () => {
    const page = await open('prompt-accept')
    const shown = await page.getByRole('alertdialog').innerText()
    for (const part of ['Bob Fisher', '192.168.1.40', 'harbor', 'violin', 'copper', 'meadow'])
      expect(shown).toContain(part)
  })
})

describe('sessions', () => {
  it('[CTL-2] the novice can stop control only while there is control', async () => {
    expect(await button(await open('novice-viewing'), 'Stop Control (ESC)').isDisabled()).toBe(true)
    const page = await open('novice-controlled')
    await button(page, 'Stop Control (ESC)').click()
    await button(page, 'Disconnect').click()
    expect((await sent(page)).map(({ name }) => name)).toEqual(['stopControl', 'disconnect'])
    expect(await page.title()).toBe('Remote Assistance — Bob Fisher')
  })

  it('[CTL-2] the bar says who is in control and stops it', async () => {
    const page = await open('control-bar')
    expect(await page.getByRole('alert').innerText()).toContain('Bob Fisher')
    await button(page, 'Stop (ESC)').click()
    expect(await sent(page)).toEqual([{ name: 'stopControl', input: undefined }])
  })

  it('[SES-2] chat sends by Enter and shows what comes as text only', async () => {
    const page = await open('novice-viewing')
    expect(await page.locator('.chat-history img').count()).toBe(0)
    expect(await page.getByRole('log').innerText()).toContain('<img src=x onerror=alert(1)> fdp.exe')
    await page.getByLabel('Message Entry').fill('Good morning')
    await page.keyboard.press('Enter')
    expect(await sent(page)).toEqual([{ name: 'sendChat', input: { text: 'Good morning' } }])
    expect(await page.getByLabel('Message Entry').inputValue()).toBe('')
  })

  it('[CTL-6] ESC in the chat gives control up', async () => {
    const page = await open('expert-controlling')
    await page.getByLabel('Message Entry').focus()
    await page.keyboard.press('Escape')
    expect(await sent(page)).toEqual([{ name: 'releaseControl', input: undefined }])
  })

  it('[SES-4] an ended session says why and can be closed', async () => {
    const page = await open('novice-ended')
    await page.getByText('was lost. If the invitation is still open').waitFor()
    await button(page, 'Close').click()
    expect(await sent(page)).toEqual([{ name: 'closeWindow', input: undefined }])
  })
})

describe('files', () => {
  it('[SES-2] both windows have a button that asks main for the file', async () => {
    for (const scene of ['novice-viewing', 'expert-viewing']) {
      const page = await open(scene)
      await button(page, 'Send a File…').click()
      expect(await sent(page)).toEqual([{ name: 'offerFiles', input: undefined }])
    }
  })

  it('[SES-3] the question says name, type and size, warns of a program, and is deaf for half a second', async () => {
    const page = await open('novice-viewing')
    await page.clock.install()
    await show(page, sceneOf('novice-file-question').view)
    const box = page.getByRole('alertdialog')
    const shown = await box.innerText()
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

  it('[SES-3] ESC declines', async () => {
    const page = await open('novice-file-questions')
    await page.locator('button:focus').getByText('Decline').waitFor()
    await page.keyboard.press('Escape')
    expect(await sent(page)).toEqual([{ name: 'declineFiles', input: { question: 8 } }])
  })

  it('[SES-3] shows progress, speed and time left; Cancel and Show in Folder name their file', async () => {
    const page = await open('novice-files')
    await page.getByText(/1\.1 MB of 2\.4 MB · 310 kB per second · 5 seconds left/u).waitFor()
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

  it('[CTL-2] the ways to stop stay in sight, however many files there are', async () => {
    const page = await open('novice-files-small')
    const box = await button(page, 'Disconnect').boundingBox()
    expect((box?.y ?? 999) + (box?.height ?? 0)).toBeLessThanOrEqual(420)
  })
})
