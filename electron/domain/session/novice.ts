// Domain. One expert's visit on the novice's computer, from the first byte to the end (ADM, SES, CTL).
//
//   knocking ──logon-succeeded──► asking ──answered yes──► viewing ◄──answered no / timer──┐
//      │                            │                        │  ▲                           │
//      │ logon-failed, busy         │ no, 2 min              │  └──── escape, stop, ──┐     │
//      ▼                            ▼                        ▼        release         │     │
//    ended ◄──────── any of: left, lost, disconnected ── control-asked ──yes──► controlled ─┘
//                                   (each of the three admitted) ──pause──► paused ──resume──► viewing
//
// Each of the first three asks again after half an hour whether to go on (`confirming`, SES-6): no ends the visit, silence
// pauses it. controlled is `held` while the novice's own hand is at the mouse or the keyboard (CTL-8). Each of the admitted outlives
// its connection for a while (SES-4); control never does.
// Pure and total: a late or odd event returns the same state and no effects. No sockets, timers or secrets in here.

import { unreachable } from '../../../shared/result.ts'
import type { Refusal } from '../../../shared/refusal.ts'
import type { ControlRefusal } from '../../../shared/session.ts'
import { ANSWER_MS, restAfter } from './novice-state.ts'
import type { Helper, NoviceEffect, NoviceEvent, NoviceState, NoviceStep } from './novice-state.ts'
import { controlEnded, lineBroken, notWanted, over, paused, resumed } from './novice-ends.ts'
import { note, send, stay, to, viewing } from './novice-steps.ts'
import type { AdmittedState, In } from './novice-steps.ts'
import { askStillIn, openQuestion, stillDue, stillWanted } from './still-sharing.ts'

export const knocking: NoviceState = { kind: 'knocking' }

export function noviceTransition(state: NoviceState, event: NoviceEvent): NoviceStep {
  switch (state.kind) {
    case 'knocking':
      return whileKnocking(state, event)
    case 'asking':
      return whileAsking(state, event)
    case 'viewing':
    case 'control-asked':
    case 'controlled':
    case 'paused':
      return whileAdmitted(state, event)
    case 'ended':
      return stay(state)
    default:
      return unreachable(state)
  }
}

const notAdmitted = (
  helper: Helper | null,
  refusal: Refusal | 'lost',
  ...effects: NoviceEffect[]
): NoviceStep =>
  to({ kind: 'ended', helper, why: { kind: 'not-admitted', refusal } }, ...effects, { kind: 'hang-up' })

/** What an expert who was not let in is told of an end on this side. */
const refusalOf = ({ reason }: Extract<NoviceEvent, { readonly kind: 'closed-here' }>): Refusal =>
  reason === 'policy' ? 'policy' : 'expired'

function whileKnocking(state: In<'knocking'>, event: NoviceEvent): NoviceStep {
  switch (event.kind) {
    case 'logon-succeeded':
      return event.turnedAway
        ? notAdmitted(event.helper, event.turnedAway, send({ type: 'refused', refusal: event.turnedAway }))
        : to({ kind: 'asking', helper: event.helper, asked: 1 }, send({ type: 'asking' }), {
            kind: 'start-answer-timer',
            prompt: 1,
            ms: ANSWER_MS,
          })
    case 'logon-failed':
      return notAdmitted(null, event.refusal)
    case 'link-closed':
      return notAdmitted(null, 'lost')
    case 'protocol-broken':
      return notAdmitted(null, 'broken')
    case 'closed-here':
      return notAdmitted(null, refusalOf(event))
    case 'came-back':
      return to({ kind: 'ended', helper: null, why: { kind: 'not-admitted', refusal: 'lost' } })
    default:
      return stay(state)
  }
}

function whileAsking(state: In<'asking'>, event: NoviceEvent): NoviceStep {
  const { helper, asked } = state
  const stopTimer: NoviceEffect = { kind: 'stop-answer-timer' }
  const refuse = (refusal: Refusal) =>
    notAdmitted(helper, refusal, stopTimer, send({ type: 'refused', refusal }))
  switch (event.kind) {
    case 'answered':
      if (event.prompt !== asked) return stay(state)
      if (!event.accept) return refuse('denied')
      return to(
        {
          kind: 'viewing',
          helper,
          brokenUntil: null,
          confirming: false,
          asked,
          grants: 0,
          inVain: 0,
          lastRequest: 0,
        },
        stopTimer,
        { kind: 'show-screen' },
        askStillIn(),
        note({ kind: 'connected' }),
      )
    case 'answer-timed-out':
      return event.prompt === asked ? refuse('no-answer') : stay(state)
    case 'expert-left':
    case 'link-closed':
      return notAdmitted(helper, 'lost', stopTimer)
    // Before the Yes an expert has nothing to ask for: control, chat and pictures are against the protocol (ADM-7).
    case 'control-requested':
    case 'control-released':
    case 'chat-received':
    case 'typing-received':
    case 'protocol-broken':
      return refuse('broken')
    case 'closed-here':
      return refuse(refusalOf(event))
    default:
      return stay(state)
  }
}

function whileAdmitted(state: AdmittedState, event: NoviceEvent): NoviceStep {
  switch (event.kind) {
    case 'control-requested':
      if (state.kind === 'paused') return to(state, refused('paused'))
      // Two questions at once would hide each other.
      if (state.confirming) return to(state, refused('too-soon'))
      return state.kind === 'viewing' ? controlAsked(state, event) : stay(state)
    case 'answered':
      if (openQuestion(state) !== event.prompt) return stay(state)
      if (state.confirming) return event.accept ? stillWanted(state) : notWanted(state)
      return event.accept ? controlGranted(state) : controlRefused(state, 'denied')
    case 'answer-timed-out':
      if (openQuestion(state) !== event.prompt) return stay(state)
      return state.confirming ? paused(state, 'unanswered') : controlRefused(state, 'no-answer')
    case 'still-due':
      return stillDue(state)
    case 'control-stopped':
      if (state.kind === 'control-asked' && event.by === 'escape-unheard')
        return controlRefused(state, 'not-possible')
      return state.kind === 'controlled' ? controlEnded(state, event.by) : stay(state)
    case 'control-forbidden':
      if (state.kind === 'control-asked') return controlRefused(state, 'policy')
      return state.kind === 'controlled' ? controlEnded(state, 'policy') : stay(state)
    case 'control-released':
      if (state.kind === 'control-asked') return to(viewing(state), { kind: 'stop-answer-timer' })
      return state.kind === 'controlled' ? controlEnded(state, event.by) : stay(state)
    case 'pause-clicked':
      return state.kind === 'paused' ? stay(state) : paused(state, 'paused')
    case 'resume-clicked':
      return state.kind === 'paused' ? resumed(state) : stay(state)
    case 'local-input':
      if (state.kind !== 'controlled' || state.held === event.held) return stay(state)
      return to({ ...state, held: event.held }, send({ type: 'input-held', held: event.held }))
    case 'input-blocked':
      if (state.kind !== 'controlled') return stay(state)
      return to(
        state,
        send({ type: 'input-blocked', blocked: event.blocked }),
        note({ kind: 'input-blocked', blocked: event.blocked }),
      )
    case 'chat-received':
      return to(state, { kind: 'chat', from: 'theirs', text: event.text })
    case 'chat-written':
      return to(
        state,
        { kind: 'chat', from: 'mine', text: event.text },
        send({ type: 'chat', text: event.text }),
      )
    case 'typing-received':
      return to(state, { kind: 'typing' })
    case 'typing-here':
      return to(state, send({ type: 'typing' }))
    case 'expert-left':
      return over(state, event.reason)
    case 'line-broken':
      return lineBroken(state, event.until)
    case 'line-back':
      return to(
        { ...state, brokenUntil: null, helper: { ...state.helper, address: event.address } },
        note({ kind: 'line-back' }),
      )
    case 'link-closed':
      return over(state, 'link-lost')
    case 'protocol-broken':
      return over(state, 'protocol-broken', send({ type: 'bye', reason: 'protocol-broken' }))
    case 'closed-here':
      return over(state, event.reason, send({ type: 'bye', reason: event.reason }))
    case 'logon-succeeded':
    case 'logon-failed':
    case 'came-back':
      return stay(state)
    default:
      return unreachable(event)
  }
}

function controlAsked(
  state: AdmittedState,
  { obstacle, now }: Extract<NoviceEvent, { readonly kind: 'control-requested' }>,
): NoviceStep {
  if (obstacle === 'not-possible') return to(state, refused(obstacle), refusalNote(obstacle))
  // Without a line in the chat here: that would be one more thing to wear the novice down with.
  if (now - state.lastRequest < restAfter(state.inVain)) return to(state, refused('too-soon'))
  const counted = { ...state, inVain: state.inVain + 1, lastRequest: now }
  // Counted, because each one is a line of the event log.
  if (obstacle === 'policy') return to(counted, refused(obstacle), refusalNote(obstacle))
  const asked = state.asked + 1
  return to(
    { ...counted, kind: 'control-asked', asked },
    { kind: 'start-answer-timer', prompt: asked, ms: ANSWER_MS },
    note({ kind: 'control-asked' }),
  )
}

const refused = (why: ControlRefusal): NoviceEffect => send({ type: 'control-refused', why })
const refusalNote = (why: ControlRefusal): NoviceEffect => note({ kind: 'control-refused', why })

const controlRefused = (state: AdmittedState, why: ControlRefusal): NoviceStep =>
  to(viewing(state), { kind: 'stop-answer-timer' }, refused(why), refusalNote(why))

function controlGranted(state: AdmittedState): NoviceStep {
  const grant = state.grants + 1
  return to(
    { ...state, kind: 'controlled', held: false, grants: grant, inVain: 0 },
    { kind: 'stop-answer-timer' },
    { kind: 'open-gate', grant },
    askStillIn(),
    send({ type: 'control-granted', grant }),
    note({ kind: 'control-taken' }),
  )
}
