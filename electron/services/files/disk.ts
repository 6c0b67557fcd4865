// Services. What file transfers ask of this computer's disk; the real one, and what it still has to clear away.

import type { Result } from '../../../shared/result.ts'
import type { Log } from '../ports.ts'
import type { Marking } from './mark-of-the-web.ts'
import { markReceived } from './mark-of-the-web.ts'
import { openSource } from './source-file.ts'
import { createTarget } from './target-file.ts'

export type SourceFailure = 'not-a-file' | 'source-gone' | 'unreadable'
export type TargetFailure = 'disk-full' | 'not-writable'

/** A file that is read. */
export type SourceFile = {
  readonly size: number
  /** Fills `into` from this offset; fewer bytes only at the end of the file. Rejects when the disk fails. */
  read(into: Uint8Array, at: number): Promise<number>
  /** Whether nobody wrote to it since it was opened. */
  isUnchanged(): Promise<boolean>
  close(): void
}

/** A file that is written under a name of ours, hidden, until it is whole. */
export type TargetFile = {
  /** One call after the other. */
  append(pieces: readonly Uint8Array[]): Promise<Result<undefined, TargetFailure>>
  /** On the disk, marked as coming from outside, under the first free name; returns its path. Nothing is overwritten. */
  keep(): Promise<Result<string, TargetFailure>>
  /** Everything of it goes away, the kept file too. */
  discard(): void
}

export type Disk = {
  openSource(path: string): Promise<Result<SourceFile, SourceFailure>>
  /** `name` is safe already; `size` is what there must be room for. */
  createTarget(folder: string, name: string, size: number): Promise<Result<TargetFile, TargetFailure>>
  /** Resolves when what was discarded is gone. */
  settled(): Promise<void>
}

export function createDisk(log: Log, mark: Marking = markReceived): Disk {
  const pending = new Set<Promise<unknown>>()

  function follow<T>(work: Promise<T>): Promise<T> {
    pending.add(work)
    const done = () => void pending.delete(work)
    work.then(done, done)
    return work
  }

  return {
    openSource,
    createTarget: (folder, name, size) =>
      follow(createTarget({ folder, name, size, log, mark, follow: (work) => void follow(work) })),
    settled: async () => {
      while (pending.size > 0) await Promise.allSettled(pending)
    },
  }
}
