// Services. Which of several screens the novice shares: all of them at first, or one (SES-2).

import type { Rect } from '../../../shared/screen.ts'
import { type Monitor, sameRect } from '../capture/x11-screens.ts'

export type ChosenScreen = {
  /** Asks the system again: a monitor may have come or gone. False: the chosen one is not there any more. */
  refresh(): boolean
  screens(): readonly Rect[]
  /** By its place in `screens`; null: all. */
  chosen(): number | null
  part(): Rect | null
  /** False: there is no such screen. */
  choose(index: number | null): boolean
}

export function createChosenScreen(list: () => readonly Monitor[]): ChosenScreen {
  let screens: readonly Monitor[] = []
  let part: Monitor | null = null
  const find = (one: Monitor) =>
    screens.findIndex((screen) => sameRect(screen, one) && screen.name === one.name)
  return {
    refresh: () => {
      screens = list()
      return part === null || find(part) >= 0
    },
    screens: () => screens,
    chosen: () => (part === null ? null : find(part)),
    part: () => part,
    choose: (index) => {
      const wanted = index === null ? null : screens[index]
      if (wanted === undefined) return false
      part = wanted
      return true
    },
  }
}
