// End to end. What a story needs of the two people: their app, their screen, and a window in which typing leaves a trace.

import type { Page } from 'playwright-core'
import type { Rect } from '../../shared/screen.ts'
import type { Display } from '../displays/xvfb.ts'
import type { RunningApp } from '../fixtures/app.ts'

export type Person = { readonly app: RunningApp; readonly display: Display }

export type Cast = {
  readonly novice: Person
  readonly expert: Person
  /** An empty folder for the invitation. */
  readonly folder: string
  readonly notes: Notes
}

/** An xterm on the novice's screen whose program writes every line that is sent off into a file. */
export type Notes = {
  read(): string
  /** Resolves when what the terminal shows matches. */
  echoes(pattern: RegExp): Promise<void>
  focus(): Promise<void>
  /** Resolves when keys on the novice's computer go to it: a click takes its time to give it the keyboard. */
  focused(): Promise<void>
  /** Where it is on the screen. */
  readonly area: Rect
}

export const titles = {
  center: /^Help and Support Center$/,
  invitation: /^Remote Assistance Invitation$/,
  prompt: /^Remote Assistance$/,
  session: /^Remote Assistance — /,
} as const

export const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
