// Renderer, gallery. What a novice sees of addresses, routers and "Test my connection", in a real Chromium.

import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { button, galleryForTests, press, sceneOf, sent, show } from '../../scripts/gallery-tests.ts'

const { open } = galleryForTests()

/** Without the marks that keep the direction of foreign text. */
const plain = (text: string): string => text.replace(/[\u2068\u2069]/gu, '')
const texts = async (page: Page, what: string) => (await page.locator(what).allInnerTexts()).map(plain)
const verdicts = (page: Page) => texts(page, '.alert-text')
const advice = (page: Page) => texts(page, '.advice li > p')

describe('[NET-7] Test my connection', () => {
  it('is one click away from Tools, and that click begins it', async () => {
    const page = await open('center')
    await press(page, 'Use Tools', 'Test my connection')
    await page.getByRole('heading', { level: 1, name: 'Test my connection' }).waitFor()
    expect(await sent(page)).toEqual([{ name: 'testConnection', input: undefined }])
  })

  it.each([
    ['the status page', 'center-busy', ['View invitation status', 'Test my connection']],
    [
      'the page of a saved invitation',
      'center',
      ['Invite a friend', 'Invite someone to help you', 'Continue'],
    ],
  ])('is linked from %s', async (_, scene, buttons) => {
    const page = await open(scene)
    await press(page, ...buttons)
    if (scene === 'center') {
      await page.getByLabel('Require the recipient').uncheck()
      await press(page, 'Save Invitation')
      await page.getByText('If your helper cannot connect').click()
      await press(page, 'Test my connection')
    }
    expect((await sent(page)).at(-1)).toEqual({ name: 'testConnection', input: undefined })
  })

  it('is linked from a session whose connection was lost, and from no other end', async () => {
    const page = await open('novice-ended')
    await press(page, 'Test my connection')
    expect(await sent(page)).toEqual([{ name: 'showConnectionTest', input: undefined }])
    const { view } = sceneOf('novice-ended')
    if (view.role !== 'novice-session') throw new Error('another view')
    await show(page, { ...view, end: 'expert-disconnected' })
    await button(page, 'Test my connection').waitFor({ state: 'detached' })
  })

  it('shows how far it has come, and can be cancelled', async () => {
    const page = await open('test-running')
    expect(await page.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('40')
    await page.getByText('(2 of 5)').waitFor()
    await press(page, 'Cancel')
    await show(page, sceneOf('test-running-routers').view)
    await page.getByText('Waiting for the routers to answer…').waitFor()
    expect(await sent(page)).toEqual([{ name: 'cancelConnectionTest', input: undefined }])
  })

  it.each([
    [
      'test-no-network',
      /This computer is not connected to a network/u,
      /^Connect this computer to a network/u,
    ],
    [
      'test-no-invitation',
      /No invitation is open, so this computer does not listen/u,
      /^Make an invitation/u,
    ],
    ['test-cannot-listen', /could not open a network port/u, /^Close other remote-desktop programs/u],
    ['test-silent', /does not even reach itself at 192\.168\.1\.23/u, /^Allow this program in the firewall/u],
  ])('%s: one reason for everybody, one way out', async (scene, reason, wayOut) => {
    const page = await open(scene)
    expect((await verdicts(page))[0]).toMatch(reason)
    const ways = await advice(page)
    expect(ways).toHaveLength(1)
    expect(ways[0]).toMatch(wayOut)
  })

  it('leads from there to an invitation', async () => {
    const page = await open('test-no-invitation')
    await press(page, 'Invite someone to help you')
    expect(await page.getByLabel('From').inputValue()).toBe('Ann Miller')
  })

  it.each([
    ['test-direct', 'People can reach it at 203.0.113.7:3389, unless a firewall', 'success'],
    ['test-mapped', 'has opened a port. People can reach this computer at 203.0.113.7:49152.', 'success'],
    ['test-typed', 'home.example.org:3389, the address you typed', 'info'],
    ['test-behind-another', 'stands behind another router itself', 'warning'],
    ['test-refused', 'refused to open a port', 'warning'],
    ['test-nonsense', 'an answer that cannot be understood', 'warning'],
    ['test-late', 'did not answer in time', 'warning'],
    ['test-taken', 'has no port free', 'warning'],
    ['test-no-router', 'No router answered', 'warning'],
    ['test-not-asked', 'No router was asked', 'warning'],
  ])('%s: both verdicts in plain words', async (scene, words, tone) => {
    const page = await open(scene)
    const [home, internet] = await verdicts(page)
    expect(home).toContain('People on your own network can reach it at 192.168.1.23:3389.')
    expect(internet).toContain('From the Internet')
    expect(internet).toContain(words)
    expect(await page.locator('.alert').nth(1).getAttribute('class')).toBe(`alert alert-${tone}`)
  })

  it('names the numbers for the router, and copies them', async () => {
    const page = await open('test-no-router')
    expect((await advice(page))[1]).toContain(
      "Forward TCP port 3389 of your router's Internet address to 192.168.1.23, port 3389.",
    )
    await press(page, 'Copy Numbers')
    await page.getByText('Copied', { exact: true }).waitFor()
    expect(await sent(page)).toEqual([
      { name: 'copyText', input: { text: 'TCP 3389 → 192.168.1.23, port 3389' } },
    ])
  })
})

describe('[NET-6] the address from outside', () => {
  it('is sent as it was typed, and says that it comes first', async () => {
    const page = await open('test-no-router')
    await page.getByLabel('Address, or address and port:').fill(' 203.0.113.7:3389 ')
    await page.keyboard.press('Enter')
    expect(await sent(page)).toEqual([
      { name: 'setOutsideAddress', input: { address: ' 203.0.113.7:3389 ' } },
    ])
    const { view } = sceneOf('test-no-router')
    if (view.role !== 'center') throw new Error('another view')
    await show(page, { ...view, outsideAddress: '203.0.113.7:3389' })
    await page.getByText('Resend those that are open already.').waitFor()
    expect(await page.getByLabel('Address, or address and port:').inputValue()).toBe('203.0.113.7:3389')
    await press(page, 'Remove')
    expect((await sent(page)).at(-1)).toEqual({ name: 'setOutsideAddress', input: { address: null } })
  })

  it('is refused where it helps nobody, and stays in its box', async () => {
    const page = await open('test-idle')
    await page.getByLabel('Address, or address and port:').fill('127.0.0.1')
    await press(page, 'Save')
    await page.getByRole('alert').getByText('Others cannot use this address.').waitFor()
    expect(await page.getByLabel('Address, or address and port:').inputValue()).toBe('127.0.0.1')
  })
})

describe('what routers said', () => {
  it('[NET-4] stands under Tools, each answer with its router', async () => {
    const page = await open('center-every-answer')
    await press(page, 'Use Tools')
    const lines = await texts(page, '.mappings li')
    expect(lines.slice(0, 7).map((line) => line.replace(/until .*\.$/u, 'until then.'))).toEqual([
      '192.168.1.1 (UPnP) passes 100.64.7.9:49152 on to TCP 3389 of this computer until then.',
      '192.168.1.1 (UPnP) passes 100.64.7.9:49153 on to UDP 3390 of this computer until then.',
      '192.168.1.1 (UPnP) stands behind another router itself, so nobody gets through from the Internet.',
      '192.168.1.1 (NAT-PMP) refused to open a port.',
      '10.0.0.1 (PCP) did not answer in time.',
      '10.0.0.1 (UPnP) has given the ports that were tried to other computers.',
      'fe80::1c2b:9aff:fe01:1%eth0 (UPnP) gave an answer that cannot be understood.',
    ])
  })

  it.each([
    ['center-mapped', /passes .?203\.0\.113\.7:49152/u],
    ['center-no-router', /The routers had not answered yet/u],
  ])('[NET-4] stands in the details of an invitation as it was: %s', async (scene, words) => {
    const page = await open(scene)
    await press(page, 'View invitation status')
    await page.getByRole('radio').first().check()
    await press(page, 'Details')
    await page.getByText('Port mapping when it was written:').waitFor()
    expect((await texts(page, '.mappings')).join('\n')).toMatch(words)
  })
})
