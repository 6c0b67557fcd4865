// Renderer, gallery. What is left to do when a session is over, and the name under which one helps.

import { describe, expect, it } from 'vitest'
import { button, galleryForTests, sceneOf, sent, show } from '../../scripts/gallery-tests.ts'

const galleries = galleryForTests()

describe('when a session is over', () => {
  it('[TKT-3] an invitation that is still open can be expired, and the answer has the focus', async () => {
    const page = await galleries.open('novice-ended-reusable')
    await button(page, 'Expire').click()
    expect(await sent(page)).toEqual([{ name: 'expireInvitation', input: undefined }])
    const { view } = sceneOf('novice-ended-expired')
    await show(page, view)
    await page.getByText('Nobody can connect with it anymore.').waitFor()
    expect(await page.locator(':focus').innerText()).toContain('Nobody can connect')
    expect(await button(page, 'Expire').count()).toBe(0)
  })

  it('[TKT-3] one that the novice has expired does not say so twice', async () => {
    const page = await galleries.open('novice-ended-expired')
    const { view } = sceneOf('novice-ended-expired')
    if (view.role !== 'novice-session') throw new Error('another window')
    await show(page, { ...view, end: 'invitation-expired' })
    await page.getByText('because the invitation has expired').first().waitFor()
    expect(await page.getByText('Nobody can connect').count()).toBe(0)
  })

  it('[SES-4] the expert opens the same invitation again, unless it was expired', async () => {
    const page = await galleries.open('expert-failed')
    await button(page, 'Open the Invitation Again').click()
    expect(await sent(page)).toEqual([{ name: 'openAgain', input: undefined }])
    const { view } = sceneOf('expert-failed')
    if (view.role !== 'expert-session') throw new Error('another window')
    await show(page, { ...view, end: 'invitation-expired' })
    await page.getByText('because the invitation has expired').first().waitFor()
    expect(await button(page, 'Open the Invitation Again').count()).toBe(0)
  })
})

describe('the name in Options', () => {
  it('[ADM-4] is sent when the typing rests, and not lost when the page is turned', async () => {
    const page = await galleries.open('center')
    await button(page, 'Options').click()
    const name = page.getByLabel('The name under which you help others:')
    expect(await name.getAttribute('placeholder')).toBe('ann')
    await name.fill('Kim')
    await expect.poll(() => sent(page)).toEqual([{ name: 'setHelperName', input: { name: 'Kim' } }])
    await name.fill('Kim Li')
    await page.keyboard.press('Alt+ArrowLeft')
    await name.waitFor({ state: 'detached' })
    expect((await sent(page)).at(-1)).toEqual({ name: 'setHelperName', input: { name: 'Kim Li' } })
  })
})
