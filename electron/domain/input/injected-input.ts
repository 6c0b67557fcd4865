// Domain. One job: tells our own injected input from everybody else's when the system reports both (CTL-8).
//
// What we inject is noted before it goes out, and comes back in the same order. Whatever comes back and was not noted is
// somebody else's. The notes are a subsequence of what comes back, so that taking the first note that fits is enough: an
// event of another hand that looks like ours uses a note up, and then ours finds none. A note whose event never comes
// (the system swallowed it) is passed over by the next one that does.

/** Pointer and keyboard are two lines: one of them may be frozen by a grab while the other goes on. */
export type InputToken =
  | { readonly line: 'pointer'; readonly what: 'move' | 'down' | 'up'; readonly detail: number }
  | { readonly line: 'keyboard'; readonly what: 'down' | 'up'; readonly detail: number }

export type InjectedInput = {
  /** Before each event that we inject. */
  injected(token: InputToken): void
  /** An event came: whether it is another hand's. */
  isForeign(token: InputToken): boolean
  /** Nothing of what was noted is expected any more. */
  forget(): void
}

/** More than can be on its way; a server that tells nothing back must not fill the memory. */
const MOST_NOTES = 8192

export function createInjectedInput(): InjectedInput {
  const notes: Record<InputToken['line'], string[]> = { pointer: [], keyboard: [] }
  return {
    injected: (token) => {
      const line = notes[token.line]
      if (line.length >= MOST_NOTES) line.shift()
      line.push(nameOf(token))
    },
    isForeign: (token) => {
      const line = notes[token.line]
      const at = line.indexOf(nameOf(token))
      if (at < 0) return true
      line.splice(0, at + 1)
      return false
    },
    forget: () => {
      notes.pointer.length = notes.keyboard.length = 0
    },
  }
}

const nameOf = ({ what, detail }: InputToken): string => `${what} ${detail}`
