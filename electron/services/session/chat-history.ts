// Services. What both people wrote and what happened between, in memory only; it ends with the window.

import type { ChatLine, SessionNote } from '../../../shared/session.ts'
import type { Clock } from '../ports.ts'

/** The newest lines are kept; a talkative peer cannot fill this computer's memory. */
const KEPT = 1000

export type ChatHistory = {
  readonly lines: () => readonly ChatLine[]
  say(kind: 'mine' | 'theirs', text: string): void
  note(note: SessionNote): void
}

export function createChatHistory(clock: Clock): ChatHistory {
  let lines: readonly ChatLine[] = []
  const add = (line: ChatLine) => {
    lines = [...lines.slice(1 - KEPT), line]
  }
  return {
    lines: () => lines,
    say: (kind, text) => add({ at: clock.now(), kind, text }),
    note: (note) => add({ at: clock.now(), kind: 'note', note }),
  }
}
