// Services. One visit on the novice's computer: runs the effects of the novice's machine, hears its facts.

import type { ChatLine } from '../../../shared/session.ts'
import type { VoiceSignal } from '../../../shared/voice.ts'
import type { Result } from '../../../shared/result.ts'
import { unreachable } from '../../../shared/result.ts'
import type { Refusal } from '../../../shared/refusal.ts'
import { parseExpertMessage } from '../../domain/session/messages.ts'
import type { ExpertMessage, NoviceMessage } from '../../domain/session/messages.ts'
import { knocking, noviceTransition } from '../../domain/session/novice.ts'
import type { Helper, NoviceEffect, NoviceEvent, NoviceState } from '../../domain/session/novice-state.ts'
import type { Capture } from '../capture/capture.ts'
import type { EscapeSensor } from '../escape-sensor/escape-sensor.ts'
import type { Gate } from '../injector/gate.ts'
import type { Clock, Log, Timers } from '../ports.ts'
import type { Link } from '../terminal-services/link.ts'
import type { LocalInput } from '../local-input/local-input.ts'
import { watchLocalHand } from '../local-input/local-hand.ts'
import { createChatHistory } from './chat-history.ts'
import { shareScreen } from './screen-share.ts'
import type { ScreenShare } from './screen-share.ts'
import { createSessionLink } from './session-link.ts'
import type { SessionLink } from './session-link.ts'
import { createTypingNotice } from './typing-notice.ts'
import { createNoviceVoice } from '../voice/novice-voice.ts'
import { noteVoice } from '../voice/voice.ts'
import type { Voice } from '../voice/voice.ts'

export type NoviceSessionPorts = {
  readonly clock: Clock
  readonly timers: Timers
  readonly log: Log
  readonly capture: Capture
  readonly gate: Gate
  /** False where nothing can be injected on this system: control is refused, the session is view-only. */
  readonly controlPossible: boolean
  readonly escapeSensor: EscapeSensor
  readonly localInput: LocalInput
  /** The novice's name as the invitation says it; sent only after the Yes (ADM-7). */
  nameFor(ticketId: string): string
  logOn(link: Link): Promise<Result<Helper, { readonly refusal: Refusal | 'lost' }>>
  /** Why the novice is not even asked: another expert is there (ADM-5), or the answer was No too often just now. */
  turnsAway(helper: Helper): 'busy' | 'denied' | null
  /** What the expert's page says about the sound, for the page of this session. */
  voice(call: number, signal: VoiceSignal): void
  /** After every change of the state or the chat. */
  changed(session: NoviceSession, before: NoviceState): void
}

export type NoviceSession = {
  state(): NoviceState
  chat(): readonly ChatLine[]
  /** The expert is writing a line at this moment. */
  theyType(): boolean
  hear(event: NoviceEvent): void
  /** Talking; undefined before the Yes. */
  voice(): Voice | undefined
}

/** SECURITY: bytes of pointer, keys and wishes for the picture; a busy hand needs some hundred a second. */
const RFB_PER_BEAT = 256 * 1024

export function startNoviceSession(link: Link, ports: NoviceSessionPorts): NoviceSession {
  const chat = createChatHistory(ports.clock)
  let state: NoviceState = knocking
  let session: SessionLink<NoviceMessage> | undefined
  let screen: ScreenShare | undefined
  let stopAnswerTimer: () => void = () => undefined
  let listening = false
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

  const face: NoviceSession = {
    state: () => state,
    chat: () => chat.lines(),
    theyType: () => typing.shown(),
    voice: () => voice,
    hear,
  }

  function hear(event: NoviceEvent) {
    const before = state
    const step = noviceTransition(state, event)
    state = step.state
    const carriedOut = step.effects.map(attempt)
    stopListening()
    if (step.state !== before || step.effects.length > 0) ports.changed(face, before)
    if (carriedOut.includes(false)) hear({ kind: 'closed-here', reason: 'application-closed' })
  }

  /**
   * SECURITY: an order that fails must not keep the next ones from being carried out: what is over lets go of screen,
   * keys and connection whatever goes wrong on the way. A visit in which something went wrong is over.
   */
  function attempt(effect: NoviceEffect): boolean {
    try {
      run(effect)
      return true
    } catch (cause) {
      ports.log(`the order ${effect.kind} could not be carried out`, cause)
      return false
    }
  }

  /** The sensor runs from the request to the end of control, so that it is awake before the first event may pass. */
  function stopListening() {
    if (!listening || state.kind === 'control-asked' || state.kind === 'controlled') return
    listening = false
    ports.escapeSensor.stop()
  }

  /** CTL-2: without an ESC that works everywhere there is no control at all. */
  function canBeControlled(): boolean {
    if (!ports.controlPossible) return false
    if (state.kind !== 'viewing') return true
    const sensor = ports.escapeSensor.start(() => {
      // SECURITY: the gate shuts before anything else runs (CTL-3); the machine's own order comes a moment later.
      ports.gate.shut()
      hear({ kind: 'control-stopped', by: 'escape' })
    })
    listening = sensor.ok
    if (!sensor.ok) ports.log('the ESC sensor did not start', sensor.reason)
    return sensor.ok
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
        ports.gate.open(effect.grant)
        screen?.setControlled(true)
        return
      case 'shut-gate':
        ports.gate.shut()
        localHand.stop()
        screen?.setControlled(false)
        return
      case 'hang-up':
        if (session) session.close()
        else link.close()
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

  function showScreen() {
    const helper = state.kind === 'viewing' ? state.helper : undefined
    if (!helper || !session) return
    const admitted = session
    link.admit()
    const name = ports.nameFor(helper.ticketId)
    admitted.send({ type: 'accepted', novice: name })
    voice = startVoice(admitted)
    screen = shareScreen({
      capture: ports.capture,
      gate: ports.gate,
      name,
      send: (bytes) => admitted.sendRfb(bytes),
      queuedBytes: () => admitted.queuedBytes(),
      broken: (why) => {
        ports.log('the expert broke the RFB protocol', why)
        hear({ kind: 'protocol-broken' })
      },
      lost: (reason) => {
        ports.log('the screen could not be captured', reason)
        hear({ kind: 'closed-here', reason: 'screen-unavailable' })
      },
    })
  }

  function startVoice(admitted: SessionLink<NoviceMessage>): Voice {
    return createNoviceVoice({
      clock: ports.clock,
      timers: ports.timers,
      send: (payload) => admitted.sendVoice(payload),
      toPage: (call, signal) => ports.voice(call, signal),
      changed: (before, now) => {
        // SECURITY: a question to the novice, which an expert in control must not answer (CTL-5).
        if (now.kind === 'asked') ports.gate.pause()
        if (before.kind === 'asked') ports.gate.resume()
        noteVoice(chat, before, now)
        ports.changed(face, state)
      },
    })
  }

  function heard(message: ExpertMessage) {
    switch (message.type) {
      case 'heartbeat':
        return
      case 'chat':
        hear({ kind: 'chat-received', text: message.text })
        return
      case 'typing':
        hear({ kind: 'typing-received' })
        return
      case 'control-ask':
        hear({ kind: 'control-requested', possible: canBeControlled(), now: ports.clock.monotonic() })
        return
      case 'control-release':
        hear({ kind: 'control-released', by: message.by })
        return
      case 'bye':
        hear({ kind: 'expert-left', reason: message.reason })
        return
      default:
        unreachable(message)
    }
  }

  function admittedToAsk(helper: Helper) {
    // The program closed while the last message of the logon was on its way.
    if (state.kind !== 'knocking') {
      link.close()
      return
    }
    session = createSessionLink<ExpertMessage, NoviceMessage>({
      link,
      timers: ports.timers,
      parse: parseExpertMessage,
      onMessage: heard,
      onRfb: (frame) => {
        if (screen) screen.receive(frame)
        else hear({ kind: 'protocol-broken' })
      },
      onVoice: (payload) => voice?.receive(payload) ?? false,
      onDrain: () => screen?.drained(),
      rfbPerBeat: RFB_PER_BEAT,
      onEnd: (why) => hear({ kind: why === 'lost' ? 'link-closed' : 'protocol-broken' }),
    })
    hear({ kind: 'logon-succeeded', helper, turnedAway: ports.turnsAway(helper) })
  }

  ports.logOn(link).then(
    (logon) => {
      if (logon.ok) admittedToAsk(logon.value)
      else hear({ kind: 'logon-failed', refusal: logon.error.refusal })
    },
    (cause: unknown) => {
      // A ticket that cannot be read, a disk that refuses: nobody gets in, and the connection does not stay.
      ports.log('a logon could not be judged', cause)
      hear({ kind: 'logon-failed', refusal: 'lost' })
    },
  )
  return face
}
