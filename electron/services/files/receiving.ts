// Services. The files that the other side offers: the queue of questions, and one file after the other to the disk.

import { unreachable } from '../../../shared/result.ts'
import type { FileEnd, FileQuestion, TransferStatus, TransferView } from '../../../shared/transfer.ts'
import { encodeCredit } from '../../domain/files/chunk-header.ts'
import { safeFileName } from '../../domain/files/file-name.ts'
import { incomingTransition, offered } from '../../domain/files/incoming.ts'
import type { Incoming, IncomingEffect, IncomingEvent } from '../../domain/files/incoming.ts'
import type { FileOffer } from '../../domain/files/messages.ts'
import { MOST_OPEN } from '../../domain/files/limits.ts'
import { createSpeed } from '../../domain/files/speed.ts'
import type { Speed } from '../../domain/files/speed.ts'
import { createFileQuestions } from './file-questions.ts'
import { forgetOldest, shownOf } from './ports.ts'
import type { FilePorts } from './ports.ts'
import { receiveFile } from './receive-file.ts'
import type { FileReceiver } from './receive-file.ts'

type Received = {
  readonly number: number
  readonly first: number
  readonly name: string
  readonly speed: Speed
  state: Incoming
  folder: string
  receiver: FileReceiver | undefined
  /** Where it lies, once it is whole. */
  path: string | undefined
  shownName: string
}

export type Receiving = {
  offered(offer: FileOffer): void
  chunk(transfer: number, offset: number, data: Uint8Array): void
  hear(transfer: number, event: IncomingEvent): void
  cancel(transfer: number): void
  question(): FileQuestion | null
  /** Yes, and now the folder is chosen; false when nothing of the kind is asked, or it was asked just now. */
  choose(question: number): boolean
  /** `folder` undefined: the person thought better of it, and is asked again. */
  chosen(question: number, folder: string | undefined): void
  decline(question: number): void
  views(): readonly TransferView[]
  path(transfer: number): string | undefined
  sessionOver(): void
}

/** `hold`: CTL-5, called while a question is open; what it returns lets go. */
export function createReceiving(ports: FilePorts, hold: () => () => void): Receiving {
  const all = new Map<number, Received>()
  const questions = createFileQuestions(ports.clock, hold)
  let last = 0

  const of = (first: number) => [...all.values()].filter((one) => one.first === first)
  const isOpen = (first: number) => of(first).some(({ state }) => state.kind === 'offered')

  function offer({ first, files }: FileOffer) {
    // SECURITY: a number that was used could be taken for a transfer that was agreed to.
    if (first <= last) {
      ports.forged()
      return
    }
    last = first + files.length - 1
    for (const [index, { name, size }] of files.entries()) add(first + index, first, safeFileName(name), size)
    forgetOldest(all, isOver)
    const open = [...all.values()].filter((one) => !isOver(one)).length
    if (open > MOST_OPEN || !questions.add(first)) {
      ports.say({ type: 'decline', first, why: 'too-many' })
      for (const one of of(first)) hear(one, { kind: 'declined', why: 'too-many' })
    }
    ports.changed()
  }

  function add(number: number, first: number, name: string, size: number) {
    all.set(number, {
      number,
      first,
      name,
      speed: createSpeed(),
      state: offered(size),
      folder: '',
      receiver: undefined,
      path: undefined,
      shownName: name,
    })
  }

  function hear(one: Received, event: IncomingEvent, data?: Uint8Array) {
    const before = one.state
    const step = incomingTransition(before, event)
    one.state = step.state
    for (const effect of step.effects) run(one, effect, data)
    const { state } = one
    // An effect may have ended the session, and that this transfer, which has been told already.
    if (state !== step.state) return
    if (state.kind === 'ended' && before.kind !== 'ended') {
      ports.over({ direction: 'receiving', name: one.shownName, size: state.size, end: state.end })
      if (!isOpen(one.first)) questions.remove(one.first)
      takeTurn()
    }
    if (state.kind !== before.kind) ports.changed()
    else if (state.written !== before.written) {
      one.speed.reached(state.written, ports.clock.monotonic())
      ports.progressed()
    }
  }

  /** One file at a time is written; the next one has its turn when it is over. */
  function takeTurn() {
    const live = [...all.values()]
    if (live.some(({ state }) => ['opening', 'receiving', 'checking'].includes(state.kind))) return
    const next = live.find(({ state }) => state.kind === 'waiting')
    if (next) hear(next, { kind: 'turn-came' })
  }

  function run(one: Received, effect: IncomingEffect, data: Uint8Array | undefined) {
    const { number: transfer } = one
    switch (effect.kind) {
      case 'open':
        open(one)
        return
      case 'write':
        if (data) one.receiver?.write(data)
        return
      case 'grant':
        ports.send(encodeCredit(transfer, effect.upTo))
        return
      case 'keep':
        one.receiver?.keep(effect.sha256)
        return
      case 'discard':
        one.receiver?.discard()
        return
      case 'say-received':
        ports.say({ type: 'received', transfer })
        return
      case 'say-turn-away':
        ports.say({ type: 'turn-away', transfer, why: effect.why })
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

  function open(one: Received) {
    one.speed.reached(0, ports.clock.monotonic())
    one.receiver = receiveFile({
      disk: ports.disk,
      folder: one.folder,
      name: one.name,
      size: one.state.size,
      hear: (event) => hear(one, event),
      kept: ({ path, name }) => {
        one.path = path
        one.shownName = name
      },
    })
  }

  const named = (transfer: number, act: (one: Received) => void) => {
    const one = all.get(transfer)
    if (one) act(one)
    else ports.forged()
  }

  return {
    offered: offer,
    chunk: (transfer, offset, data) =>
      named(transfer, (one) => hear(one, { kind: 'chunk', offset, bytes: data.length }, data)),
    hear: (transfer, event) => named(transfer, (one) => hear(one, event)),
    cancel: (transfer) => {
      const one = all.get(transfer)
      if (one) hear(one, { kind: 'cancel-clicked' })
    },
    question: () =>
      questions.shown((first) =>
        of(first).flatMap(({ name, state }) =>
          state.kind === 'offered' ? [{ name, size: state.size }] : [],
        ),
      ),
    choose: (question) => {
      const may = questions.choose(question)
      if (may) ports.changed()
      return may
    },
    chosen: (question, folder) => {
      if (!questions.chosen(question, folder !== undefined)) return
      if (folder !== undefined) {
        ports.say({ type: 'accept', first: question })
        for (const one of of(question)) {
          one.folder = folder
          hear(one, { kind: 'accepted' })
        }
        takeTurn()
      }
      ports.changed()
    },
    decline: (question) => {
      if (!questions.decline(question)) return
      ports.say({ type: 'decline', first: question, why: 'declined' })
      for (const one of of(question)) hear(one, { kind: 'declined', why: 'declined' })
      ports.changed()
    },
    views: () => shownOf([...all.values()], isOver).map((one) => viewOf(one, ports.clock.monotonic())),
    path: (transfer) => all.get(transfer)?.path,
    sessionOver: () => {
      questions.close()
      for (const one of all.values()) hear(one, { kind: 'session-over' })
    },
  }
}

const isOver = ({ state }: Received): boolean => state.kind === 'ended'

const viewOf = ({ number, shownName, speed, state }: Received, now: number): TransferView => ({
  id: `in-${number}`,
  direction: 'receiving',
  name: shownName,
  size: state.size,
  status: statusOf(state, speed, now),
})

function statusOf(state: Incoming, speed: Speed, now: number): TransferStatus {
  switch (state.kind) {
    case 'offered':
    case 'waiting':
      return { kind: state.kind }
    case 'opening':
    case 'receiving': {
      const done = Math.min(state.written, state.size)
      return { kind: 'moving', done, bytesPerSecond: speed.bytesPerSecond(now) }
    }
    case 'checking':
      return { kind: 'checking' }
    case 'ended':
      return state.end satisfies FileEnd
    default:
      return unreachable(state)
  }
}
