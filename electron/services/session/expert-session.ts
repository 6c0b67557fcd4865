// Services. One opened invitation on the expert's computer: runs the effects of the expert's machine, hears its facts.

import type { AddressFailure } from '../../../shared/refusal.ts'
import { unreachable } from '../../../shared/result.ts'
import type { Invitation } from '../../domain/invitation/invitation.ts'
import { expertTransition, opened } from '../../domain/session/expert.ts'
import type { ExpertEffect, ExpertEvent, ExpertState } from '../../domain/session/expert-state.ts'
import { parseNoviceMessage } from '../../domain/session/messages.ts'
import type { ExpertMessage, NoviceMessage } from '../../domain/session/messages.ts'
import type { Transfers } from '../files/transfers.ts'
import type { Link } from '../terminal-services/link.ts'
import { createChatHistory } from './chat-history.ts'
import { factOf } from './expert-facts.ts'
import type { ExpertSession, ExpertSessionPorts } from './expert-session-ports.ts'
import { createExpertViewer } from './expert-viewer.ts'
import type { ExpertViewer } from './expert-viewer.ts'
import { startFiles } from './session-files.ts'
import { createSessionLink } from './session-link.ts'
import type { SessionLink } from './session-link.ts'
import { createTypingNotice } from './typing-notice.ts'
import { createWayBack } from './way-back.ts'
import { talkAsExpert } from '../voice/talk.ts'
import type { Voice } from '../voice/voice.ts'

export function openExpertSession(ports: ExpertSessionPorts): ExpertSession {
  const { invitation, clock } = ports
  const chat = createChatHistory(clock)
  let state: ExpertState = opened
  let password: string | null = null
  let attempt = new AbortController()
  let link: Link | undefined
  let session: SessionLink<ExpertMessage> | undefined
  let files: Transfers | undefined
  let viewer: ExpertViewer | undefined
  let admitted = false
  let voice: Voice | undefined
  let stopAddressTimer: () => void = () => undefined

  const typing = createTypingNotice(ports.timers, () => ports.changed(face))
  const wayBack = createWayBack(ports)

  const face: ExpertSession = {
    state: () => state,
    chat: () => chat.lines(),
    theyType: () => typing.shown(),
    files: () => files,
    voice: () => voice,
    hear,
    connect: (typed) => {
      if (state.kind !== 'question') return
      // EXP-3, again: an empty guess would be counted as a wrong one, and one where none is asked for would be wrong.
      if (invitation.passwordRequired && !typed) return
      password = invitation.passwordRequired ? typed : null
      if (ports.isOwn()) hear({ kind: 'own-invitation' })
      else
        hear({
          kind: 'yes-clicked',
          addresses: invitation.addresses.length,
          ours: isOurs(invitation),
          now: clock.now(),
        })
    },
    setColours: (colours) => {
      if (admitted) session?.send({ type: 'colours', colours })
    },
    setLineSpeed: (speed) => {
      if (admitted) session?.send({ type: 'line-speed', speed })
    },
    fromViewer: (bytes) => viewer?.said(bytes),
  }

  function hear(event: ExpertEvent) {
    const before = state
    const step = expertTransition(state, event)
    state = step.state
    for (const effect of step.effects) run(effect)
    if (state.kind !== 'connecting' && state.kind !== 'logging-on') password = null
    if (step.state !== before || step.effects.length > 0) ports.changed(face)
  }

  function run(effect: ExpertEffect): void {
    switch (effect.kind) {
      case 'connect':
        connectTo(effect.attempt, effect.index)
        return
      case 'start-address-timer':
        stopAddressTimer = ports.timers.after(effect.ms, () =>
          hear({ kind: 'address-timed-out', attempt: effect.attempt, index: effect.index, now: clock.now() }),
        )
        return
      case 'stop-address-timer':
        stopAddressTimer()
        return
      case 'log-on':
        logOn(effect.attempt)
        return
      case 'hang-up':
        hangUp()
        return
      case 'cut-off':
        hangUp()?.cut()
        return
      case 'reconnect':
        if (session) wayBack.look(session, () => hear({ kind: 'link-closed', now: clock.now() }))
        return
      case 'stop-reconnect':
        wayBack.stop()
        return
      case 'send':
        session?.send(effect.message)
        return
      case 'show-screen':
        showScreen()
        return
      case 'use-grant':
        viewer?.useGrant(effect.grant)
        return
      case 'note':
        chat.note(effect.note)
        return
      case 'chat':
        chat.say(effect.from, effect.text)
        if (effect.from === 'theirs') typing.over()
        return
      case 'typing':
        typing.heard()
        return
      default:
        unreachable(effect)
    }
  }

  function connectTo(number: number, index: number) {
    attempt = new AbortController()
    const { signal } = attempt
    const address = invitation.addresses[index]
    if (!address) throw new Error('the machine asked for an address that the invitation does not have')
    const failed = (failure: AddressFailure) =>
      hear({ kind: 'address-failed', attempt: number, index, failure, now: clock.now() })
    ports.reach(address, signal).then(
      (reached) => {
        if (signal.aborted) {
          if (reached.ok) reached.value.cut()
          return
        }
        if (!reached.ok) {
          failed(reached.error)
          return
        }
        link = reached.value
        wayBack.reachedAt(index)
        hear({ kind: 'reached', attempt: number, index })
      },
      (cause: unknown) => {
        ports.log('an address could not be tried', cause)
        failed('broken-off')
      },
    )
  }

  function logOn(number: number) {
    const reached = link
    if (!reached) return
    ports.logOn(reached, password).then(
      (logon) => {
        if (reached !== link) return
        if (logon.ok) {
          wayBack.provedBy(logon.value.secrets)
          startSession(reached)
          hear({ kind: 'logged-on', attempt: number, words: logon.value.words })
        } else if (logon.error === 'lost') {
          hear({ kind: 'link-closed', now: clock.now() })
        } else {
          hear({ kind: 'logon-refused', attempt: number, refusal: logon.error })
        }
      },
      (cause: unknown) => {
        ports.log('the logon failed here', cause)
        if (reached === link) hear({ kind: 'link-closed', now: clock.now() })
      },
    )
  }

  function startSession(reached: Link) {
    viewer = createViewer()
    session = createSessionLink<NoviceMessage, ExpertMessage>({
      link: reached,
      clock,
      timers: ports.timers,
      parse: parseNoviceMessage,
      onMessage: (message) => {
        if (reached === link) heard(message)
      },
      onRfb: (bytes) => {
        if (admitted) viewer?.fromNovice(bytes)
        else hear({ kind: 'protocol-broken' })
      },
      onFiles: (frame) => {
        if (files) files.receive(frame)
        else hear({ kind: 'protocol-broken' })
      },
      onVoice: (payload) => voice?.receive(payload) ?? false,
      onDrain: () => files?.drained(),
      // Pictures: the server's fences keep the pace.
      rfbPerBeat: Infinity,
      onBroken: (ms) => {
        if (reached === link) hear({ kind: 'line-broken', until: clock.now() + ms })
      },
      onBack: () => {
        if (reached === link) hear({ kind: 'line-back' })
      },
      onEnd: (why) => {
        if (reached === link)
          hear(why === 'lost' ? { kind: 'link-closed', now: clock.now() } : { kind: 'protocol-broken' })
      },
    })
  }

  const createViewer = () =>
    createExpertViewer({
      show: ports.picture,
      send: (frame) => session?.sendRfb(frame),
      escaped: () => hear({ kind: 'control-given-up', by: 'expert-escape' }),
      broken: (whose, why) => {
        ports.log(`what the ${whose} sends is not what our programs say`, why)
        hear({ kind: 'protocol-broken' })
      },
    })

  function hangUp(): Link | undefined {
    attempt.abort()
    wayBack.stop()
    files?.close()
    const [ending, endingLink] = [session, link]
    session = undefined
    link = undefined
    viewer = undefined
    admitted = false
    voice?.close()
    if (ending) ending.close()
    else endingLink?.close()
    return endingLink
  }

  function showScreen() {
    const own = session
    if (!own) return
    admitted = true
    own.endure()
    voice = talkAsExpert({ ...ports, link: own, chat, changed: () => ports.changed(face) })
    files = startFiles({
      ...ports,
      link: own,
      chat,
      changed: () => ports.changed(face),
      over: () => undefined,
      broken: () => hear({ kind: 'protocol-broken' }),
    })
    viewer?.admit()
  }

  function heard(message: NoviceMessage) {
    if (message.type === 'addresses') wayBack.movedTo(message.addresses)
    const fact = factOf(message, invitation.username)
    if (fact) hear(fact)
  }

  return face
}

/** Only an invitation with our extension leads to a computer that speaks our protocol. */
const isOurs = (invitation: Invitation): boolean =>
  invitation.extension !== undefined && invitation.ticketId !== undefined
