// Services. ADM-4: shows the open accept prompts in every other logon session that has a prompt desk, and hears its answer.
// A local socket in the profile's folder, never a network port: ACC-4 does not count it.

import { timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import type { Socket } from 'node:net'
import type { AppearanceChoice } from '../../../shared/appearance.ts'
import { DEAF_MS } from '../novice/visits.ts'
import type { Clock, Log } from '../ports.ts'
import { announce, newMeetingPlace, withdraw } from './meeting-place.ts'
import { fromDesk, hearLines, sendLine } from './messages.ts'
import type { AcceptPrompt, FromDesk } from './messages.ts'

/** A connection that is silent for so long before it has said who it is, is nobody's. */
const HELLO_MS = 5_000
const MOST_DESKS = 16

type Ports = {
  /** The profile's folder, 0700. */
  readonly folder: string
  readonly platform: string
  /** This process' own logon session (`ownSessionLabel`). */
  readonly session: string
  readonly clock: Clock
  readonly log: Log
  /** What the user has chosen; `relook` says that it is something else now. */
  look(): AppearanceChoice
  answer(promptId: string, accept: boolean): void
  decline(promptId: string): void
  /** Invitations that were opened in another session. */
  openFiles(paths: readonly string[]): void
}

export type PromptDesks = {
  /** All accept prompts that are open now; a desk closes what is no longer among them. */
  show(prompts: readonly AcceptPrompt[]): void
  /** The program looks and speaks otherwise now; so do its desks. */
  relook(): void
  close(): Promise<void>
}

/** `pushedAt`: prompt id -> when this desk was first told of it (monotonic ms). */
type Desk = { readonly session: string; readonly pushedAt: Map<string, number> }

/**
 * Call only while holding the profile's single-instance lock: what lies there from before is then a crash's.
 * Rejects with the system's error where the socket cannot be made (a path of more than about 100 bytes, for one).
 */
export async function openPromptDesks(ports: Ports): Promise<PromptDesks> {
  const { folder, session, clock, log } = ports
  const place = newMeetingPlace(folder, ports.platform)
  const sockets = new Set<Socket>()
  const desks = new Map<Socket, Desk>()
  let open: readonly AcceptPrompt[] = []
  const server = createServer(meet)
  server.maxConnections = MOST_DESKS
  server.on('error', (cause) => log('prompt desks cannot come in', cause.message))

  function meet(socket: Socket) {
    sockets.add(socket)
    socket.setTimeout(HELLO_MS, () => socket.destroy())
    socket.on('error', (cause) => log('a prompt desk was lost', cause.message))
    socket.on('close', () => {
      sockets.delete(socket)
      desks.delete(socket)
    })
    hearLines(socket, fromDesk, (message) => hear(socket, message))
  }

  function hear(socket: Socket, message: FromDesk) {
    const desk = desks.get(socket)
    if (!desk && message.kind === 'hello') greet(socket, message)
    else if (desk && message.kind === 'answer') answered(desk, message)
    // Closing the question is a No, whenever it is closed.
    else if (desk && message.kind === 'closed' && desk.pushedAt.has(message.promptId))
      ports.decline(message.promptId)
    else if (!desk || message.kind === 'hello') socket.destroy()
  }

  function greet(socket: Socket, hello: FromDesk & { readonly kind: 'hello' }) {
    if (!sameToken(hello.token, place.token)) {
      socket.destroy()
      return
    }
    const known = [...desks.values()].some((desk) => desk.session === hello.session)
    // A second start in our own session has handed its files over already (shell/opened-files.ts).
    if (hello.session !== session && hello.files.length > 0) ports.openFiles(hello.files)
    if (hello.session === session || known) {
      sendLine(socket, { kind: 'refused', why: known ? 'second-desk' : 'same-session' })
      socket.end()
      return
    }
    socket.setTimeout(0)
    const desk: Desk = { session: hello.session, pushedAt: new Map() }
    desks.set(socket, desk)
    tellLook(socket)
    push(socket, desk)
  }

  function answered(desk: Desk, { promptId, accept }: FromDesk & { readonly kind: 'answer' }) {
    // SECURITY: a desk answers only what it was asked, so never a control prompt; and each desk is deaf for its own
    // first half second, because a keystroke may be on its way in that session too.
    const pushed = desk.pushedAt.get(promptId)
    if (pushed !== undefined && clock.monotonic() - pushed >= DEAF_MS) ports.answer(promptId, accept)
  }

  const tellLook = (socket: Socket) => sendLine(socket, { kind: 'look', look: ports.look() })

  function push(socket: Socket, { pushedAt }: Desk) {
    const ids = new Set(open.map(({ promptId }) => promptId))
    for (const id of pushedAt.keys()) if (!ids.has(id)) pushedAt.delete(id)
    for (const id of ids) if (!pushedAt.has(id)) pushedAt.set(id, clock.monotonic())
    sendLine(socket, { kind: 'prompts', prompts: open })
  }

  const isFile = ports.platform !== 'win32'
  if (isFile) rmSync(place.endpoint, { force: true })
  server.listen(place.endpoint)
  await once(server, 'listening')
  // SECURITY: the folder is closed to others already; the socket is, too.
  if (isFile) chmodSync(place.endpoint, 0o600)
  announce(folder, place)

  return {
    show: (prompts) => {
      if (JSON.stringify(prompts) === JSON.stringify(open)) return
      open = prompts
      for (const [socket, desk] of desks) push(socket, desk)
    },
    relook: () => {
      for (const socket of desks.keys()) tellLook(socket)
    },
    close: async () => {
      withdraw(folder)
      const closed = once(server, 'close')
      server.close()
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

function sameToken(given: string, own: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(own)]
  return a.length === b.length && timingSafeEqual(a, b)
}
