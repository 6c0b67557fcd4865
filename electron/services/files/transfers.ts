// Services. All files of one session, both ways: frames of channel 2 in and out, what windows show, what people click.

import type { FilesView } from '../../../shared/transfer.ts'
import { unreachable } from '../../../shared/result.ts'
import { encodeFileMessage, parseFrame } from './file-frames.ts'
import type { FileMessage } from '../../domain/files/messages.ts'
import { createPatience } from '../../domain/files/patience.ts'
import type { Clock, Log, Timers } from '../ports.ts'
import type { Disk } from './disk.ts'
import type { FileOver } from './ports.ts'
import { createReceiving } from './receiving.ts'
import { createSending } from './sending.ts'

export type TransfersPorts = {
  readonly disk: Disk
  readonly clock: Clock
  readonly timers: Timers
  readonly log: Log
  send(frame: Uint8Array): void
  queuedBytes(): number
  /** Somebody is at work on the screen: a file gives way. */
  isInUse(): boolean
  /** CTL-5: a question is open until the returned function is called. */
  hold(): () => void
  changed(): void
  over(file: FileOver): void
  broken(): void
}

export type Transfers = {
  receive(frame: Uint8Array): void
  drained(): void
  offer(paths: readonly string[]): Promise<void>
  /** Yes; true: now ask for the folder and say `chosen`. */
  choose(question: number): boolean
  chosen(question: number, folder: string | undefined): void
  decline(question: number): void
  cancel(id: string): void
  /** Where a received file lies. */
  pathOf(id: string): string | undefined
  view(): FilesView
  /** The session is over: nothing is said any more, and what is not whole goes away. */
  close(): void
}

/** People read no faster, and every view is a whole one. */
const SHOW_EVERY_MS = 500

export function createTransfers(ports: TransfersPorts): Transfers {
  const { clock } = ports
  const patience = createPatience()
  let closed = false
  let willShow = false

  const common = {
    disk: ports.disk,
    clock,
    timers: ports.timers,
    log: ports.log,
    say: (message: FileMessage) => send(encodeFileMessage(message)),
    send,
    queuedBytes: ports.queuedBytes,
    isInUse: ports.isInUse,
    changed: ports.changed,
    progressed,
    over: ports.over,
    late: bear,
    forged: () => {
      if (!closed) ports.broken()
    },
  }
  const sending = createSending(common)
  const receiving = createReceiving(common, ports.hold)

  function send(frame: Uint8Array) {
    if (!closed) ports.send(frame)
  }

  function progressed() {
    if (willShow) return
    willShow = true
    ports.timers.after(SHOW_EVERY_MS, () => {
      willShow = false
      if (!closed) ports.changed()
    })
  }

  /** SECURITY: what costs work here and no bytes there is counted; a flood ends the session. */
  function bear() {
    if (!closed && !patience.bears(clock.monotonic())) ports.broken()
  }

  function heard(message: FileMessage) {
    switch (message.type) {
      case 'offer':
        bear()
        if (!closed) receiving.offered(message)
        return
      case 'accept':
      case 'decline':
        sending.answered(message)
        return
      // These two answer what was agreed to, one each: no need to count them.
      case 'end':
        receiving.hear(message.transfer, { kind: 'end-came', sha256: message.sha256 })
        return
      case 'received':
        sending.hear(message.transfer, { kind: 'received' })
        return
      case 'give-up':
        bear()
        receiving.hear(message.transfer, { kind: 'given-up', why: message.why })
        return
      case 'turn-away':
        bear()
        sending.hear(message.transfer, { kind: 'turned-away', why: message.why })
        return
      default:
        unreachable(message)
    }
  }

  return {
    receive: (bytes) => {
      if (closed) return
      const frame = parseFrame(bytes)
      if (!frame) ports.broken()
      else if (frame.kind === 'message') heard(frame.message)
      else if (frame.kind === 'chunk') receiving.chunk(frame.transfer, frame.offset, frame.data)
      else sending.hear(frame.transfer, { kind: 'credit', upTo: frame.upTo })
    },
    drained: () => {
      if (!closed) sending.drained()
    },
    offer: async (paths) => {
      if (!closed) await sending.offer(paths)
    },
    choose: (question) => !closed && receiving.choose(question),
    chosen: receiving.chosen,
    decline: receiving.decline,
    cancel: (id) => {
      const [, direction, number] = /^(in|out)-(\d+)$/u.exec(id) ?? []
      if (direction === 'in') receiving.cancel(Number(number))
      if (direction === 'out') sending.cancel(Number(number))
    },
    pathOf: (id) => receiving.path(Number(/^in-(\d+)$/u.exec(id)?.[1] ?? 0)),
    view: () => ({ question: receiving.question(), transfers: [...sending.views(), ...receiving.views()] }),
    close: () => {
      if (closed) return
      closed = true
      sending.sessionOver()
      receiving.sessionOver()
    },
  }
}
