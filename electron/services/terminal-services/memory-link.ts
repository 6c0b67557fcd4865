// Services. Two links joined in memory, for tests of everything that speaks over a link: the same frames, no sockets.

import { randomBytes } from 'node:crypto'
import { encodeFrame, LIMIT_AFTER_ADMISSION } from '../../domain/session/frames.ts'
import type { Inbox } from './inbox.ts'
import { createInbox } from './inbox.ts'
import type { Link } from './link.ts'

export type LinkPair = {
  readonly novice: Link
  readonly expert: Link
  /** Delivers what was sent, answers included, until both directions are empty. */
  flush(): void
  /** The network fails: both sides hear `lost`, and what was not delivered is gone. */
  cut(): void
}

type Direction = {
  readonly link: Link
  readonly inbox: Inbox
  /** Delivers to the peer; false when there was nothing. */
  deliver(): boolean
  cut(): void
}

/** With `flush: 'manual'` nothing is delivered until `flush()`; else each send is delivered in a microtask. */
export function createLinkPair(options: { readonly flush?: 'auto' | 'manual' } = {}): LinkPair {
  const exporter = new Uint8Array(randomBytes(32))
  const wake = () => {
    if (options.flush !== 'manual') queueMicrotask(flush)
  }
  const novice: Direction = createDirection({ peerAddress: '192.0.2.2', exporter, peer: () => expert, wake })
  const expert: Direction = createDirection({ peerAddress: '192.0.2.1', exporter, peer: () => novice, wake })

  function flush(): void {
    while (novice.deliver() || expert.deliver());
  }

  return {
    novice: novice.link,
    expert: expert.link,
    flush,
    cut: () => {
      novice.cut()
      expert.cut()
    },
  }
}

type DirectionParts = {
  readonly peerAddress: string
  readonly exporter: Uint8Array
  readonly peer: () => Direction
  readonly wake: () => void
}

function createDirection({ peerAddress, exporter, peer, wake }: DirectionParts): Direction {
  const drainListeners: (() => void)[] = []
  let queue: Uint8Array[] = []
  let state: 'open' | 'closing' | 'broken' | 'over' = 'open'

  const over = (why: 'closed-here' | 'lost') => {
    if (state === 'over') return
    state = 'over'
    inbox.end(why)
  }
  const inbox = createInbox(() => {
    state = 'broken'
    wake()
  })
  const queuedBytes = () => queue.reduce((sum, chunk) => sum + chunk.length, 0)

  const deliver = (): boolean => {
    const chunks = queue
    queue = []
    for (const chunk of chunks) peer().inbox.receive(chunk)
    if (chunks.length > 0 && queue.length === 0) for (const tell of drainListeners) tell()
    if (state !== 'closing' && state !== 'broken') return chunks.length > 0
    over('closed-here')
    peer().cut()
    return true
  }

  const link: Link = {
    peerAddress,
    exporter,
    send: (channel, payload) => {
      if (payload.length > LIMIT_AFTER_ADMISSION) throw new Error('a frame of more than 1 MiB was to be sent')
      if (state !== 'open') return
      queue.push(encodeFrame(channel, payload))
      wake()
    },
    queuedBytes,
    onDrain: (listener) => {
      drainListeners.push(listener)
    },
    onFrame: inbox.onFrame,
    onClose: inbox.onClose,
    admit: inbox.admit,
    close: () => {
      if (state !== 'open') return
      state = 'closing'
      inbox.silence()
      wake()
    },
    cut: () => {
      if (state === 'over') return
      queue = []
      inbox.silence()
      over('closed-here')
      peer().cut()
    },
  }

  return {
    link,
    inbox,
    deliver,
    cut: () => {
      queue = []
      over('lost')
    },
  }
}
