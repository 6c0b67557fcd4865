// Services. One visit on the novice's computer: runs the effects of the novice's machine, hears its facts.

import { unreachable } from '../../../shared/result.ts'
import { parseExpertMessage } from '../../domain/session/messages.ts'
import type { ExpertMessage, NoviceMessage } from '../../domain/session/messages.ts'
import { knocking, noviceTransition } from '../../domain/session/novice.ts'
import type { ResumeSecrets } from '../../domain/logon/resume.ts'
import type {
  ControlObstacle,
  Helper,
  NoviceEffect,
  NoviceEvent,
  NoviceState,
} from '../../domain/session/novice-state.ts'
import type { Transfers } from '../files/transfers.ts'
import { createHold } from '../injector/gate.ts'
import type { Link } from '../terminal-services/link.ts'
import { watchLocalHand } from '../local-input/local-hand.ts'
import { createAddressNews } from './address-news.ts'
import { createChatHistory } from './chat-history.ts'
import { createChosenScreen } from './chosen-screen.ts'
import { watchEscape } from './escape-watch.ts'
import { letIn } from './let-in.ts'
import { factOf, isPictureWish } from './novice-facts.ts'
import type { NoviceSession, NoviceSessionPorts } from './novice-session-ports.ts'
import type { ScreenShare } from './screen-share.ts'
import { createSessionLink, type SessionLink } from './session-link.ts'
import { createTypingNotice } from './typing-notice.ts'
import type { Voice } from '../voice/voice.ts'

/** SECURITY: bytes of pointer, keys and wishes for the picture; a busy hand needs some hundred a second. */
const RFB_PER_BEAT = 256 * 1024

export function startNoviceSession(link: Link, ports: NoviceSessionPorts): NoviceSession {
  const chat = createChatHistory(ports.clock)
  let state: NoviceState = knocking
  let session: SessionLink<NoviceMessage> | undefined
  let screen: ScreenShare | undefined
  let files: Transfers | undefined
  let stopAnswerTimer: () => void = () => undefined
  let stopStillTimer: () => void = () => undefined
  let stopObstacle: () => void = () => undefined
  const escape = watchEscape(ports)
  let secrets: ResumeSecrets | undefined
  const holdStaleInput = createHold(ports.gate)
  const holdWhileAsked = createHold(ports.gate)
  let voice: Voice | undefined
  const typing = createTypingNotice(ports.timers, () => ports.changed(face, state))
  // CTL-8. The gate is held before anything else runs; what both sides are told comes a moment later.
  const localHand = watchLocalHand({
    ...ports,
    changed: (held) => {
      screen?.setControlled(!held)
      hear({ kind: 'local-input', held })
    },
  })

  const screens = createChosenScreen(ports.screens)
  const addressNews = createAddressNews((message) => session?.send(message))

  const face: NoviceSession = {
    state: () => state,
    chat: () => chat.lines(),
    screens,
    chooseScreen: (index) => {
      if (!screens.choose(index)) return
      screen?.choose(screens.part())
      ports.changed(face, state)
    },
    theyType: () => typing.shown(),
    files: () => files,
    voice: () => voice,
    tellAddresses: (addresses) => {
      // ADM-7: before the Yes nothing of this computer is told.
      if (screen) addressNews.tell(addresses)
    },
    resumable: () => {
      if (!session || !secrets || !screen) return undefined
      const { interrupt, takeOver } = session
      return { secrets, interrupt, takeOver }
    },
    hear,
  }

  /**
   * SECURITY: next to the gate, whoever answers and however long the question was open: a Yes to what is not allowed any
   * more is a No (ADM-1, CTL-7).
   */
  function allowed(event: NoviceEvent): NoviceEvent {
    if (event.kind !== 'answered' || !event.accept) return event
    const { getHelp, fullControl } = ports.permission()
    if (getHelp !== 'allowed') return { kind: 'closed-here', reason: 'policy' }
    return state.kind === 'control-asked' && fullControl !== 'allowed' ? { kind: 'control-forbidden' } : event
  }

  function hear(told: NoviceEvent) {
    const event = allowed(told)
    const before = state
    const step = noviceTransition(state, event)
    state = step.state
    // CTL-5: an expert in control must not answer whether to go on.
    const asks = 'confirming' in state && state.confirming
    const carriedOut = [
      attempt('hold', () => holdWhileAsked(asks)),
      ...step.effects.map((effect) => attempt(effect.kind, () => run(effect))),
    ]
    stopListening()
    if (step.state !== before || step.effects.length > 0) ports.changed(face, before)
    if (carriedOut.includes(false)) hear({ kind: 'closed-here', reason: 'failed' })
  }

  /**
   * SECURITY: an order that fails must not keep the next ones from being carried out: what is over lets go of screen,
   * keys and connection whatever goes wrong on the way. A visit in which something went wrong is over.
   */
  function attempt(name: string, carryOut: () => void): boolean {
    try {
      carryOut()
      return true
    } catch (cause) {
      ports.log(`the order ${name} could not be carried out`, cause)
      return false
    }
  }

  function stopListening() {
    if (state.kind !== 'control-asked' && state.kind !== 'controlled') escape.stop()
  }

  /** CTL-2: without an ESC that works everywhere there is no control at all. */
  function controlObstacle(): ControlObstacle | null {
    if (ports.permission().fullControl !== 'allowed') return 'policy'
    if (!ports.controlPossible()) return 'not-possible'
    if (state.kind !== 'viewing') return null
    return escape.start((by) => hear({ kind: 'control-stopped', by })) ? null : 'not-possible'
  }

  function run(effect: NoviceEffect): void {
    switch (effect.kind) {
      case 'send':
        session?.send(effect.message)
        return
      case 'start-answer-timer':
        stopAnswerTimer()
        stopAnswerTimer = ports.timers.after(effect.ms, () =>
          hear({ kind: 'answer-timed-out', prompt: effect.prompt }),
        )
        return
      case 'stop-answer-timer':
        stopAnswerTimer()
        return
      case 'start-still-timer':
        stopStillTimer()
        stopStillTimer = ports.timers.after(effect.ms, () => hear({ kind: 'still-due' }))
        return
      case 'stop-still-timer':
        stopStillTimer()
        return
      case 'show-screen':
        showScreen()
        return
      case 'blur-screen':
        screen?.pause()
        return
      case 'resume-screen':
        screen?.resume()
        return
      case 'hide-screen':
        voice?.close()
        screen?.stop()
        screen = undefined
        return
      case 'open-gate':
        localHand.start()
        stopObstacle()
        stopObstacle = ports.inputObstacle.watch((blocked) => hear({ kind: 'input-blocked', blocked }))
        ports.gate.open(effect.grant)
        screen?.setControlled(true)
        return
      case 'shut-gate':
        ports.gate.shut()
        localHand.stop()
        stopObstacle()
        screen?.setControlled(false)
        return
      case 'hang-up':
        files?.close()
        holdStaleInput(false)
        ;(session ?? link).close()
        return
      case 'note':
        chat.note(effect.note)
        if (effect.note.kind === 'control-refused' && effect.note.why === 'policy')
          ports.controlForbidden(face)
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

  function showScreen() {
    const helper = state.kind === 'viewing' ? state.helper : undefined
    if (!helper || !session) return
    const admitted = session
    link.admit()
    admitted.endure()
    const opened = letIn({
      ports,
      link: admitted,
      chat,
      name: ports.nameFor(helper.ticketId),
      grantsGiven: () => ('grants' in state ? state.grants : 0),
      hear,
      changed: () => ports.changed(face, state),
      fileOver: (file) => ports.fileOver(face, file),
      isPartThere: screens.refresh,
      started: () => setImmediate(lookAtScreens),
    })
    voice = opened.voice
    files = opened.files
    screen = opened.screen
  }

  /** After the picture has gone out: it takes some milliseconds. */
  function lookAtScreens() {
    if (screen && !screens.refresh()) hear({ kind: 'closed-here', reason: 'screen-unavailable' })
    else if (screen && screens.screens().length > 1) ports.changed(face, state)
  }

  function heard(message: ExpertMessage) {
    if (isPictureWish(message)) {
      // Before the Yes an expert has nothing to ask for (ADM-7).
      if (screen) screen.wish(message)
      else if (state.kind === 'asking') hear({ kind: 'protocol-broken' })
      return
    }
    const fact = factOf(message, { obstacle: controlObstacle, now: () => ports.clock.monotonic() })
    if (fact) hear(fact)
  }

  function admittedToAsk(helper: Helper) {
    // The program closed while the last message of the logon was on its way.
    if (state.kind !== 'knocking') {
      link.close()
      return
    }
    session = createSessionLink<ExpertMessage, NoviceMessage>({
      link,
      clock: ports.clock,
      timers: ports.timers,
      parse: parseExpertMessage,
      onMessage: heard,
      onRfb: (frame) => {
        if (screen) screen.receive(frame)
        else hear({ kind: 'protocol-broken' })
      },
      onFiles: (frame) => {
        if (files) files.receive(frame)
        else hear({ kind: 'protocol-broken' })
      },
      onVoice: (payload) => voice?.receive(payload) ?? false,
      onDrain: () => {
        screen?.drained()
        files?.drained()
      },
      rfbPerBeat: RFB_PER_BEAT,
      // What came late, however it came, is not for the keyboard.
      onFresh: (fresh) => holdStaleInput(!fresh),
      onBroken: (ms) => hear({ kind: 'line-broken', until: ports.clock.now() + ms }),
      onBack: ({ peerAddress }) => hear({ kind: 'line-back', address: peerAddress }),
      onEnd: (why) => hear({ kind: why === 'lost' ? 'link-closed' : 'protocol-broken' }),
    })
    hear({ kind: 'logon-succeeded', helper, turnedAway: ports.turnsAway(helper) })
  }

  ports.logOn(link).then(
    (logon) => {
      if (!logon.ok) hear({ kind: 'logon-failed', refusal: logon.error.refusal })
      else if (logon.value.kind === 'came-back') hear({ kind: 'came-back' })
      else {
        secrets = logon.value.secrets
        admittedToAsk(logon.value.helper)
      }
    },
    (cause: unknown) => {
      // A ticket that cannot be read, a disk that refuses: nobody gets in, and the connection does not stay.
      ports.log('a logon could not be judged', cause)
      hear({ kind: 'logon-failed', refusal: 'lost' })
    },
  )
  return face
}
