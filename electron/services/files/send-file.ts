// Services. Reads one file and sends it piece by piece, as fast as credit, line and the session's other bytes allow.

import { createHash } from 'node:crypto'
import { CHUNK_HEADER, writeChunkHeader } from '../../domain/files/chunk-header.ts'
import { MOST_QUEUED } from '../../domain/files/limits.ts'
import type { GiveUp } from '../../domain/files/messages.ts'
import { arrived } from '../../domain/files/outgoing.ts'
import type { Outgoing, OutgoingEvent } from '../../domain/files/outgoing.ts'
import { createPace } from '../../domain/files/pace.ts'
import type { Clock, Timers } from '../ports.ts'
import type { Disk, SourceFile } from './disk.ts'

type Ports = {
  readonly disk: Disk
  readonly clock: Clock
  readonly timers: Timers
  readonly transfer: number
  readonly path: string
  state(): Outgoing
  hear(event: OutgoingEvent): void
  send(frame: Uint8Array): void
  queuedBytes(): number
  /** Somebody is at work on the screen. */
  isInUse(): boolean
}

/** The shortest there is. */
const REST_MS = 1

export type FileSender = {
  /** There is credit, or the connection has taken what was queued. */
  goOn(): void
  close(): void
}

/** Opens the file at once; nothing is read before. */
export function sendFile(ports: Ports): FileSender {
  const { clock } = ports
  const { size } = ports.state()
  const hash = createHash('sha256')
  const pace = createPace()
  let source: SourceFile | undefined
  let closed = false
  let pumping = false
  /** A whole frame that waits for its turn at the connection. */
  let ready: Uint8Array | undefined

  const fail = (why: Exclude<GiveUp, 'cancelled'>) => ports.hear({ kind: 'failed-here', why })

  async function start() {
    const opened = await ports.disk.openSource(ports.path)
    if (!opened.ok) {
      fail(opened.error === 'unreadable' ? 'unreadable' : 'source-gone')
      return
    }
    source = opened.value
    if (closed) source.close()
    else if (source.size !== size) fail('source-changed')
    else await pump(source)
  }

  async function pump(from: SourceFile) {
    if (pumping) return
    pumping = true
    try {
      while (!closed && (await step(from)));
    } finally {
      pumping = false
    }
  }

  /** One piece; false when there is nothing to do until the next `goOn`. */
  async function step(from: SourceFile): Promise<boolean> {
    const { sent, upTo } = ports.state()
    if (sent === size) return finish(from)
    const bytes = Math.min(pace.chunk(), size - sent)
    if (!ready) {
      if (Math.min(upTo, arrived(ports.state()) + pace.window()) - sent < bytes) return false
      const frame = new Uint8Array(CHUNK_HEADER + bytes)
      const read = await from.read(frame.subarray(CHUNK_HEADER), sent)
      if (closed) return false
      if (read < bytes) {
        fail('source-changed')
        return false
      }
      ready = frame
    }
    // Picture, keys and orders go first; the drain of the connection comes back here.
    if (ports.queuedBytes() > MOST_QUEUED) return false
    leave(ready, sent)
    ready = undefined
    if (ports.isInUse()) await rest()
    return true
  }

  /**
   * A file goes as fast as two computers can cipher it, and they are the ones that draw and type as well: what somebody
   * waits for came up to 40 ms later. With a rest after each piece it is still some 12 MB/s, more than most lines take.
   */
  const rest = () => new Promise<void>((rested) => void ports.timers.after(REST_MS, rested))

  function leave(frame: Uint8Array, sent: number) {
    writeChunkHeader(frame, ports.transfer, sent)
    hash.update(frame.subarray(CHUNK_HEADER))
    ports.send(frame)
    const bytes = frame.length - CHUNK_HEADER
    pace.sent(sent + bytes, clock.monotonic())
    ports.hear({ kind: 'sent', bytes })
  }

  async function finish(from: SourceFile): Promise<boolean> {
    // It may have grown, or been written to while it was read.
    const unchanged = await from.isUnchanged()
    if (closed) return false
    if (unchanged) ports.hear({ kind: 'all-read', sha256: hash.digest('hex') })
    else fail('source-changed')
    return false
  }

  const unreadable = () => {
    if (!closed) fail('unreadable')
  }
  start().catch(unreadable)

  return {
    goOn: () => {
      pace.arrived(arrived(ports.state()), clock.monotonic())
      if (source && !closed) pump(source).catch(unreadable)
    },
    close: () => {
      if (closed) return
      closed = true
      ready = undefined
      source?.close()
    },
  }
}
