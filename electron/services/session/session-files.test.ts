import { describe, expect, it } from 'vitest'
import { ok } from '../../../shared/result.ts'
import { createDisk } from '../files/disk.ts'
import { encodeFileMessage } from '../files/file-frames.ts'
import { deriveResume } from '../../domain/logon/resume.ts'
import { createGate } from '../injector/gate.ts'
import { noObstacle } from '../obstacle/obstacle.ts'
import { channels } from '../terminal-services/link.ts'
import { createLinkPair } from '../terminal-services/memory-link.ts'
import { startNoviceSession } from './novice-session.ts'

const turns = async () => {
  for (let i = 0; i < 20; i++) await Promise.resolve()
}

/** A novice's session, and the expert's end of its wire. */
async function stage() {
  const { novice, expert } = createLinkPair()
  expert.admit()
  let now = 0
  const injected: string[] = []
  const gate = createGate({
    key: () => injected.push('key'),
    pointer: () => injected.push('pointer'),
    releaseAll: () => undefined,
    close: () => undefined,
  })
  gate.setScreen(10, 10)
  const session = startNoviceSession(novice, {
    clock: { now: () => 0, monotonic: () => now },
    timers: { after: () => () => undefined },
    log: () => undefined,
    capture: { kind: 'x11', start: () => new Promise(() => undefined) },
    gate,
    controlPossible: () => true,
    permission: () => ({ getHelp: 'allowed', fullControl: 'allowed', maximumMinutes: 60 }),
    controlForbidden: () => undefined,
    escapeSensor: { start: () => ({ ok: true }), stop: () => undefined },
    localInput: {
      start: () => ({ ok: true }),
      stop: () => undefined,
      look: () => undefined,
      injecting: () => undefined,
    },
    inputObstacle: noObstacle,
    screens: () => [],
    disk: createDisk(() => undefined),
    fileOver: () => undefined,
    talked: () => undefined,
    voice: () => undefined,
    nameFor: () => 'Ann',
    logOn: () =>
      Promise.resolve(
        ok({
          kind: 'logged-on' as const,
          helper: { name: 'Bob', address: '::1', ticketId: 't', words: ['a', 'b', 'c', 'd'] as const },
          secrets: deriveResume(new Uint8Array(32)),
        }),
      ),
    turnsAway: () => null,
    changed: () => undefined,
  })
  await turns()
  expect(session.state().kind).toBe('asking')
  const move = () => {
    injected.length = 0
    gate.pointer({ x: 1, y: 1, buttons: 0 }, 1)
    return injected.length > 0
  }
  const offer = async (first = 1) => {
    const files = [{ name: 'a', size: 1 }]
    expert.send(channels.files, encodeFileMessage({ type: 'offer', first, files }))
    await turns()
  }
  return { session, offer, move, later: (ms: number) => void (now += ms) }
}

async function controlled() {
  const all = await stage()
  all.session.hear({ kind: 'answered', prompt: 1, accept: true })
  all.session.hear({ kind: 'control-requested', obstacle: null, now: 0 })
  all.session.hear({ kind: 'answered', prompt: 2, accept: true })
  expect(all.move()).toBe(true)
  return all
}

describe('files in a session', () => {
  it('[ADM-7] nothing of channel 2 is taken before the Yes', async () => {
    const { session, offer } = await stage()
    await offer()
    expect(session.state()).toMatchObject({ kind: 'ended', why: { kind: 'not-admitted', refusal: 'broken' } })
  })

  it('[CTL-5] while the question is open nothing is injected, and afterwards again', async () => {
    const { session, offer, move, later } = await controlled()
    await offer()
    expect(session.files()?.view().question?.id).toBe(1)
    expect(move()).toBe(false)
    later(500)
    expect(session.files()?.choose(1)).toBe(true)
    expect(move()).toBe(false)
    session.files()?.chosen(1, undefined)
    expect(move()).toBe(false)
    session.files()?.decline(1)
    expect(move()).toBe(true)
    expect(session.chat().at(-1)).toMatchObject({ note: { kind: 'file', end: { kind: 'declined' } } })
  })

  it('[SES-4] with the session all of it ends, the question too', async () => {
    const { session, offer } = await controlled()
    await offer()
    session.hear({ kind: 'closed-here', reason: 'novice-disconnected' })
    expect(session.files()?.view()).toMatchObject({
      question: null,
      transfers: [{ status: { kind: 'failed', why: 'session-ended' } }],
    })
  })
})
