// Services. The other end of a prompt desk: finds the program that holds this profile, hears its prompts, sends the answer.

import { connect } from 'node:net'
import type { Socket } from 'node:net'
import type { AppearanceChoice } from '../../../shared/appearance.ts'
import type { Timers } from '../ports.ts'
import { readMeetingPlace } from './meeting-place.ts'
import { fromProgram, hearLines, sendLine } from './messages.ts'
import type { AcceptPrompt, FromProgram } from './messages.ts'

/** The program may be starting at this moment, or waiting for its key store to be unlocked: looked for again for 30 s. */
const AGAIN_MS = 250
const TRIES = 120
/** A program that says nothing for so long hangs. */
const SILENT_MS = 5_000

export type DeskEnd =
  /** This is no other session, or another process is this session's desk already. */
  | 'same-session'
  | 'second-desk'
  /** Nobody was found. */
  | 'unreachable'
  /** The program has ended, or talks nonsense. */
  | 'gone'

type Ports = {
  readonly folder: string
  readonly session: string
  /** Absolute paths of invitations for the program to open. */
  readonly files: readonly string[]
  readonly timers: Timers
  /** What the user has chosen, before the first prompts and after every change; "the system" is this session's. */
  look(choice: AppearanceChoice): void
  /** The first call says that this is a desk now; each replaces the one before. */
  prompts(open: readonly AcceptPrompt[]): void
  /** Once, as the last call. */
  ended(why: DeskEnd): void
}

export type PromptDesk = {
  answer(promptId: string, accept: boolean): void
  /** The question's window was closed. */
  closed(promptId: string): void
  /** Ends without a call of `ended`. */
  close(): void
}

export function joinPromptDesks(ports: Ports): PromptDesk {
  const { folder, session, files, timers } = ports
  let current: Socket | undefined
  let over = false
  let admitted = false
  let tries = 0
  let stopWaiting: () => void = () => undefined

  function end(why: DeskEnd) {
    if (over) return
    close()
    ports.ended(why)
  }

  function close() {
    over = true
    stopWaiting()
    current?.destroy()
  }

  function hear(message: FromProgram) {
    if (over) return
    if (message.kind === 'refused') {
      end(message.why)
      return
    }
    stopWaiting()
    admitted = true
    if (message.kind === 'look') ports.look(message.look)
    else ports.prompts(message.prompts)
  }

  function lost() {
    if (over) return
    stopWaiting()
    if (admitted) end('gone')
    else if (tries >= TRIES) end('unreachable')
    else stopWaiting = timers.after(AGAIN_MS, attempt)
  }

  function attempt() {
    tries += 1
    const place = readMeetingPlace(folder)
    if (!place) {
      lost()
      return
    }
    const socket = (current = connect(place.endpoint))
    stopWaiting = timers.after(SILENT_MS, () => end('unreachable'))
    hearLines(socket, fromProgram, hear)
    // What went wrong follows as `close`.
    socket.on('error', () => undefined)
    socket.on('close', lost)
    socket.on('connect', () =>
      sendLine(socket, { kind: 'hello', version: 1, token: place.token, session, files: [...files] }),
    )
  }

  // Never within the caller's own call: it has not got its desk yet.
  stopWaiting = timers.after(0, attempt)

  const send = (message: Parameters<typeof sendLine>[1]) => {
    if (current && !over) sendLine(current, message)
  }
  return {
    answer: (promptId, accept) => send({ kind: 'answer', promptId, accept }),
    closed: (promptId) => send({ kind: 'closed', promptId }),
    close,
  }
}
