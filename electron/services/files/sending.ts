// Services. The files that this side offers and sends: runs the effects of their machines, hears their facts.

import { basename } from 'node:path'
import { unreachable } from '../../../shared/result.ts'
import { MOST_FILES } from '../../../shared/transfer.ts'
import type { FileEnd, TransferStatus, TransferView } from '../../../shared/transfer.ts'
import { LARGEST_FILE, LONGEST_NAME, MOST_OPEN } from '../../domain/files/limits.ts'
import type { FileMessage } from '../../domain/files/messages.ts'
import { arrived, offering, outgoingTransition } from '../../domain/files/outgoing.ts'
import type { Outgoing, OutgoingEffect, OutgoingEvent } from '../../domain/files/outgoing.ts'
import { createSpeed } from '../../domain/files/speed.ts'
import type { Speed } from '../../domain/files/speed.ts'
import { forgetOldest, shownOf } from './ports.ts'
import type { FilePorts } from './ports.ts'
import { sendFile } from './send-file.ts'
import type { FileSender } from './send-file.ts'

type Sent = {
  readonly number: number
  /** The first number of the files that were offered together. */
  readonly first: number
  readonly path: string
  readonly name: string
  readonly speed: Speed
  state: Outgoing
  sender: FileSender | undefined
}

export type Sending = {
  /** Looks at the files and offers them; what cannot be sent fails at once, each with its reason. */
  offer(paths: readonly string[]): Promise<void>
  answered(message: Extract<FileMessage, { readonly type: 'accept' | 'decline' }>): void
  hear(transfer: number, event: OutgoingEvent): void
  cancel(transfer: number): void
  /** The connection has taken what was queued. */
  drained(): void
  views(): readonly TransferView[]
  sessionOver(): void
}

export function createSending(ports: FilePorts): Sending {
  const all = new Map<number, Sent>()
  let last = 0
  let closed = false

  function add(path: string, size: number, first: number): Sent {
    const number = (last += 1)
    const name = basename(path)
    const sent = { number, first, path, name, speed: createSpeed(), state: offering(size), sender: undefined }
    all.set(number, sent)
    forgetOldest(all, isOver)
    return sent
  }

  async function offer(paths: readonly string[]) {
    const found = await Promise.all(paths.map(async (path) => ({ path, opened: await look(path) })))
    if (closed) return
    const open = [...all.values()].filter((one) => !isOver(one)).length
    const good = found.filter(({ opened }) => opened.ok).slice(0, Math.max(0, MOST_OPEN - open))
    for (const { path, opened } of found) if (!opened.ok) neverSent(path, opened.error)
    for (const { path } of found.filter((one) => one.opened.ok && !good.includes(one)))
      neverSent(path, 'too-many')
    for (let at = 0; at < good.length; at += MOST_FILES) offerTogether(good.slice(at, at + MOST_FILES))
    ports.changed()
  }

  async function look(path: string) {
    const opened = await ports.disk.openSource(path)
    if (opened.ok) opened.value.close()
    return opened
  }

  function offerTogether(
    files: readonly { readonly path: string; readonly opened: Awaited<ReturnType<typeof look>> }[],
  ) {
    const first = last + 1
    const offered = files.map(({ path, opened }) => add(path, opened.ok ? opened.value.size : 0, first))
    ports.say({
      type: 'offer',
      first,
      files: offered.map(({ name, state: { size } }) => ({
        name: name.slice(0, LONGEST_NAME),
        size: Math.min(size, LARGEST_FILE),
      })),
    })
  }

  /** It is shown with its reason; the other side never hears of it. */
  function neverSent(path: string, why: Extract<FileEnd, { readonly kind: 'failed' }>['why']) {
    const sent = add(path, 0, 0)
    sent.state = { kind: 'ended', end: { kind: 'failed', why }, accepted: false, size: 0, sent: 0, upTo: 0 }
    ports.over({ direction: 'sending', name: sent.name, size: 0, end: { kind: 'failed', why } })
  }

  function hear(sent: Sent, event: OutgoingEvent) {
    const before = sent.state
    const step = outgoingTransition(before, event)
    sent.state = step.state
    for (const effect of step.effects) run(sent, effect)
    // An effect may have ended the session, and that this transfer, which has been told already.
    if (sent.state !== step.state) return
    if (step.state.kind === 'ended' && endOf(before) !== step.state.end) {
      const { size, end } = step.state
      ports.over({ direction: 'sending', name: sent.name, size, end })
    }
    if (step.state.kind !== before.kind) ports.changed()
    else if (step.state.upTo !== before.upTo) {
      sent.speed.reached(arrived(step.state), ports.clock.monotonic())
      ports.progressed()
    }
  }

  function run(sent: Sent, effect: OutgoingEffect) {
    const { number: transfer } = sent
    switch (effect.kind) {
      case 'open':
        sent.speed.reached(0, ports.clock.monotonic())
        sent.sender = sendFile({
          disk: ports.disk,
          clock: ports.clock,
          timers: ports.timers,
          transfer,
          path: sent.path,
          state: () => sent.state,
          hear: (event) => hear(sent, event),
          send: ports.send,
          queuedBytes: ports.queuedBytes,
          isInUse: ports.isInUse,
        })
        return
      case 'go-on':
        sent.sender?.goOn()
        return
      case 'close':
        sent.sender?.close()
        return
      case 'say-end':
        ports.say({ type: 'end', transfer, sha256: effect.sha256 })
        return
      case 'say-give-up':
        ports.say({ type: 'give-up', transfer, why: effect.why })
        return
      case 'late':
        ports.late()
        return
      case 'forged':
        ports.forged()
        return
      default:
        unreachable(effect)
    }
  }

  return {
    offer,
    answered: (message) => {
      const together = [...all.values()].filter(({ first }) => first === message.first)
      if (together.length === 0) ports.forged()
      for (const sent of together) {
        hear(sent, message.type === 'accept' ? { kind: 'accepted' } : { kind: 'declined', why: message.why })
      }
    },
    hear: (transfer, event) => {
      const sent = all.get(transfer)
      if (sent && sent.first > 0) hear(sent, event)
      else ports.forged()
    },
    cancel: (transfer) => {
      const sent = all.get(transfer)
      if (sent) hear(sent, { kind: 'cancel-clicked' })
    },
    drained: () => {
      for (const { sender, state } of all.values()) if (state.kind === 'sending') sender?.goOn()
    },
    views: () => shownOf([...all.values()], isOver).map((sent) => viewOf(sent, ports.clock.monotonic())),
    sessionOver: () => {
      closed = true
      for (const sent of all.values()) hear(sent, { kind: 'session-over' })
    },
  }
}

const isOver = ({ state }: Sent): boolean => state.kind === 'ended'

const endOf = (state: Outgoing): FileEnd | undefined => (state.kind === 'ended' ? state.end : undefined)

const viewOf = ({ number, name, speed, state }: Sent, now: number): TransferView => ({
  id: `out-${number}`,
  direction: 'sending',
  name,
  size: state.size,
  status: statusOf(state, speed, now),
})

function statusOf(state: Outgoing, speed: Speed, now: number): TransferStatus {
  switch (state.kind) {
    case 'offered':
    case 'waiting':
      return { kind: state.kind }
    case 'sending':
      return { kind: 'moving', done: arrived(state), bytesPerSecond: speed.bytesPerSecond(now) }
    case 'ending':
      return { kind: 'checking' }
    case 'ended':
      return state.end
    default:
      return unreachable(state)
  }
}
