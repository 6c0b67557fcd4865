// Bench. The stage: two people, two displays, the real app twice, and a session between them. Everything that is opened
// here is closed by close(), also when only half of it came up.

import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Page } from 'playwright-core'
import { type Network, type RunningApp, launchApp } from '../e2e/fixtures/app.ts'
import type { Bridge } from '../shared/ipc/bridge.ts'
import type { Command, Input } from '../shared/ipc/contract.ts'
import { sleep } from './clock/nap.ts'
import { type End, type Endings, type Pair, endAll, openDesk, startOn } from './stage/end.ts'

export type Side = End & { readonly app: RunningApp }

export type Stage = Pair & {
  readonly novice: Side
  readonly expert: Side
  readonly invitation: string
  /** The expert opens the file and says Yes; the novice's prompt is there, enabled, when it resolves. */
  knock(): Promise<Page>
  /** From the prompt to a picture in the expert's window; the expert's page. */
  admit(prompt: Page): Promise<Page>
  /** Ends the session and closes its windows, so that the next knock starts as the first did. */
  leave(): Promise<void>
  close(): Promise<void>
}

/** Where the two apps run: ours, or one namespace each. */
export type Networks = { readonly novice?: Network; readonly expert?: Network }

type Captures = 'native' | 'chromium'

declare const window: { readonly assist: Bridge }

const LEAVE_MS = 10_000

const titles = {
  center: /^Help and Support Center$/,
  invitation: /^Remote Assistance Invitation$/,
  prompt: /^Remote Assistance$/,
  session: /^Remote Assistance — /,
}

export async function openStage(capture: Captures, networks: Networks = {}): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  const endings: Endings = [() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })]
  const close = () => endAll(endings)
  try {
    const novice = await openSide(folder, 'Ann', { capture }, networks.novice, endings)
    const expert = await openSide(folder, 'Bob', {}, networks.expert, endings)
    const invitation = await invite(novice.app, join(folder, 'bench.MsRcIncident'))
    return { ...play(novice, expert, invitation, endings), close }
  } catch (cause) {
    await close()
    throw cause
  }
}

async function openSide(
  folder: string,
  profile: string,
  settings: object,
  network: Network | undefined,
  endings: Endings,
): Promise<Side> {
  const desk = await openDesk(endings)
  const home = join(folder, profile)
  const file = join(home, '.config', 'help-and-support', profile, 'settings.json')
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  writeFileSync(file, JSON.stringify(settings))
  const display = desk.display.display
  const app = await launchApp({ profile, home, display, measured: true, ...(network && { network }) })
  endings.push(() => app.quit().catch(() => app.kill()))
  await app.window(titles.center)
  return { ...desk, app, pid: () => app.pid }
}

/** One command of a page's own, as its button would send it. */
export function order<C extends Command>(page: Page, name: C, input: Input<C>): Promise<unknown> {
  const asked: { readonly name: Command; readonly input: unknown } = { name, input }
  return page.evaluate((sent) => window.assist.command(sent.name, sent.input as never), asked)
}

/** An order that takes its own window along; the reply may be lost with it. */
export async function orderAway(page: Page, name: 'closeWindow'): Promise<void> {
  const closed = page.waitForEvent('close')
  await order(page, name, undefined).catch(() => undefined)
  await closed
}

async function invite(app: RunningApp, path: string): Promise<string> {
  const center = await app.window(titles.center)
  await app.saveAs(path, async () => {
    void order(center, 'createInvitation', { from: 'Ann', count: 1, unit: 'hours', password: null })
    return Promise.resolve()
  })
  return path
}

function play(novice: Side, expert: Side, invitation: string, endings: Endings): Omit<Stage, 'close'> {
  return {
    novice,
    expert,
    invitation,
    knock: async () => {
      await expert.app.open(invitation)
      const dialog = await expert.app.window(titles.invitation)
      await order(dialog, 'connect', { password: null })
      const prompt = await novice.app.window(titles.prompt)
      await prompt.locator('button:enabled', { hasText: /^Yes$/ }).waitFor()
      return prompt
    },
    admit: async (prompt) => {
      await pressYes(prompt)
      const page = await expert.app.window(titles.session)
      await page.locator('canvas').waitFor()
      return page
    },
    leave: async () => {
      for (const { app } of [expert, novice]) {
        const page = await app.window(titles.session)
        await order(page, 'disconnect', undefined)
        await orderAway(page, 'closeWindow')
        await onlyCenter(app)
      }
    },
    program: async (command, ...args) => {
      const program = await startOn(novice.display, [command, ...args])
      endings.push(program.end)
      return program
    },
    focusViewer: async () => {
      focusWindow(expert, '^Remote Assistance — ')
      const page = await expert.app.window(titles.session)
      await page.locator('canvas').focus()
    },
  }
}

/** A window that is still closing must not be taken for the next one of its kind. */
async function onlyCenter(app: RunningApp): Promise<void> {
  const until = performance.now() + LEAVE_MS
  while ((await app.titles()).some((title) => !titles.center.test(title))) {
    if (performance.now() > until) throw new Error(`still open: ${(await app.titles()).join(', ')}`)
    await sleep(20)
  }
}

/** Without the waiting and looking of a test's click: this is a moment that is measured. */
export const pressYes = (prompt: Page): Promise<void> =>
  prompt.evaluate(() => {
    const buttons = [...document.querySelectorAll('button')]
    buttons.find((button) => button.textContent === 'Yes' && !button.disabled)?.click()
  })

/** The window manager decides who has the keyboard. */
export function focusWindow({ display }: End, title: string): void {
  const words = ['search', '--sync', '--onlyvisible', '--name', title, 'windowactivate', '--sync']
  const env = { ...process.env, DISPLAY: display.display }
  execFileSync('xdotool', words, { env, timeout: 10_000, stdio: 'ignore' })
}
