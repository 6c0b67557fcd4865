// What a page of ours could do if somebody else had taken it over: nothing but its own few commands. Rules: ACC-4, ADM-4, CTL-4.

import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import type { Page } from 'playwright-core'
import { runsOn } from './fixtures/app.ts'
import { button, titles } from './story/cast.ts'
import { askForControl, asksForControl, asksToView, has, isControlBar } from './story/moves.ts'
import { clickAway, knock, leave, makeInvitation, meet, sees } from './story/moves.ts'
import { isLoopback, socketsOf } from './story/sockets.ts'
import { openStage } from './story/stage.ts'
import type { Actor, Stage } from './story/stage.ts'

test.describe('a page that was taken over', () => {
  let stage: Stage
  let ann: Actor
  let bob: Actor
  let file: string
  test.beforeAll(async () => {
    stage = openStage('shell-safety')
    ;[ann, bob] = await Promise.all([stage.enter('Ann', { settings: { port: 3465 } }), stage.enter('Bob')])
    file = join(stage.folder, 'RAInvitation.MsRcIncident')
  })
  test.afterAll(() => stage.close())

  async function invited() {
    if (!existsSync(file)) await makeInvitation(ann, file)
  }

  test('[ACC-4] nothing listens, and nothing is connected, but for an open ticket', async () => {
    const outside = () => socketsOf(ann.app.pid, 'listening').filter((address) => !isLoopback(address))
    const center = await ann.app.window(titles.center)
    const idle = socketsOf(ann.app.pid, 'listening')
    expect(outside()).toEqual([])
    // The stand-in's own door and Chromium's; Electron has none.
    if (runsOn === 'Electron') expect(idle).toEqual([])
    expect(socketsOf(ann.app.pid, 'established').filter((peer) => !isLoopback(peer))).toEqual([])
    await makeInvitation(ann, join(stage.folder, 'soon expired.MsRcIncident'))
    expect(outside()).toEqual(['*:3465'])
    await button(center, /View invitation status/).click()
    await center.getByRole('radio').first().check()
    await button(center, 'Expire').click()
    await expect.poll(outside).toEqual([])
    expect([...socketsOf(ann.app.pid, 'listening')].sort()).toEqual([...idle].sort())
  })

  test('[ADM-4] [CTL-4] commands of another window, unknown ones and wrong input are refused, and nothing happens', async () => {
    await invited()
    const dialog = await knock(bob, file)
    const question = await ann.app.window(asksToView)
    const center = await ann.app.window(titles.center)
    await question.locator('button:enabled').first().waitFor()
    const before = readdirSync(stage.folder).sort()
    const invitation = { from: 'Eve', count: 1, unit: 'days', password: null }
    for (const number of [1, 2, 3]) {
      const yes = { promptId: `${number}.1`, accept: true }
      // Each page asks for what belongs to another.
      for (const page of [dialog, center]) await isRefused(page, 'answerPrompt', yes)
    }
    for (const page of [dialog, question]) await isRefused(page, 'createInvitation', invitation)
    for (const page of [dialog, question, center]) {
      for (const name of ['takeControl', 'releaseControl', 'stopControl', 'disconnect', 'reportCapture'])
        await isRefused(page, name, undefined)
    }
    await isRefused(question, 'connect', { password: null })
    await isRefused(question, 'sendChat', { text: 'hello' })
    await isRefused(dialog, 'expireTicket', { ticketId: '1' })
    await isRefused(question, 'openInvitation', { path: file })
    // Names that are no commands.
    for (const name of ['', 'launch', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'READY'])
      await isRefused(center, name, undefined)
    // Input that the contract does not know.
    await isRefused(center, 'createInvitation', { ...invitation, count: 0 })
    await isRefused(center, 'createInvitation', { ...invitation, count: 1e9 })
    await isRefused(center, 'createInvitation', { ...invitation, from: ' ' })
    await isRefused(center, 'createInvitation', { ...invitation, path: '/tmp/x' })
    await isRefused(center, 'createInvitation', undefined)
    await isRefused(center, 'expireTicket', { ticketId: ['1'] })
    await isRefused(center, 'openInvitation', { path: '' })
    await isRefused(question, 'answerPrompt', { promptId: 1, accept: 'yes' })
    await isRefused(dialog, 'connect', { password: 'x'.repeat(129) })
    await center.evaluate(() => window.assist.sendBytes(new Uint8Array(9)))

    expect(await asksToView(question)).toBe(true)
    await sees(dialog, 'Waiting for an answer')
    expect(readdirSync(stage.folder).sort()).toEqual(before)
    // The session's window and the sign are there, hidden, and know nothing that the question does not say.
    expect([...(await ann.app.titles())].sort()).toEqual([
      'Bob sees your screen',
      'Help and Support Center',
      'Remote Assistance',
      'Remote Assistance — Bob',
    ])
    await clickAway(question, 'No')
    await clickAway(dialog, 'No')
  })

  test('[CTL-1] [CTL-4] a session window cannot give what the other side must give', async () => {
    await invited()
    const session = await meet(ann, bob, file)
    const prompt = await askForControl(ann, session)
    for (const page of [session.novice, session.expert]) {
      for (const number of [1, 2, 3, 4, 5])
        await isRefused(page, 'answerPrompt', { promptId: `${number}.2`, accept: true })
    }
    await isRefused(session.novice, 'takeControl', undefined)
    await isRefused(session.expert, 'stopControl', undefined)
    expect(await asksForControl(prompt)).toBe(true)
    expect(await has(ann.app, isControlBar)).toBe(false)
    await leave(session)
  })

  test('no page leads anywhere else, opens a window, runs foreign script or speaks to anybody', async () => {
    const elsewhere = await listenElsewhere()
    try {
      const page = await ann.app.window(titles.center)
      const address = page.url()
      const windows = ann.app.windows().length
      const tried = await page.evaluate(attempts, elsewhere.origin)
      expect(tried).toEqual({
        evaluated: false,
        inline: false,
        fetched: false,
        socket: false,
        picture: false,
        frame: false,
        opened: false,
        microphone: false,
        screen: false,
      })
      await page.evaluate(waysOut, elsewhere.origin)
      // The page still answers: it was not left.
      await button(page, 'Home').click()
      await page.getByRole('heading', { name: /How can we help/ }).waitFor()
      expect(page.url()).toBe(address)
      expect(ann.app.windows().length).toBe(windows)
      expect(elsewhere.visits()).toEqual([])
    } finally {
      elsewhere.close()
    }
  })
})

/** Main's answer is `unexpected`, with a number in its log and nothing else about the reason. */
async function isRefused(page: Page, name: string, input: unknown): Promise<void> {
  const answer = await page.evaluate(
    ([command, given]) => window.assist.command(command as 'ready', given as undefined),
    [name, input] as const,
  )
  expect(answer, name).toMatchObject({ ok: false, error: { kind: 'unexpected' } })
  expect(JSON.stringify(answer), name).toMatch(/"logId":"[\da-f]{8}"\}\}$/)
}

/** Everything a foreign script would try first; runs in the page. What it tells is what succeeded. */
async function attempts(origin: string) {
  // A later turn: the debugger's own evaluation may do what the page may not.
  await new Promise((resolve) => setTimeout(resolve))
  const works = async (act: () => unknown): Promise<boolean> => {
    try {
      return (await act()) !== false
    } catch {
      // Refused, which is what is asked.
      return false
    }
  }
  const put = (element: HTMLElement): Promise<boolean> =>
    new Promise((resolve) => {
      element.onload = () => resolve(true)
      element.onerror = () => resolve(false)
      document.addEventListener('securitypolicyviolation', () => resolve(false), { once: true })
      document.body.append(element)
    })
  const make = <K extends 'script' | 'img' | 'iframe'>(tag: K, more: Partial<HTMLElementTagNameMap[K]>) =>
    Object.assign(document.createElement(tag), more)
  const inlineRan = async () => {
    await put(make('script', { textContent: 'document.body.dataset.foreign = "yes"' }))
    return document.body.dataset['foreign'] === 'yes'
  }
  const socket = () =>
    new Promise<boolean>((resolve) => {
      const opened = new WebSocket(origin.replace('http', 'ws'))
      opened.onopen = () => resolve(true)
      opened.onerror = () => resolve(false)
    })
  return {
    evaluated: await works(() => (0, eval)('true')),
    inline: await works(inlineRan),
    fetched: await works(() => fetch(origin, { mode: 'no-cors' })),
    socket: await works(socket),
    picture: await works(() => put(make('img', { src: `${origin}/a.png` }))),
    frame: await works(() => put(make('iframe', { src: origin }))),
    opened: await works(() => window.open(origin) !== null),
    microphone: await works(() => navigator.mediaDevices.getUserMedia({ audio: true })),
    screen: await works(() => navigator.mediaDevices.getDisplayMedia({ video: true })),
  }
}

/** Every way a page can be left, one after the other; runs in the page. */
async function waysOut(origin: string) {
  const turn = () => new Promise((resolve) => setTimeout(resolve, 50))
  const link = Object.assign(document.createElement('a'), { href: `${origin}/link`, ping: `${origin}/ping` })
  const form = Object.assign(document.createElement('form'), { action: `${origin}/form`, method: 'post' })
  const refresh = Object.assign(document.createElement('meta'), {
    httpEquiv: 'refresh',
    content: `0;url=${origin}/meta`,
  })
  document.body.append(link, form)
  navigator.sendBeacon(`${origin}/beacon`, 'x')
  link.click()
  await turn()
  link.target = '_blank'
  link.click()
  await turn()
  form.submit()
  await turn()
  document.head.append(refresh)
  await turn()
  location.assign(`${origin}/location`)
  await turn()
}

type Elsewhere = { readonly origin: string; visits(): readonly string[]; close(): void }

/** A server on this machine that must never be asked. Chromium may open a line before it asks whether it may, and say nothing. */
async function listenElsewhere(): Promise<Elsewhere> {
  const visits: string[] = []
  const server: Server = createServer((request, response) => {
    visits.push(request.url ?? '')
    response.end('<title>elsewhere</title>')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    visits: () => visits,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
