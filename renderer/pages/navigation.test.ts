// Renderer. The center's history.

import { describe, expect, it } from 'vitest'
import type { HelpTopic } from '../../shared/help-topics.ts'
import type { GroupId } from '../help/contents.ts'
import {
  atHome,
  startingAt,
  canGoBack,
  canGoForward,
  homeVisits,
  moved,
  pageOf,
  type Draft,
  type History,
  type Move,
} from './navigation.ts'

const draft: Draft = { from: 'Ann', count: 1, unit: 'hours' }
const saved = { ticketId: 't', path: '/x', minutes: 60 }
const after = (...moves: readonly Move[]): History => moves.reduce(moved, atHome)

describe('history of the center', () => {
  it('goes back and forward over real pages', () => {
    const there = after(
      { kind: 'go', page: { kind: 'assistance' } },
      { kind: 'go', page: { kind: 'status' } },
    )
    const back = moved(there, { kind: 'back' })
    expect(pageOf(back).kind).toBe('assistance')
    expect(canGoForward(back)).toBe(true)
    expect(pageOf(moved(back, { kind: 'forward' })).kind).toBe('status')
  })

  it('stays where it is at both ends', () => {
    expect(moved(atHome, { kind: 'back' })).toBe(atHome)
    expect(moved(atHome, { kind: 'forward' })).toBe(atHome)
  })

  it('drops the pages ahead when a new one is opened', () => {
    const branch = after(
      { kind: 'go', page: { kind: 'assistance' } },
      { kind: 'back' },
      { kind: 'go', page: { kind: 'tools' } },
    )
    expect(branch.pages.map(({ kind }) => kind)).toEqual(['home', 'tools'])
  })

  it('keeps what was typed on the page that is left', () => {
    const typed = { ...draft, from: 'Bea' }
    const there = after(
      { kind: 'go', page: { kind: 'invite', draft } },
      { kind: 'keep', page: { kind: 'invite', draft: typed } },
      { kind: 'go', page: { kind: 'password', draft: typed } },
    )
    expect(pageOf(moved(there, { kind: 'back' }))).toEqual({ kind: 'invite', draft: typed })
  })

  it('does not open the same page twice in a row, but does begin a fresh invitation', () => {
    const there = after({ kind: 'go', page: { kind: 'status' } })
    expect(moved(there, { kind: 'go', page: { kind: 'status' } })).toBe(there)
    const inviting = moved(there, { kind: 'go', page: { kind: 'invite', draft } })
    expect(moved(inviting, { kind: 'go', page: { kind: 'invite', draft } }).at).toBe(inviting.at + 1)
  })

  it('goes from one topic to another, and not to the one that is shown', () => {
    const topic = (id: HelpTopic, query: string | null = null): Move => ({
      kind: 'go',
      page: { kind: 'topic', topic: id, query },
    })
    const there = after(topic('chat'), topic('voice'), topic('voice'))
    expect(there.at).toBe(2)
    expect(pageOf(moved(there, { kind: 'back' }))).toMatchObject({ topic: 'chat' })
    expect(moved(there, topic('voice', 'talk')).at).toBe(3)
  })

  it('searches and lists groups anew only for something new', () => {
    const search = (query: string): Move => ({ kind: 'go', page: { kind: 'search', query } })
    expect(after(search('a'), search('a'), search('b')).at).toBe(2)
    const group = (id: GroupId): Move => ({ kind: 'go', page: { kind: 'group', group: id } })
    expect(after(group('start'), group('start'), group('trouble')).at).toBe(2)
  })

  it('keeps what was typed into the search box and the Index for the way back', () => {
    const there = after(
      { kind: 'go', page: { kind: 'search', query: 'i' } },
      { kind: 'keep', page: { kind: 'search', query: 'invite' } },
      { kind: 'go', page: { kind: 'topic', topic: 'chat', query: 'invite' } },
    )
    expect(pageOf(moved(there, { kind: 'back' }))).toEqual({ kind: 'search', query: 'invite' })
    expect(there.at).toBe(2)
  })

  it('counts the visits of Home, back and forward too', () => {
    const there = after(
      { kind: 'go', page: { kind: 'tools' } },
      { kind: 'go', page: { kind: 'home' } },
      { kind: 'go', page: { kind: 'index', filter: '' } },
    )
    expect(homeVisits(there)).toBe(1)
    expect(homeVisits(moved(moved(there, { kind: 'back' }), { kind: 'back' }))).toBe(0)
  })

  it('begins at a topic that another window has asked for, with Home behind it', () => {
    expect(pageOf(startingAt({ kind: 'topic', topic: 'refused', query: null }))).toEqual({
      kind: 'topic',
      topic: 'refused',
      query: null,
    })
    expect(
      pageOf(moved(startingAt({ kind: 'topic', topic: 'refused', query: null }), { kind: 'back' })).kind,
    ).toBe('home')
  })

  it('shows the saved page only if the password page is still there', () => {
    const asking = after({ kind: 'go', page: { kind: 'password', draft } })
    expect(pageOf(moved(asking, { kind: 'saved', saved })).kind).toBe('saved')
    const left = moved(asking, { kind: 'back' })
    expect(moved(left, { kind: 'saved', saved })).toBe(left)
    expect(canGoBack(left)).toBe(false)
  })
})
