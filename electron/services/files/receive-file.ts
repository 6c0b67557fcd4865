// Services. Writes one file that comes, piece by piece, and checks at its end that it is what was sent.

import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import type { IncomingEvent } from '../../domain/files/incoming.ts'
import type { Disk, TargetFile } from './disk.ts'

type Ports = {
  readonly disk: Disk
  readonly folder: string
  readonly name: string
  readonly size: number
  hear(event: IncomingEvent): void
  /** It lies whole under this path; the name may have got a number. */
  kept(file: { readonly path: string; readonly name: string }): void
}

export type FileReceiver = {
  /** The next piece; it must not change afterwards. */
  write(piece: Uint8Array): void
  /** No piece comes any more: checks, marks and names the file. */
  keep(sha256: string): void
  discard(): void
}

/** Creates the hidden file at once. What happens is heard later, never before this returns. */
export function receiveFile(ports: Ports): FileReceiver {
  const hash = createHash('sha256')
  let target: TargetFile | undefined
  let discarded = false
  let waiting: Uint8Array[] = []
  let expected: string | undefined
  let busy = false

  // Asked anew after each wait.
  const isDiscarded = () => discarded

  async function start() {
    const created = await ports.disk.createTarget(ports.folder, ports.name, ports.size)
    if (!created.ok) {
      if (!discarded) ports.hear({ kind: 'failed-here', why: created.error })
      return
    }
    target = created.value
    if (discarded) target.discard()
    else ports.hear({ kind: 'opened' })
  }

  /** One write at a time; all that came meanwhile goes with the next one. */
  async function work() {
    if (busy || !target) return
    busy = true
    while (waiting.length > 0 && !discarded) {
      const pieces = waiting
      waiting = []
      const written = await target.append(pieces)
      if (isDiscarded()) return
      if (!written.ok) {
        ports.hear({ kind: 'failed-here', why: written.error })
        return
      }
      ports.hear({ kind: 'written', bytes: pieces.reduce((sum, { length }) => sum + length, 0) })
    }
    if (expected !== undefined && !discarded) await finish(target, expected)
    busy = false
  }

  async function finish(whole: TargetFile, sha256: string) {
    expected = undefined
    if (hash.digest('hex') !== sha256) {
      ports.hear({ kind: 'failed-here', why: 'damaged' })
      return
    }
    const kept = await whole.keep()
    if (isDiscarded()) return
    if (!kept.ok) ports.hear({ kind: 'failed-here', why: kept.error })
    else {
      ports.kept({ path: kept.value, name: basename(kept.value) })
      ports.hear({ kind: 'kept' })
    }
  }

  const broken = () => {
    if (!discarded) ports.hear({ kind: 'failed-here', why: 'not-writable' })
  }
  start().catch(broken)

  return {
    write: (piece) => {
      hash.update(piece)
      waiting.push(piece)
      work().catch(broken)
    },
    keep: (sha256) => {
      expected = sha256
      work().catch(broken)
    },
    discard: () => {
      if (discarded) return
      discarded = true
      waiting = []
      target?.discard()
    },
  }
}
