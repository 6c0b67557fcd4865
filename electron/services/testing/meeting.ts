// Tests. Two whole programs that meet: from the invitation to a session, as far as a test needs it.

import { join } from 'node:path'
import type { Case } from '../expert/cases.ts'
import { answer, noviceState, openCase } from './two-programs.ts'
import type { TestProgram } from './two-programs.ts'

export type Meeting = {
  readonly novice: TestProgram
  readonly expert: TestProgram
  /** Where the invitation is saved. */
  readonly folder: string
}

export type Open = Extract<Case, { kind: 'open' }>

export const kindOf = ({ session }: Open) => session.state().kind

export async function invite({ novice, folder }: Meeting, password: string | null = null) {
  const path = join(folder, 'invitation.msrcincident')
  const saved = await novice.program.invitations.create({ from: 'Ann', minutes: 60, password, path })
  if (!saved.ok) throw new Error(saved.error.kind)
  return saved.value
}

/** The expert sees. */
export async function connect(meeting: Meeting): Promise<Open> {
  const { novice, expert } = meeting
  const { path } = await invite(meeting)
  const opened = await openCase(expert, path)
  opened.session.connect(null)
  await novice.until(() => noviceState(novice)?.kind === 'asking', 'the novice is asked')
  answer(novice, true)
  await expert.until(() => kindOf(opened) === 'viewing', 'the expert sees')
  return opened
}

/** The expert controls. */
export async function control(meeting: Meeting): Promise<Open> {
  const { novice, expert } = meeting
  const opened = await connect(meeting)
  // The viewer's side of RFB, so that input has a picture to refer to.
  opened.session.fromViewer(Buffer.from('RFB 003.008\n'))
  opened.session.fromViewer(Uint8Array.of(1))
  opened.session.fromViewer(Uint8Array.of(1))
  opened.session.hear({ kind: 'take-control-clicked' })
  await novice.until(() => noviceState(novice)?.kind === 'control-asked', 'control is asked for')
  answer(novice, true)
  await expert.until(() => kindOf(opened) === 'controlling', 'the expert controls')
  return opened
}

/** RFC 6143, 7.5.4: a key goes down. */
export const keyEvent = (keysym: number) => Uint8Array.of(4, 1, 0, 0, 0, 0, keysym >> 8, keysym & 255)
