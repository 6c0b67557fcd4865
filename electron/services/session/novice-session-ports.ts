// Services. What a visit on the novice's computer needs, and what others see of it.

import type { Permission } from '../../../shared/policy.ts'
import type { Refusal } from '../../../shared/refusal.ts'
import type { Result } from '../../../shared/result.ts'
import type { Rect } from '../../../shared/screen.ts'
import type { ChatLine } from '../../../shared/session.ts'
import type { VoiceEnd, VoiceSignal } from '../../../shared/voice.ts'
import type { Address } from '../../domain/invitation/invitation.ts'
import type { Helper, NoviceEvent, NoviceState } from '../../domain/session/novice-state.ts'
import type { Capture } from '../capture/capture.ts'
import type { EscapeSensor } from '../escape-sensor/escape-sensor.ts'
import type { Disk } from '../files/disk.ts'
import type { FileOver } from '../files/ports.ts'
import type { Transfers } from '../files/transfers.ts'
import type { Gate } from '../injector/gate.ts'
import type { LocalInput } from '../local-input/local-input.ts'
import type { InputObstacle } from '../obstacle/obstacle.ts'
import type { Clock, Log, Timers } from '../ports.ts'
import type { OpenVideoEncoder } from '../rfb-server/video.ts'
import type { Link } from '../terminal-services/link.ts'
import type { Knock } from '../terminal-services/log-on.ts'
import type { ResumableSession } from '../terminal-services/logon-novice.ts'
import type { TalkEvent } from '../voice/talk.ts'
import type { Voice } from '../voice/voice.ts'
import type { ChosenScreen } from './chosen-screen.ts'

export type NoviceSessionPorts = {
  readonly clock: Clock
  readonly timers: Timers
  readonly log: Log
  readonly capture: Capture
  /** H.264 for films on a thin line; left out where there is none. */
  readonly video?: OpenVideoEncoder
  readonly gate: Gate
  /** Asked at each request. False where nothing can be injected (yet): control is refused, the session is view-only. */
  controlPossible(): boolean
  /** POL-1: what is allowed at this moment, asked at every decision. */
  permission(): Permission
  /** CTL-7: a request for control was refused because it is not allowed. */
  controlForbidden(session: NoviceSession): void
  readonly escapeSensor: EscapeSensor
  readonly localInput: LocalInput
  readonly inputObstacle: InputObstacle
  /** The monitors that the captured screen is made of. */
  screens(): readonly Rect[]
  readonly disk: Disk
  /** SES-5: a file of this visit is over. */
  fileOver(session: NoviceSession, file: FileOver): void
  /** The novice's name as the invitation says it; sent only after the Yes (ADM-7). */
  nameFor(ticketId: string): string
  logOn(link: Link): Promise<Result<Knock, { readonly refusal: Refusal | 'lost' }>>
  /**
   * Why the novice is not even asked: help is not allowed (ADM-1), another expert is there (ADM-5), or the answer was No too
   * often just now.
   */
  turnsAway(helper: Helper): 'busy' | 'too-soon' | 'policy' | null
  /** What the expert's page says about the sound, for the page of this session. */
  voice(call: number, signal: VoiceSignal): void
  /** SES-5: the two talk, or do not any more, or one of them did not want to. */
  talked(what: TalkEvent, end: VoiceEnd | null): void
  /** After every change of the state or the chat. */
  changed(session: NoviceSession, before: NoviceState): void
}

export type NoviceSession = {
  state(): NoviceState
  chat(): readonly ChatLine[]
  /** The screens there are, and which one is shared. */
  readonly screens: Pick<ChosenScreen, 'screens' | 'chosen'>
  chooseScreen(index: number | null): void
  /** The expert is writing a line at this moment. */
  theyType(): boolean
  /** Undefined before the Yes. */
  files(): Transfers | undefined
  hear(event: NoviceEvent): void
  /** Talking; undefined before the Yes. */
  voice(): Voice | undefined
  /** This computer's addresses may be others now: an expert who was let in is told, for the way back (SES-4). */
  tellAddresses(addresses: readonly Address[]): void
  /** For an expert who comes back after a break; undefined before the Yes and after the end. */
  resumable(): ResumableSession | undefined
}
