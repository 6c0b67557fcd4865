import { describe, expect, it } from 'vitest'
import { err, ok } from '../../../shared/result.ts'
import { encodeBeat } from '../../domain/session/beat.ts'
import { channels } from '../terminal-services/link.ts'
import type { Link } from '../terminal-services/link.ts'
import { createLinkPair } from '../terminal-services/memory-link.ts'
import { createSessionLink } from './session-link.ts'

type Message = { readonly type: string }

function fakeTimers() {
  const pending = new Set<() => void>()
  return {
    after: (_ms: number, fire: () => void) => {
      pending.add(fire)
      return () => void pending.delete(fire)
    },
    pending,
    beat: () => {
      const due = [...pending]
      pending.clear()
      for (const job of due) job()
    },
  }
}

function stage(over: { readonly link?: Partial<Link> } = {}) {
  const pair = createLinkPair({ flush: 'manual' })
  for (const side of [pair.novice, pair.expert]) side.admit()
  const timers = fakeTimers()
  const time = { now: 0 }
  const heard: string[] = []
  const ends: string[] = []
  const session = createSessionLink<Message, Message>({
    link: { ...pair.novice, ...over.link },
    clock: { now: () => time.now, monotonic: () => time.now },
    timers,
    parse: (text) => {
      const message = JSON.parse(text) as Message
      return message.type === 'odd' ? err('odd') : ok(message)
    },
    onMessage: ({ type }) => heard.push(type),
    onRfb: (payload) => heard.push(`rfb ${payload.byteLength}`),
    onFiles: (frame) => heard.push(`files ${frame.byteLength}`),
    onVoice: () => false,
    onDrain: () => undefined,
    rfbPerBeat: 10_000,
    onBroken: () => undefined,
    onBack: () => undefined,
    onEnd: (why) => ends.push(why),
  })
  const say = (type: string) => pair.expert.send(channels.control, Buffer.from(JSON.stringify({ type })))
  const settle = async () => {
    await Promise.resolve()
    pair.flush()
    await Promise.resolve()
  }
  return { pair, timers, time, heard, ends, session, say, settle }
}

describe('an admitted connection', () => {
  it('delivers messages and keeps heartbeats to itself', async () => {
    const { pair, heard, say, settle } = stage()
    pair.expert.send(channels.beat, encodeBeat({ received: 0, number: 1, echo: 0, urgent: false }))
    say('chat')
    await settle()
    expect(heard).toEqual(['chat'])
  })

  it('[SES-4] a peer that is silent for longer than 8 s is lost, and no timer stays', () => {
    const { timers, ends } = stage()
    for (let i = 0; i < 5; i++) timers.beat()
    expect(ends).toEqual(['lost'])
    expect(timers.pending.size).toBe(0)
  })

  it('[SES-4] a large update goes in frames that are soon over, so that a thin line is not a dead one', async () => {
    const { pair, session, settle } = stage()
    const frames: number[] = []
    pair.expert.onFrame((_channel, payload) => frames.push(payload.byteLength))
    session.sendRfb(new Uint8Array(300 * 1024))
    await settle()
    expect(Math.max(...frames)).toBeLessThanOrEqual(64 * 1024)
    expect(frames.reduce((sum, length) => sum + length, 0)).toBe(300 * 1024)
  })

  it('[CTL-2] a flood of messages ends the session, a busy person does not', async () => {
    const { timers, heard, ends, say, settle } = stage()
    for (let beat = 0; beat < 3; beat++) {
      for (let i = 0; i < 100; i++) say('chat')
      await settle()
      timers.beat()
    }
    expect(ends).toEqual([])
    for (let i = 0; i < 5000; i++) say('chat')
    await settle()
    expect(ends).toEqual(['broken'])
    expect(heard).toHaveLength(400)
  })

  it('[CTL-2] a flood of input ends the session', async () => {
    const { pair, heard, ends, settle } = stage()
    for (let i = 0; i < 2000; i++) pair.expert.send(channels.rfb, new Uint8Array(10))
    await settle()
    expect(ends).toEqual(['broken'])
    expect(heard).toHaveLength(1000)
  })

  it('[SES-3] is in use while a picture goes out or input comes in, and a little longer; chat and files are no such use', async () => {
    const { pair, session, time, say, settle } = stage()
    say('chat')
    session.sendFiles(new Uint8Array(10))
    await settle()
    expect(session.isInUse()).toBe(false)
    session.sendRfb(new Uint8Array(10))
    expect(session.isInUse()).toBe(true)
    time.now = 1000
    expect(session.isInUse()).toBe(false)
    pair.expert.send(channels.rfb, new Uint8Array(10))
    await settle()
    expect(session.isInUse()).toBe(true)
    time.now = 2000
    expect(session.isInUse()).toBe(false)
  })

  it('a peer that asks and takes no answers ends the session before its answers fill the memory', async () => {
    const { ends, say, settle } = stage({ link: { queuedBytes: () => 5 * 1024 * 1024 } })
    say('chat')
    await settle()
    expect(ends).toEqual(['broken'])
  })
})
