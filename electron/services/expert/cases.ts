// Services. The invitations this computer has opened, one case a file (EXP-1): what they say and how far each has come.

import { basename } from 'node:path'
import type { AddressFailure, Refusal } from '../../../shared/refusal.ts'
import type { Result } from '../../../shared/result.ts'
import type { VoiceSignal } from '../../../shared/voice.ts'
import type { InvitationProblem } from '../../../shared/invitation.ts'
import type { ResumeSecrets } from '../../domain/logon/resume.ts'
import type { Address, Invitation } from '../../domain/invitation/invitation.ts'
import { readInvitationFile } from '../invitation-file.ts'
import type { Disk } from '../files/disk.ts'
import type { Clock, Log, Timers } from '../ports.ts'
import { openExpertSession } from '../session/expert-session.ts'
import type { ExpertSession } from '../session/expert-session-ports.ts'
import type { Link } from '../terminal-services/link.ts'
import type { LoggedOn } from '../terminal-services/log-on.ts'

export type Case = { readonly id: string; readonly path: string; readonly fileName: string } & (
  | { readonly kind: 'broken'; readonly problem: InvitationProblem }
  | { readonly kind: 'open'; readonly invitation: Invitation; readonly session: ExpertSession }
)

export type Cases = {
  /** Reads the file and shows its dialog; a file that is open already is shown again. Returns the case's id. */
  open(path: string): Promise<string>
  all(): readonly Case[]
  find(id: string): Case | undefined
  close(id: string): void
  closeAll(): void
}

type Ports = {
  readonly clock: Clock
  readonly timers: Timers
  readonly log: Log
  readonly disk: Disk
  hold(): () => void
  isOwnTicket(ticketId: string): boolean
  reach(address: Address, invitation: Invitation, signal: AbortSignal): Promise<Result<Link, AddressFailure>>
  logOn(
    link: Link,
    invitation: Invitation,
    password: string | null,
  ): Promise<Result<LoggedOn, Refusal | 'lost'>>
  comeBack(link: Link, secrets: ResumeSecrets, received: number): Promise<Result<number, Refusal | 'lost'>>
  picture(caseId: string, bytes: Uint8Array): void
  voice(caseId: string, call: number, signal: VoiceSignal): void
  changed(): void
}

export function createCases(ports: Ports): Cases {
  const cases = new Map<string, Case>()
  let count = 0

  function start(id: string, invitation: Invitation): ExpertSession {
    return openExpertSession({
      clock: ports.clock,
      timers: ports.timers,
      log: ports.log,
      disk: ports.disk,
      hold: ports.hold,
      invitation,
      isOwn: () => invitation.ticketId !== undefined && ports.isOwnTicket(invitation.ticketId),
      reach: (address, signal) => ports.reach(address, invitation, signal),
      logOn: (link, password) => ports.logOn(link, invitation, password),
      comeBack: ports.comeBack,
      picture: (bytes) => ports.picture(id, bytes),
      voice: (call, signal) => ports.voice(id, call, signal),
      changed: ports.changed,
    })
  }

  function close(id: string) {
    const closing = cases.get(id)
    cases.delete(id)
    if (closing?.kind === 'open') closing.session.hear({ kind: 'window-closed' })
    ports.changed()
  }

  return {
    open: async (path) => {
      const read = await readInvitationFile(path)
      const shown = [...cases.values()].find((other) => other.path === path)
      if (shown && (isUnderWay(shown) || asksTheSame(shown, read))) return shown.id
      if (shown) close(shown.id)
      const id = String((count += 1))
      const file = { id, path, fileName: basename(path) }
      cases.set(
        id,
        read.ok
          ? { ...file, kind: 'open', invitation: read.value, session: start(id, read.value) }
          : { ...file, kind: 'broken', problem: read.error },
      )
      ports.changed()
      return id
    },
    all: () => [...cases.values()],
    find: (id) => cases.get(id),
    close,
    closeAll: () => {
      for (const id of [...cases.keys()]) close(id)
    },
  }
}

/** Anything but the bare question: opening the file again must not cut a session short. */
const isUnderWay = (shown: Case): boolean =>
  shown.kind === 'open' && !['question', 'ended'].includes(shown.session.state().kind)

/** The dialog of an unchanged file stays as it is, with what was typed into it; a file that was rewritten gets a new one. */
const asksTheSame = (shown: Case, read: Result<Invitation, InvitationProblem>): boolean =>
  shown.kind === 'open' &&
  read.ok &&
  shown.session.state().kind === 'question' &&
  JSON.stringify(shown.invitation) === JSON.stringify(read.value)
