// Renderer. Which page of the center is shown, with a real history; pure.

import type { HelpTopic } from '../../shared/help-topics.ts'
import type { LifetimeUnit } from '../../shared/invitation.ts'
import type { Saved } from '../../shared/ipc/contract.ts'
import type { GroupId } from '../help/contents.ts'

/** What the novice has typed so far; never the password. */
export type Draft = { readonly from: string; readonly count: number; readonly unit: LifetimeUnit }

export type Page =
  | { readonly kind: 'home' }
  | { readonly kind: 'assistance' }
  /** `replaces`: it takes the place of one that ended then. */
  | { readonly kind: 'invite'; readonly draft: Draft; readonly replaces?: number | undefined }
  | { readonly kind: 'password'; readonly draft: Draft }
  | { readonly kind: 'saved'; readonly saved: Saved }
  | { readonly kind: 'status' }
  | { readonly kind: 'tools' }
  | { readonly kind: 'group'; readonly group: GroupId }
  /** `query`: what was searched for when the topic was found; its words are marked. */
  | { readonly kind: 'topic'; readonly topic: HelpTopic; readonly query: string | null }
  /** `filter`: what was typed there. */
  | { readonly kind: 'index'; readonly filter: string }
  | { readonly kind: 'search'; readonly query: string }
  | { readonly kind: 'favorites' }
  | { readonly kind: 'history' }
  | { readonly kind: 'support' }
  | { readonly kind: 'options' }
  | { readonly kind: 'session-log' }
  | { readonly kind: 'connection-test' }

export type History = { readonly pages: readonly [Page, ...Page[]]; readonly at: number }

export type Move =
  | { readonly kind: 'go'; readonly page: Page }
  /** Keeps what was typed on a page: before the next one opens, or with every letter. */
  | { readonly kind: 'keep'; readonly page: Page }
  /** The invitation was saved: the password page gives way, unless the user has left it meanwhile. */
  | { readonly kind: 'saved'; readonly saved: Saved }
  | { readonly kind: 'back' }
  | { readonly kind: 'forward' }

export type Navigate = (move: Move) => void

export const atHome: History = { pages: [{ kind: 'home' }], at: 0 }

/** Another window has led here before there was a center. */
export const startingAt = (page: Page): History => moved(atHome, { kind: 'go', page })

export const pageOf = (history: History): Page => history.pages[history.at] ?? history.pages[0]

export const canGoBack = (history: History): boolean => history.at > 0
export const canGoForward = (history: History): boolean => history.at < history.pages.length - 1

/** Which visit of Home this is, counted from 0: "Did you know?" shows something else on each. */
export const homeVisits = ({ pages, at }: History): number =>
  pages.slice(0, at + 1).filter(({ kind }) => kind === 'home').length - 1

export function moved(history: History, move: Move): History {
  const { pages, at } = history
  switch (move.kind) {
    case 'go': {
      if (isThere(pageOf(history), move.page)) return history
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

/** Whether going to `wanted` would change nothing; an invitation can always be begun afresh. */
function isThere(shown: Page, wanted: Page): boolean {
  if (shown.kind === 'topic' && wanted.kind === 'topic')
    return shown.topic === wanted.topic && shown.query === wanted.query
  if (shown.kind === 'group' && wanted.kind === 'group') return shown.group === wanted.group
  if (shown.kind === 'search' && wanted.kind === 'search') return shown.query === wanted.query
  return shown.kind === wanted.kind && wanted.kind !== 'invite'
}

function replaced({ pages, at }: History, page: Page): History {
  const [first, ...rest] = pages
  return at === 0 ? { pages: [page, ...rest], at } : { pages: [first, ...rest.with(at - 1, page)], at }
}
