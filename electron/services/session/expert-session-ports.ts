// Services. What one opened invitation on the expert's computer needs, and what others see of it.

import type { ChatLine, Colours, LineSpeed } from '../../../shared/session.ts'
import type { VoiceSignal } from '../../../shared/voice.ts'
import type { AddressFailure, Refusal } from '../../../shared/refusal.ts'
import type { Result } from '../../../shared/result.ts'
import type { ResumeSecrets } from '../../domain/logon/resume.ts'
import type { Address, Invitation } from '../../domain/invitation/invitation.ts'
import type { ExpertEvent, ExpertState } from '../../domain/session/expert-state.ts'
import type { Disk } from '../files/disk.ts'
import type { Transfers } from '../files/transfers.ts'
import type { Clock, Log, Timers } from '../ports.ts'
import type { Link } from '../terminal-services/link.ts'
import type { LoggedOn } from '../terminal-services/log-on.ts'
import type { Voice } from '../voice/voice.ts'

export type ExpertSessionPorts = {
  readonly clock: Clock
  readonly timers: Timers
  readonly log: Log
  readonly invitation: Invitation
  readonly disk: Disk
  /** CTL-5: one of our own questions is open; who helps here may be helped by somebody else at the same time. */
  hold(): () => void
  /** Whether this computer itself made the invitation (refusal 45). */
  isOwn(): boolean
  reach(address: Address, signal: AbortSignal): Promise<Result<Link, AddressFailure>>
  logOn(link: Link, password: string | null): Promise<Result<LoggedOn, Refusal | 'lost'>>
  /** Proves over a new link that this is the session it was; the result is how many frames the novice has. */
  comeBack(link: Link, secrets: ResumeSecrets, received: number): Promise<Result<number, Refusal | 'lost'>>
  /** RFB bytes for the viewer. */
  picture(bytes: Uint8Array): void
  /** What the novice's page says about the sound, for the page of this session. */
  voice(call: number, signal: VoiceSignal): void
  changed(session: ExpertSession): void
}

export type ExpertSession = {
  state(): ExpertState
  chat(): readonly ChatLine[]
  /** The novice is writing a line at this moment. */
  theyType(): boolean
  /** Undefined before the novice's Yes. */
  files(): Transfers | undefined
  hear(event: ExpertEvent): void
  /** Yes was clicked; the password is kept only as long as the attempt runs. */
  connect(password: string | null): void
  /** How many colours the picture shall have. */
  setColours(colours: Colours): void
  /** How much of the line the picture may take. */
  setLineSpeed(speed: LineSpeed): void
  /** Talking; undefined before the novice's Yes. */
  voice(): Voice | undefined
  /** RFB bytes from the viewer. */
  fromViewer(bytes: Uint8Array): void
}
