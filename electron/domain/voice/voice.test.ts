// Tests of agreeing to talk: each machine alone, and both joined by a wire in which messages cross.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expertVoiceTransition, shownToExpert, silentExpert } from './expert-voice.ts'
import type { ExpertVoice, ExpertVoiceEvent } from './expert-voice.ts'
import { parseExpertVoice, parseNoviceVoice } from './messages.ts'
import type { ExpertVoiceMessage, NoviceVoiceMessage } from './messages.ts'
import { noviceVoiceTransition, shownToNovice, silentNovice } from './novice-voice.ts'
import type { NoviceVoice, NoviceVoiceEvent } from './novice-voice.ts'

type Click = Exclude<ExpertVoiceEvent, { readonly kind: 'told' }>

const clicks: readonly Click[] = [
  { kind: 'talk-clicked' },
  { kind: 'answered', accept: true },
  { kind: 'answered', accept: false },
  { kind: 'hang-up-clicked' },
  { kind: 'trouble', why: 'no-microphone' },
  { kind: 'trouble', why: 'no-path' },
]

const click: Click = { kind: 'talk-clicked' }
const yes: Click = { kind: 'answered', accept: true }
const no: Click = { kind: 'answered', accept: false }
const hangUp: Click = { kind: 'hang-up-clicked' }

/** Two machines and the messages between them, delivered in order, but whenever the test likes. */
function joined() {
  let novice: NoviceVoice = silentNovice
  let expert: ExpertVoice = silentExpert
  const toNovice: ExpertVoiceMessage[] = []
  const toExpert: NoviceVoiceMessage[] = []

  const hearNovice = (event: NoviceVoiceEvent) => {
    const step = noviceVoiceTransition(novice, event)
    novice = step.voice
    for (const effect of step.effects) if (effect.kind === 'send') toExpert.push(effect.message)
  }
  const hearExpert = (event: ExpertVoiceEvent) => {
    const step = expertVoiceTransition(expert, event)
    expert = step.voice
    toNovice.push(...step.send)
  }
  const deliverToNovice = () => {
    const message = toNovice.shift()
    if (message === undefined) return false
    if (message.type === 'ask') hearNovice({ kind: 'ask-received', turn: message.turn, now: 1e9 })
    else if (message.type === 'answer')
      hearNovice({ kind: 'answer-received', turn: message.turn, accept: message.accept })
    else if (message.type === 'end')
      hearNovice({ kind: 'end-received', turn: message.turn, why: message.why })
    return true
  }
  const deliverToExpert = () => {
    const message = toExpert.shift()
    if (message === undefined) return false
    if (message.type === 'state') hearExpert({ kind: 'told', told: message })
    return true
  }
  const settle = () => {
    while (deliverToNovice() || deliverToExpert());
  }
  return {
    novice: { click: hearNovice, shows: () => shownToNovice(novice), deliver: deliverToNovice },
    expert: { click: hearExpert, shows: () => shownToExpert(expert), deliver: deliverToExpert },
    turn: () => novice.turn,
    settle,
  }
}

describe('agreeing to talk', () => {
  it.each([
    ['the novice asks', 'novice', [click], 'asking', 'asked'],
    ['the expert asks', 'expert', [click], 'asked', 'asking'],
  ] as const)('[SES-2] %s, and the other one is asked', (_, side, events, novice, expert) => {
    const pair = joined()
    for (const event of events) pair[side].click(event)
    pair.settle()
    expect([pair.novice.shows().kind, pair.expert.shows().kind]).toEqual([novice, expert])
  })

  it.each([
    ['novice', 'expert', yes, 'talking'],
    ['expert', 'novice', yes, 'talking'],
    ['novice', 'expert', click, 'talking'],
    ['expert', 'novice', click, 'talking'],
    ['novice', 'expert', no, 'off'],
    ['expert', 'novice', no, 'off'],
    ['novice', 'novice', hangUp, 'off'],
    ['expert', 'expert', hangUp, 'off'],
  ] as const)('[SES-2] the %s asks, then the %s: %j', (asker, other, event, kind) => {
    const pair = joined()
    pair[asker].click(click)
    pair.settle()
    pair[other].click(event)
    pair.settle()
    expect([pair.novice.shows().kind, pair.expert.shows().kind]).toEqual([kind, kind])
  })

  it('[SES-2] who asks at the same time as the other has agreed', () => {
    const pair = joined()
    pair.novice.click(click)
    pair.expert.click(click)
    pair.settle()
    expect([pair.novice.shows().kind, pair.expert.shows().kind]).toEqual(['talking', 'talking'])
  })

  it('[SES-2] a request that was taken back is never a call, even if the yes was on its way', () => {
    const pair = joined()
    pair.expert.click(click)
    pair.settle()
    pair.novice.click(yes)
    pair.expert.click(hangUp)
    expect(pair.expert.shows().kind).toBe('off')
    pair.expert.deliver()
    expect(pair.expert.shows().kind).toBe('off')
    pair.settle()
    expect(pair.novice.shows()).toEqual({ kind: 'off', end: 'expert-hung-up' })
  })

  it('declines without a question after five requests in vain, until a while has passed', () => {
    const ask = (voice: NoviceVoice, now: number) =>
      noviceVoiceTransition(voice, { kind: 'ask-received', turn: voice.turn, now }).voice
    let voice = silentNovice
    for (let times = 0; times < 5; times++) voice = noviceVoiceTransition(ask(voice, 0), no).voice
    expect(ask(voice, 1)).toMatchObject({ kind: 'off', end: 'novice-declined' })
    expect(ask(voice, 3_600_000).kind).toBe('expert-asks')
  })

  it('says who ended it, and why', () => {
    const endAfter = (side: 'novice' | 'expert', event: Click) => {
      const pair = joined()
      pair.novice.click(click)
      pair.settle()
      pair.expert.click(yes)
      pair.settle()
      pair[side].click(event)
      pair.settle()
      return pair.expert.shows()
    }
    expect(endAfter('novice', hangUp)).toEqual({ kind: 'off', end: 'novice-hung-up' })
    expect(endAfter('expert', hangUp)).toEqual({ kind: 'off', end: 'expert-hung-up' })
    expect(endAfter('expert', { kind: 'trouble', why: 'no-microphone' })).toEqual({
      kind: 'off',
      end: 'expert-has-no-microphone',
    })
    expect(endAfter('novice', { kind: 'trouble', why: 'no-path' })).toEqual({ kind: 'off', end: 'no-path' })
  })

  it.each([
    ['a question not answered yet', [], hangUp, 'withdrawn'],
    ['a call', [yes], hangUp, 'expert-hung-up'],
    [
      'a call without a microphone',
      [yes],
      { kind: 'trouble', why: 'no-microphone' },
      'expert-has-no-microphone',
    ],
    ['a call without a way', [yes], { kind: 'trouble', why: 'no-path' }, 'no-path'],
  ] as const)(
    '[SES-2] the expert who ends %s knows why at once, and still after the answer',
    (_, answers, event, end) => {
      const pair = joined()
      pair.expert.click(click)
      pair.settle()
      for (const one of answers) pair.novice.click(one)
      pair.settle()
      pair.expert.click(event)
      expect(pair.expert.shows()).toEqual({ kind: 'off', end })
      pair.settle()
      expect([pair.novice.shows(), pair.expert.shows()]).toEqual([
        { kind: 'off', end },
        { kind: 'off', end },
      ])
    },
  )
})

describe('any order of clicks and messages', () => {
  type Step = { readonly side: 'novice' | 'expert'; readonly event: Click | null }
  const step: fc.Arbitrary<Step> = fc.record({
    side: fc.constantFrom('novice', 'expert'),
    event: fc.option(fc.constantFrom(...clicks), { nil: null }),
  })

  it('[SES-2] ends in agreement, and nobody is heard without a word of his own', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const pair = joined()
        const willing = { novice: false, expert: false }
        const look = () => {
          for (const side of ['novice', 'expert'] as const)
            if (pair[side].shows().kind === 'talking') expect(willing[side], side).toBe(true)
        }
        for (const { side, event } of steps) {
          if (event === null) pair[side].deliver()
          else {
            if (event.kind === 'talk-clicked' || (event.kind === 'answered' && event.accept))
              willing[side] = true
            else if (event.kind === 'hang-up-clicked' || event.kind === 'answered') {
              const calling = pair[side].shows().kind
              if (event.kind === 'hang-up-clicked' || calling === 'asked') willing[side] = false
            }
            pair[side].click(event)
          }
          look()
        }
        pair.settle()
        look()
        const kinds = [pair.novice.shows().kind, pair.expert.shows().kind].join(' ')
        expect(['off off', 'talking talking', 'asking asked', 'asked asking']).toContain(kinds)
      }),
      { numRuns: 3000 },
    )
  })

  it('[SES-2] what names another turn does nothing', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), fc.integer({ min: 1, max: 99 }), (steps, off) => {
        const pair = joined()
        for (const { side, event } of steps) {
          if (event !== null) pair[side].click(event)
          pair.settle()
        }
        const before = [pair.novice.shows(), pair.turn()]
        const turn = pair.turn() + off
        pair.novice.click({ kind: 'ask-received', turn, now: 1e9 })
        pair.novice.click({ kind: 'answer-received', turn, accept: true })
        pair.novice.click({ kind: 'end-received', turn, why: 'hung-up' })
        pair.novice.click({ kind: 'answer-timed-out', turn })
        expect([pair.novice.shows(), pair.turn()]).toEqual(before)
      }),
    )
  })
})

describe('messages of the voice channel', () => {
  it.each([
    ['not JSON', '{'],
    ['an unknown type', '{"type":"call","turn":1}'],
    ['no turn', '{"type":"ask"}'],
    ['a field too many', '{"type":"ask","turn":1,"now":1}'],
    ['a turn that is none', '{"type":"ask","turn":-1}'],
    [
      'a long description',
      JSON.stringify({
        type: 'signal',
        turn: 1,
        signal: { type: 'description', kind: 'offer', sdp: 'x'.repeat(20_000) },
      }),
    ],
    [
      'a candidate without its line',
      '{"type":"signal","turn":1,"signal":{"type":"candidate","candidate":""}}',
    ],
  ])('refuses %s', (_, text) => {
    expect(parseExpertVoice(text).ok).toBe(false)
    expect(parseNoviceVoice(text).ok).toBe(false)
  })

  it('keeps apart who may say what', () => {
    expect(parseNoviceVoice('{"type":"ask","turn":1}').ok).toBe(false)
    expect(parseExpertVoice('{"type":"ask","turn":1}').ok).toBe(true)
    const state = '{"type":"state","turn":1,"kind":"talking","end":null}'
    expect(parseNoviceVoice(state).ok).toBe(true)
    expect(parseExpertVoice(state).ok).toBe(false)
  })

  it('never throws', () => {
    for (const parse of [parseNoviceVoice, parseExpertVoice]) {
      fc.assert(fc.property(fc.string(), (text) => void parse(text)))
      fc.assert(fc.property(fc.json(), (text) => void parse(text)))
    }
  })
})
