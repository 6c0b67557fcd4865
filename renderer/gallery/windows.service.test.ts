// Renderer, gallery. The small windows in a real Chromium, as built pages under the app's content security policy.

import { describe, expect, it } from 'vitest'
import { button, press, sceneOf, sent, show, galleryForTests } from '../../scripts/gallery-tests.ts'

const { open, openWithClock } = galleryForTests()

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
    await page.getByText('Home or company network', { exact: true }).waitFor()
    await page.getByText(/^Next: .\[fd00::1c2b:9aff:fe01:22\]:3389. \(Home or company network\)$/u).waitFor()
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

  it('[CON-2] what was tried can be read again after OK, with how far each address leads', async () => {
    const page = await open('invitation-no-address')
    await press(page, 'OK')
    await page.getByText('The last attempt did not reach the other computer.').waitFor()
    await press(page, 'Show what was tried')
    const rows = await page.getByRole('alertdialog').locator('tbody tr').allInnerTexts()
    expect(rows.map((row) => row.replace(/[\u2068\u2069]/gu, '').split(/\s*[\n\t]\s*/u))).toEqual([
      ['203.0.113.7:49152', 'Internet', 'No answer'],
      ['192.168.1.23:3389', 'Home or company network', 'Nothing is waiting there'],
      ['[fd00::1c2b:9aff:fe01:22]:3389', 'Home or company network', 'Cannot be reached from this network'],
      ['ann-pc:3389', 'Computer name', 'The name is not known here'],
    ])
    await page.keyboard.press('Escape')
    await page.getByRole('alertdialog').waitFor({ state: 'detached' })
    expect(await sent(page)).toEqual([])
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
      const page = await openWithClock(name)
      await button(page, 'No').waitFor()
      await page.clock.pauseAt(Date.now() + 60_000)
      // Begin afresh at a known moment of the page's clock.
      if (scene.view.role !== 'prompt') throw new Error(`${name} is no prompt`)
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

  it('[SES-2] chat sends by Enter and shows what comes as text only', async () => {
    const page = await open('novice-viewing')
    expect(await page.locator('.chat-history img').count()).toBe(0)
    expect(await page.getByRole('log').innerText()).toContain('<img src=x onerror=alert(1)> fdp.exe')
    await page.getByLabel('Message Entry').fill('Good morning')
    await page.keyboard.press('Enter')
    expect(await sent(page)).toEqual([
      { name: 'typing', input: undefined },
      { name: 'sendChat', input: { text: 'Good morning' } },
    ])
    expect(await page.getByLabel('Message Entry').inputValue()).toBe('')
  })

  it('[SES-2] a megabyte in the entry is cut, and the page says so before it is sent', async () => {
    const page = await open('novice-viewing')
    const entry = page.getByLabel('Message Entry')
    await entry.focus()
    await page.keyboard.insertText('x'.repeat(3_999) + '😀'.repeat(250_000))
    await page.getByRole('alert').getByText('has been cut to 4,000 characters').waitFor()
    // Never half of a character.
    expect(await entry.inputValue()).toBe('x'.repeat(3_999))
    await page.keyboard.press('Enter')
    expect((await sent(page)).at(-1)).toEqual({ name: 'sendChat', input: { text: 'x'.repeat(3_999) } })
    expect(await page.getByText('has been cut').count()).toBe(0)
  })

  it('[SES-2] who reads further up stays there when a line comes, and is led down', async () => {
    const page = await open('novice-viewing')
    const log = page.getByRole('log')
    const { view } = sceneOf('novice-viewing')
    if (view.role !== 'novice-session') throw new Error('another view')
    const line = (text: string) => ({ at: Date.now(), kind: 'theirs', text }) as const
    const lines = Array.from({ length: 30 }, (_, index) => line(String(index + 1)))
    const longer = { ...view, chat: [...view.chat, ...lines] }
    const atEnd = () =>
      log.evaluate((element) => element.scrollHeight - element.scrollTop - element.clientHeight < 2)
    await show(page, longer)
    await log.getByText('30', { exact: true }).waitFor()
    expect(await atEnd()).toBe(true)
    await log.evaluate((element) => element.scrollTo(0, 0))
    // The page hears of its scrolling with the next frame.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
    await show(page, { ...longer, chat: [...longer.chat, line('news')] })
    await button(page, 'New message below').click()
    await page.waitForFunction(() => (document.querySelector('.chat-history')?.scrollTop ?? 0) > 0)
    expect(await atEnd()).toBe(true)
  })

  it('[SES-2] Pause and Resume are one button; a paused session has no control to take', async () => {
    const novice = await open('novice-controlled')
    await button(novice, 'Pause').click()
    await show(novice, sceneOf('novice-paused').view)
    await button(novice, 'Resume').click()
    expect((await sent(novice)).map(({ name }) => name)).toEqual(['pausePicture', 'resumePicture'])
    const expert = await open('expert-paused')
    expect(await button(expert, 'Take Control').isDisabled()).toBe(true)
    await expert.getByText('has paused the picture').first().waitFor()
  })

  it('[CTL-8] all three windows say why the input is held off', async () => {
    await (await open('control-bar-held')).getByText('You are using the mouse or keyboard;').waitFor()
    await (await open('novice-held')).getByText('You are at the controls').waitFor()
    await (await open('expert-held')).getByText('your input is held off for a moment.').waitFor()
  })

  it('[SES-2] F11 and the button ask for the whole screen, and ESC does not leave it', async () => {
    const page = await open('expert-controlling')
    await button(page, 'Full Screen').waitFor()
    await page.keyboard.press('F11')
    await button(page, 'Leave Full Screen').waitFor()
    await page.keyboard.press('Escape')
    await button(page, 'Leave Full Screen').click()
    expect(await sent(page)).toEqual([
      { name: 'setFullScreen', input: { full: true } },
      { name: 'releaseControl', input: undefined },
      { name: 'setFullScreen', input: { full: false } },
    ])
  })

  it('[SES-2] Settings ask for fewer colours, less of the line and a sharp picture', async () => {
    const page = await open('expert-viewing')
    await button(page, 'Settings').click()
    await page.getByLabel('Colors:').selectOption('Few (9 bits), for a slow connection')
    expect(await sent(page)).toEqual([{ name: 'setColours', input: { colours: 'few' } }])
    await page.getByLabel('Connection speed:').selectOption('Up to 1 Mbit/s')
    expect((await sent(page)).slice(1)).toEqual([{ name: 'setLineSpeed', input: { speed: '1m' } }])
    await page.getByLabel('When scaled:').selectOption('Sharp')
    expect(await page.locator('.screen-view').getAttribute('data-scaling')).toBe('sharp')
    await button(page, 'Settings').click()
    expect(await page.getByLabel('Colors:').count()).toBe(0)
  })

  it('[SES-2] every button can be reached in small windows', async () => {
    for (const name of ['novice-small', 'expert-800', 'expert-small']) {
      const page = await open(name)
      const { width, height } = sceneOf(name)
      for (const each of await page.getByRole('toolbar').getByRole('button').all()) {
        const box = await each.boundingBox()
        expect(box && box.x >= 0 && box.y >= 0, name).toBe(true)
        expect(box && box.x + box.width <= width && box.y + box.height <= height, name).toBe(true)
      }
    }
  })

  it('[CTL-6] ESC in the chat gives control up', async () => {
    const page = await open('expert-controlling')
    await page.getByLabel('Message Entry').focus()
    await page.keyboard.press('Escape')
    expect(await sent(page)).toEqual([{ name: 'releaseControl', input: undefined }])
  })

  it('[SES-4] an ended session says why and can be closed', async () => {
    const page = await open('novice-ended')
    await page.getByText('The connection to').first().waitFor()
    await button(page, 'Close').click()
    expect(await sent(page)).toEqual([{ name: 'closeWindow', input: undefined }])
  })

  it('[ADM-4] draws nothing of the session while the novice is still asked', async () => {
    const page = await open('expert-viewing')
    await page.locator('.status-bar').waitFor()
    const { view } = sceneOf('expert-viewing')
    if (view.role !== 'expert-session') throw new Error('not an expert')
    await show(page, { ...view, status: 'prepared' })
    await page.locator('.status-bar').waitFor({ state: 'hidden' })
    expect((await page.locator('body').innerText()).trim()).toBe('')
    await show(page, view)
    await page.locator('.status-bar').waitFor()
  })
})
