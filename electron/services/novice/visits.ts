// Services. The experts at the novice's door: at most one is asked about or let in (ADM-5); the last one stays on show.

import type { VoiceSignal } from '../../../shared/voice.ts'
import type { Permission } from '../../../shared/policy.ts'
import type { Refusal } from '../../../shared/refusal.ts'
import { refusalNumbers } from '../../../shared/refusal.ts'
import type { Result } from '../../../shared/result.ts'
import type { EventKind } from '../../domain/event-log/event-kinds.ts'
import type { Address } from '../../domain/invitation/invitation.ts'
import { restAfter } from '../../domain/session/novice-state.ts'
import type { Helper, NoviceState } from '../../domain/session/novice-state.ts'
import { openQuestion } from '../../domain/session/still-sharing.ts'
import type { FileOver } from '../files/ports.ts'
import type { Clock } from '../ports.ts'
import { startNoviceSession } from '../session/novice-session.ts'
import type { NoviceSession, NoviceSessionPorts } from '../session/novice-session-ports.ts'
import type { Link } from '../terminal-services/link.ts'
import type { Knock } from '../terminal-services/log-on.ts'
import type { ResumableSession } from '../terminal-services/logon-novice.ts'
import type { TicketStore } from '../ticket-store/ticket-store.ts'

/** A keystroke that was already on its way when the prompt came up is not an answer (ui.md: Prompts). */
export const DEAF_MS = 500

export type Visit = { readonly number: number; readonly session: NoviceSession; promptedAt: number }

export type Visits = {
  knock(link: Link): void
  /** The visit that windows show: asking, admitted, or just over and not yet dismissed. */
  shown(): Visit | undefined
  answer(promptId: string, accept: boolean): void
  /** The prompt's window was closed. */
  decline(promptId: string): void
  /** The window of a session that is over was closed. */
  dismiss(): void
  /** This computer may be reached elsewhere from now on (SES-4). */
  moved(addresses: readonly Address[]): void
  /** Ends what runs on this ticket, or all of it. */
  end(reason: 'invitation-expired' | 'application-closed' | 'failed', ticketId?: string): void
  /** What runs or is asked for ends where it is not allowed any more (POL-1, CTL-7). */
  heed(permission: Permission): void
}

type Ports = Omit<
  NoviceSessionPorts,
  'turnsAway' | 'changed' | 'logOn' | 'fileOver' | 'voice' | 'controlForbidden' | 'talked'
> & {
  readonly clock: Clock
  readonly store: Pick<TicketStore, 'record'>
  logOn(
    link: Link,
    session: (id: Uint8Array) => ResumableSession | undefined,
  ): Promise<Result<Knock, { readonly refusal: Refusal | 'lost' }>>
  voice(visit: number, call: number, signal: VoiceSignal): void
  changed(): void
}

export const promptIdOf = (visit: Visit): string | undefined => {
  const question = openQuestion(visit.session.state())
  return question === undefined ? undefined : `${visit.number}.${question}`
}

const isBroken = (state: NoviceState): boolean => 'brokenUntil' in state && state.brokenUntil !== null

export function createVisits(ports: Ports): Visits {
  const { clock, store } = ports
  const visits = new Set<Visit>()
  /** By ticket: how often in a row its expert was asked about in vain, and when last. */
  const inVain = new Map<string, { readonly times: number; readonly at: number }>()
  let count = 0
  let shown: Visit | undefined

  const isActive = ({ session }: Visit) => !['knocking', 'ended'].includes(session.state().kind)

  const resumable = (id: Uint8Array) =>
    [...visits]
      .map(({ session }) => session.resumable())
      .find((session) => session && Buffer.compare(session.secrets.id, id) === 0)

  const isBusyBeside = (visit: Visit) => [...visits].some((other) => other !== visit && isActive(other))

  const isResting = (ticketId: string) => {
    const last = inVain.get(ticketId)
    return last !== undefined && clock.monotonic() - last.at < restAfter(last.times)
  }

  function turnsAway(visit: Visit, { ticketId }: Helper) {
    if (ports.permission().getHelp !== 'allowed') return 'policy'
    return isBusyBeside(visit) ? 'busy' : isResting(ticketId) ? 'too-soon' : null
  }

  function countInVain({ helper }: Extract<NoviceState, { readonly kind: 'asking' }>, now: NoviceState) {
    const times = (inVain.get(helper.ticketId)?.times ?? 0) + 1
    if (now.kind === 'viewing') inVain.delete(helper.ticketId)
    else inVain.set(helper.ticketId, { times, at: clock.monotonic() })
  }

  function changed(visit: Visit, before: NoviceState) {
    const now = visit.session.state()
    if (now.kind === 'asking' && before.kind !== 'asking') shown = visit
    const question = openQuestion(now)
    if (question !== undefined && question !== openQuestion(before)) visit.promptedAt = clock.monotonic()
    if (before.kind === 'asking' && now.kind !== 'asking') countInVain(before, now)
    if (now.kind === 'ended') {
      visits.delete(visit)
      const wasAdmitted = now.why.kind === 'session-over'
      if (shown === visit && !wasAdmitted) shown = undefined
    }
    if (now.kind !== before.kind || isBroken(now) !== isBroken(before)) tryToRecord(now, before)
    ports.changed()
  }

  /** A full disk takes the log's next line, never the session: what was opened must still be shut. */
  function tryToRecord(now: NoviceState, before: NoviceState) {
    try {
      record(now, before)
    } catch (cause) {
      ports.log('the event log could not be written', cause)
    }
  }

  function record(now: NoviceState, before: NoviceState) {
    if (now.kind === 'ended' && now.why.kind === 'not-admitted') {
      const { refusal } = now.why
      if (refusal !== 'lost') store.record('refused', { reason: refusal, number: refusalNumbers[refusal] })
      return
    }
    const helper = now.kind === 'knocking' ? null : now.helper
    const who = helper ? { expert: helper.name, address: helper.address } : {}
    if (now.kind === 'asking') store.record('expert-asks', who)
    if (isBroken(now) && !isBroken(before)) store.record('line-broken', who)
    if (isBroken(before) && !isBroken(now) && now.kind !== 'ended') store.record('line-back', who)
    if (now.kind === 'viewing' && before.kind === 'asking') store.record('session-started', who)
    if (now.kind === 'controlled') store.record('control-granted', who)
    if (before.kind === 'controlled') store.record('control-ended', who)
    if (now.kind === 'paused') store.record('picture-paused', who)
    if (before.kind === 'paused' && now.kind === 'viewing') store.record('picture-resumed', who)
    if (now.kind === 'ended' && now.why.kind === 'session-over') {
      store.record('session-ended', { ...who, reason: now.why.reason })
    }
  }

  /** SES-5: what happened in a session besides its states. */
  function recordOf(
    { session }: Visit,
    kind: EventKind,
    details: Readonly<Record<string, string | number>> = {},
  ) {
    const state = session.state()
    if (state.kind === 'knocking' || !state.helper) return
    const { name: expert, address } = state.helper
    try {
      store.record(kind, { expert, address, ...details })
    } catch (cause) {
      ports.log('the event log could not be written', cause)
    }
  }

  /** By name and size. */
  function recordFile(visit: Visit, { direction, name, size, end }: FileOver) {
    if (end.kind === 'done')
      recordOf(visit, direction === 'sending' ? 'file-sent' : 'file-received', { file: name, size })
  }

  function answered(promptId: string, accept: boolean) {
    if (!shown || promptIdOf(shown) !== promptId) return
    const question = openQuestion(shown.session.state())
    if (question !== undefined) shown.session.hear({ kind: 'answered', prompt: question, accept })
  }

  return {
    knock: (link) => {
      const visit: Visit = {
        number: (count += 1),
        promptedAt: 0,
        session: startNoviceSession(link, {
          ...ports,
          turnsAway: (helper) => turnsAway(visit, helper),
          controlForbidden: () => recordOf(visit, 'control-not-allowed'),
          talked: (kind, end) => recordOf(visit, kind, end === null ? {} : { talk: end }),
          logOn: (knocking) => ports.logOn(knocking, resumable),
          fileOver: (_session, file) => recordFile(visit, file),
          voice: (call, signal) => ports.voice(visit.number, call, signal),
          changed: (_session, before) => changed(visit, before),
        }),
      }
      visits.add(visit)
    },
    shown: () => shown,
    answer: (promptId, accept) => {
      if (shown && clock.monotonic() - shown.promptedAt >= DEAF_MS) answered(promptId, accept)
    },
    decline: (promptId) => answered(promptId, false),
    dismiss: () => {
      if (shown?.session.state().kind === 'ended') shown = undefined
      ports.changed()
    },
    moved: (addresses) => {
      for (const { session } of visits) session.tellAddresses(addresses)
    },
    end: (reason, ticketId) => {
      for (const visit of visits) {
        const state = visit.session.state()
        const helper = state.kind === 'knocking' ? null : state.helper
        if (ticketId === undefined || helper?.ticketId === ticketId)
          visit.session.hear({ kind: 'closed-here', reason })
      }
    },
    heed: ({ getHelp, fullControl }) => {
      for (const { session } of visits) {
        // Whoever is still knocking is refused by the logon, which has the words for it.
        if (session.state().kind === 'knocking') continue
        if (getHelp !== 'allowed') session.hear({ kind: 'closed-here', reason: 'policy' })
        else if (fullControl !== 'allowed') session.hear({ kind: 'control-forbidden' })
      }
    },
  }
}
