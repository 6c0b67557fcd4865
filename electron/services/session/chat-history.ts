// Services. What both people wrote and what happened between, in memory only; it ends with the window.

import type { ChatLine, SessionNote } from '../../../shared/session.ts'
import type { Clock } from '../ports.ts'

/**
 * The newest lines are kept, as long as all their texts together are not longer than this.
 * SECURITY: every line sends the whole history to the window again; a talkative peer must not make that expensive.
 */
const KEPT_LINES = 1000
const KEPT_CHARACTERS = 200_000

export type ChatHistory = {
  readonly lines: () => readonly ChatLine[]
  say(kind: 'mine' | 'theirs', text: string): void
  note(note: SessionNote): void
}

export function createChatHistory(clock: Clock): ChatHistory {
  let lines: readonly ChatLine[] = []
  let characters = 0
  const add = (line: ChatLine) => {
    const kept = [...lines, line]
    characters += lengthOf(line)
    while (kept.length > KEPT_LINES || characters > KEPT_CHARACTERS) characters -= lengthOf(kept.shift())
    lines = kept
  }
  return {
    lines: () => lines,
    say: (kind, text) => add({ at: clock.now(), kind, text }),
    note: (note) => add({ at: clock.now(), kind: 'note', note }),
  }
}

const lengthOf = (line: ChatLine | undefined): number =>
  line === undefined || line.kind === 'note' ? 0 : line.text.length
