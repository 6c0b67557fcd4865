// Renderer. Which page of the center is shown, with a real history; pure.

import type { LifetimeUnit } from '../../shared/invitation.ts'
import type { Saved } from '../../shared/ipc/contract.ts'

/** What the novice has typed so far; never the password. */
export type Draft = { readonly from: string; readonly count: number; readonly unit: LifetimeUnit }

export type Page =
  | { readonly kind: 'home' }
  | { readonly kind: 'assistance' }
  | { readonly kind: 'invite'; readonly draft: Draft }
  | { readonly kind: 'password'; readonly draft: Draft }
  | { readonly kind: 'saved'; readonly saved: Saved }
  | { readonly kind: 'status' }
  | { readonly kind: 'tools' }
  | { readonly kind: 'session-log' }

export type History = { readonly pages: readonly [Page, ...Page[]]; readonly at: number }

export type Move =
  | { readonly kind: 'go'; readonly page: Page }
  /** Keeps what was typed on a page before the next one opens. */
  | { readonly kind: 'keep'; readonly page: Page }
  /** The invitation was saved: the password page gives way, unless the user has left it meanwhile. */
  | { readonly kind: 'saved'; readonly saved: Saved }
  | { readonly kind: 'back' }
  | { readonly kind: 'forward' }

export type Navigate = (move: Move) => void

export const atHome: History = { pages: [{ kind: 'home' }], at: 0 }

export const pageOf = (history: History): Page => history.pages[history.at] ?? history.pages[0]

export const canGoBack = (history: History): boolean => history.at > 0
export const canGoForward = (history: History): boolean => history.at < history.pages.length - 1

export function moved(history: History, move: Move): History {
  const { pages, at } = history
  switch (move.kind) {
    case 'go': {
      if (move.page.kind === pageOf(history).kind && move.page.kind !== 'invite') return history
      const [first, ...rest] = pages.slice(0, at + 1)
      return first === undefined ? history : { pages: [first, ...rest, move.page], at: at + 1 }
    }
    case 'keep':
      return replaced(history, move.page)
    case 'saved':
      return pageOf(history).kind === 'password'
        ? replaced(history, { kind: 'saved', saved: move.saved })
        : history
    case 'back':
      return canGoBack(history) ? { pages, at: at - 1 } : history
    case 'forward':
      return canGoForward(history) ? { pages, at: at + 1 } : history
  }
}

function replaced({ pages, at }: History, page: Page): History {
  const [first, ...rest] = pages
  return at === 0 ? { pages: [page, ...rest], at } : { pages: [first, ...rest.with(at - 1, page)], at }
}
