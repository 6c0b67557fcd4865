// Services. The expert's side of coming back: takes an interrupted session up again over a new connection.

import { timingSafeEqual } from 'node:crypto'
import type { ResumeSecrets } from '../../domain/logon/resume.ts'
import type { Refusal } from '../../../shared/refusal.ts'
import type { Result } from '../../../shared/result.ts'
import { err, ok } from '../../../shared/result.ts'
import type { Timers } from '../ports.ts'
import type { Link } from './link.ts'
import { startConversation } from './logon-conversation.ts'

/**
 * Over a link whose certificate was checked (CON-4). `received`: frames that this side has; the result is how many the
 * novice has. After a success frames wait in the link for its next listener; after an error the link is closed.
 */
export async function resumeAsExpert(
  link: Link,
  { secrets, received, timers }: { secrets: ResumeSecrets; received: number; timers: Timers },
): Promise<Result<number, Refusal | 'lost'>> {
  const talk = startConversation({ link, timers, onBroken: () => undefined })
  talk.say({
    type: 'resume',
    id: secrets.id,
    received,
    tag: secrets.tag('expert', link.exporter, received),
  })
  const answer = await talk.hear('resumed')
  talk.end()
  if (answer.ok) {
    const expected = secrets.tag('novice', link.exporter, answer.value.received)
    if (timingSafeEqual(expected, answer.value.tag)) return ok(answer.value.received)
  }
  link.close()
  return err(answer.ok ? 'broken' : answer.error)
}
