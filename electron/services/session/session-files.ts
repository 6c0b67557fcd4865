// Services. The files of one session, tied to its link, its chat and its end.

import type { FileOver } from '../files/ports.ts'
import { createTransfers } from '../files/transfers.ts'
import type { Transfers, TransfersPorts } from '../files/transfers.ts'
import type { ChatHistory } from './chat-history.ts'
import type { SessionLink } from './session-link.ts'

type Ports = Omit<TransfersPorts, 'send' | 'queuedBytes' | 'isInUse' | 'over'> & {
  readonly link: Pick<SessionLink<never>, 'sendFiles' | 'queuedBytes' | 'isInUse'>
  readonly chat: ChatHistory
  over(file: FileOver): void
}

export function startFiles(ports: Ports): Transfers {
  const { link, chat } = ports
  return createTransfers({
    disk: ports.disk,
    clock: ports.clock,
    timers: ports.timers,
    log: ports.log,
    hold: ports.hold,
    changed: ports.changed,
    broken: ports.broken,
    send: (frame) => link.sendFiles(frame),
    queuedBytes: () => link.queuedBytes(),
    isInUse: () => link.isInUse(),
    over: (file) => {
      const { direction, name, end } = file
      // That the session is over is said once, not for every file.
      if (end.kind !== 'failed' || end.why !== 'session-ended')
        chat.note({ kind: 'file', direction, name, end })
      ports.over(file)
    },
  })
}
