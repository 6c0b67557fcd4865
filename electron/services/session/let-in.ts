// Services. What the novice's Yes opens, and nothing else does (ADM-7): the picture, files, talking.

import type { NoviceEvent } from '../../domain/session/novice-state.ts'
import type { FileOver } from '../files/ports.ts'
import type { Transfers } from '../files/transfers.ts'
import { holdGate } from '../injector/gate.ts'
import { talkAsNovice } from '../voice/talk.ts'
import type { Voice } from '../voice/voice.ts'
import type { ChatHistory } from './chat-history.ts'
import type { NoviceMessage } from '../../domain/session/messages.ts'
import type { NoviceSessionPorts } from './novice-session-ports.ts'
import { shareScreen } from './screen-share.ts'
import type { ScreenShare } from './screen-share.ts'
import { startFiles } from './session-files.ts'
import type { SessionLink } from './session-link.ts'

type Parts = {
  readonly ports: Omit<NoviceSessionPorts, 'changed' | 'fileOver'>
  readonly link: SessionLink<NoviceMessage>
  readonly chat: ChatHistory
  /** The novice's name. */
  readonly name: string
  grantsGiven(): number
  hear(event: NoviceEvent): void
  changed(): void
  fileOver(file: FileOver): void
  /** Whether the monitor that the novice chose is still where it was. */
  isPartThere(): boolean
  /** A picture is shown, of a screen that may have changed. */
  started(): void
}

export type LetIn = { readonly voice: Voice; readonly files: Transfers; readonly screen: ScreenShare }

export function letIn({ ports, link, chat, name, ...parts }: Parts): LetIn {
  const { grantsGiven, hear, changed, fileOver, isPartThere, started } = parts
  link.send({ type: 'accepted', novice: name })
  const voice = talkAsNovice({ ...ports, link, chat, changed })
  const files = startFiles({
    ...ports,
    link,
    chat,
    hold: () => holdGate(ports.gate),
    changed,
    over: fileOver,
    broken: () => hear({ kind: 'protocol-broken' }),
  })
  const screen = shareScreen({
    ...ports,
    grantsGiven,
    name,
    send: (bytes) => link.sendRfb(bytes),
    queuedBytes: () => link.queuedBytes(),
    isPartThere,
    started,
    broken: (why) => {
      ports.log('the expert broke the RFB protocol', why)
      hear({ kind: 'protocol-broken' })
    },
    lost: (reason) => {
      ports.log('the screen could not be captured', reason)
      hear({ kind: 'closed-here', reason: 'screen-unavailable' })
    },
  })
  return { voice, files, screen }
}
