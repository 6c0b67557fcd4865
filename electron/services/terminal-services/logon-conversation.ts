// Services. The logon as both sides hold it: one message after the other over a link, ten seconds in all.

import type { LogonMessage } from '../../domain/logon/messages.ts'
import { parseLogonMessage, writeLogonMessage } from '../../domain/logon/messages.ts'
import type { Refusal } from '../../../shared/refusal.ts'
import type { Result } from '../../../shared/result.ts'
import { err, ok } from '../../../shared/result.ts'
import type { Timers } from '../ports.ts'
import type { Link } from './link.ts'
import { channels } from './link.ts'

/** The whole logon may take this long, in milliseconds (architecture: Session protocol). */
export const LOGON_MS = 10_000

type Kind = LogonMessage['type']
type Message<K extends Kind> = Extract<LogonMessage, { readonly type: K }>
type Heard = Result<LogonMessage, Refusal | 'lost'>

export type Conversation = {
  say(message: LogonMessage): void
  /** The next message, which must be of one of these kinds; a `refused` of the peer comes back as its refusal. */
  hear<K extends Kind>(...kinds: readonly K[]): Promise<Result<Message<K>, Refusal | 'lost'>>
  /** The logon is over: frames wait from here on for the link's next listener. */
  end(): void
}

type Ports = {
  readonly link: Link
  readonly timers: Timers
  /** A frame was against the rules: the last moment at which this side can still say something. */
  onBroken(): void
}

/** Begins the ten seconds. Frames are taken from the link one at a time, so that none is lost at the end. */
export function startConversation({ link, timers, onBroken }: Ports): Conversation {
  let failure: Refusal | 'lost' | undefined
  let settle: ((heard: Heard) => void) | undefined
  let over = false

  const fail = (why: Refusal | 'lost') => {
    failure ??= why
    settle?.(err(failure))
  }
  const cancelTimer = timers.after(LOGON_MS, () => fail('timeout'))

  link.onClose((why) => {
    if (over) return
    if (why === 'broken') onBroken()
    fail(why === 'broken' ? 'broken' : 'lost')
  })

  const next = (): Promise<Heard> =>
    new Promise((resolve) => {
      settle = (heard) => {
        settle = undefined
        link.onFrame(undefined)
        resolve(heard)
      }
      link.onFrame((channel, payload) =>
        settle?.(channel === channels.control ? read(payload) : err('broken')),
      )
      // Behind the frame that may be waiting in the link.
      if (failure !== undefined) queueMicrotask(() => settle?.(err(failure ?? 'lost')))
    })

  return {
    say: (message) => sayOn(link, message),
    hear: async (...kinds) => {
      if (failure === 'timeout') return err(failure)
      const heard = await next()
      if (!heard.ok) return heard
      if (isOneOf(heard.value, kinds)) return ok(heard.value)
      return err(heard.value.type === 'refused' ? heard.value.refusal : 'broken')
    },
    end: () => {
      over = true
      cancelTimer()
      link.onFrame(undefined)
    },
  }
}

const isOneOf = <K extends Kind>(message: LogonMessage, kinds: readonly K[]): message is Message<K> =>
  kinds.some((kind) => kind === message.type)

function sayOn(link: Link, message: LogonMessage): void {
  link.send(channels.control, Buffer.from(writeLogonMessage(message), 'utf8'))
}

function read(payload: Uint8Array): Heard {
  try {
    return parseLogonMessage(new TextDecoder('utf-8', { fatal: true }).decode(payload))
  } catch {
    // Not UTF-8.
    return err('broken')
  }
}

/** Turns an expert away during the logon, or before it (ADM-1): one refusal, then the connection ends. */
export function refuse(link: Link, refusal: Refusal): void {
  sayOn(link, { type: 'refused', refusal })
  link.close()
}
