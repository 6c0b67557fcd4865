// Services. The questions whether files may come: one at a time, the others wait in the order they came.

import type { FileQuestion } from '../../../shared/transfer.ts'
import { isRisky } from '../../domain/files/file-name.ts'
import { MOST_OFFERS } from '../../domain/files/limits.ts'
import type { Clock } from '../ports.ts'

/** A click that was on its way to something else when the question came up is not an answer (as ADM-4). */
export const DEAF_MS = 500

export type FileQuestions = {
  /** False: too many wait. */
  add(id: number): boolean
  /** Every file of this offer is gone. */
  remove(id: number): void
  shown(
    files: (id: number) => readonly { readonly name: string; readonly size: number }[],
  ): FileQuestion | null
  choose(id: number): boolean
  /** The folder dialog has closed; true when this question is the one that is open. */
  chosen(id: number, agreed: boolean): boolean
  decline(id: number): boolean
  close(): void
}

export function createFileQuestions(clock: Clock, hold: () => () => void): FileQuestions {
  let waiting: readonly number[] = []
  let openedAt = 0
  let choosing = false
  let letGo: (() => void) | undefined

  /** SECURITY: while a question is open nobody from outside moves this computer's mouse and keys (CTL-5). */
  function turn(next: readonly number[]) {
    const before = waiting[0]
    waiting = next
    if (waiting[0] !== before) {
      openedAt = clock.monotonic()
      choosing = false
    }
    if (waiting.length > 0) letGo ??= hold()
    else {
      letGo?.()
      letGo = undefined
    }
  }

  const remove = (id: number) => turn(waiting.filter((other) => other !== id))
  const listens = (id: number) => waiting[0] === id && !choosing && clock.monotonic() - openedAt >= DEAF_MS

  return {
    add: (id) => {
      if (waiting.length >= MOST_OFFERS) return false
      turn([...waiting, id])
      return true
    },
    remove,
    shown: (files) => {
      const [id] = waiting
      if (id === undefined) return null
      return { id, choosing, files: files(id).map((file) => ({ ...file, risky: isRisky(file.name) })) }
    },
    choose: (id) => {
      if (!listens(id)) return false
      choosing = true
      return true
    },
    chosen: (id, agreed) => {
      if (waiting[0] !== id || !choosing) return false
      choosing = false
      if (agreed) remove(id)
      return true
    },
    decline: (id) => {
      if (!listens(id)) return false
      remove(id)
      return true
    },
    close: () => turn([]),
  }
}
