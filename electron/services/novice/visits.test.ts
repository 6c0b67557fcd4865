import { describe, expect, it } from 'vitest'
import type { Permission } from '../../../shared/policy.ts'
import { ok } from '../../../shared/result.ts'
import { deriveResume } from '../../domain/logon/resume.ts'
import { restAfter } from '../../domain/session/novice-state.ts'
import { createDisk } from '../files/disk.ts'
import { createGate } from '../injector/gate.ts'
import { noObstacle } from '../obstacle/obstacle.ts'
import { channels } from '../terminal-services/link.ts'
import { createLinkPair } from '../terminal-services/memory-link.ts'
import { createVisits, DEAF_MS, promptIdOf } from './visits.ts'

const turns = async () => {
  for (let i = 0; i < 20; i++) await Promise.resolve()
}

/** A novice's computer to whose door experts come whose logon has just succeeded; the logon itself is not of interest here. */
function computer() {
  let permission: Permission = { getHelp: 'allowed', fullControl: 'allowed', maximumMinutes: 60 }
  let now = 0
  const recorded: unknown[] = []
  const visits = createVisits({
    clock: { now: () => 0, monotonic: () => now },
    timers: { after: () => () => undefined },
    log: () => undefined,
    capture: { kind: 'x11', start: () => new Promise(() => undefined) },
    gate: createGate(undefined),
    controlPossible: () => true,
    permission: () => permission,
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
    nameFor: () => 'Ann',
    store: { record: (kind: string, details: object) => void recorded.push({ kind, ...details }) },
    logOn: (link) =>
      Promise.resolve(
        ok({
          kind: 'logged-on' as const,
          helper: {
            name: 'Bob',
            address: '::1',
            ticketId: link.peerAddress,
            words: ['a', 'b', 'c', 'd'] as const,
          },
          secrets: deriveResume(new Uint8Array(32)),
        }),
      ),
    voice: () => undefined,
    changed: () => undefined,
  })
  /** What an expert who has proved this ticket is told. */
  const knocks = async (ticketId: string) => {
    const { novice, expert } = createLinkPair()
    expert.admit()
    const heard: unknown[] = []
    let closed = false
    expert.onFrame((channel, payload) => {
      if (channel === channels.control) heard.push(JSON.parse(new TextDecoder().decode(payload)))
    })
    expert.onClose(() => (closed = true))
    visits.knock({ ...novice, peerAddress: ticketId })
    await turns()
    return { heard, isClosed: () => closed }
  }
  const answer = (accept: boolean) => {
    now += DEAF_MS
    const shown = visits.shown()
    if (!shown) throw new Error('nobody is asked about')
    visits.answer(promptIdOf(shown) ?? '', accept)
  }
  return {
    visits,
    recorded,
    knocks,
    answer,
    forbid: () => (permission = { ...permission, getHelp: 'policy', fullControl: 'policy' }),
    later: (ms: number) => (now += ms),
  }
}

const refused = (refusal: string) => [{ type: 'refused', refusal }]

describe('[ADM-4] an expert whose proof was right', () => {
  it('is asked about, when nothing speaks against it', async () => {
    const { visits, knocks } = computer()
    const { heard, isClosed } = await knocks('t')
    expect(heard).toEqual([{ type: 'asking' }])
    expect(isClosed()).toBe(false)
    expect(visits.shown()?.session.state()).toMatchObject({ kind: 'asking', helper: { name: 'Bob' } })
  })

  it('[ADM-1] [POL-1] is turned away without a question where help was forbidden while the proof was under way', async () => {
    const { visits, recorded, knocks, forbid } = computer()
    forbid()
    const { heard, isClosed } = await knocks('t')
    expect(heard).toEqual(refused('policy'))
    expect(isClosed()).toBe(true)
    expect(visits.shown()).toBeUndefined()
    expect(recorded).toEqual([{ kind: 'refused', reason: 'policy', number: expect.any(Number) as number }])
  })

  it.each(['asked about', 'let in'])(
    '[ADM-5] is turned away without a question while another one is %s, who notices nothing',
    async (state) => {
      const { visits, knocks, answer } = computer()
      const first = await knocks('t')
      if (state === 'let in') answer(true)
      await turns()
      const before = visits.shown()
      const told = first.heard.length
      // With the same invitation or another one.
      for (const ticket of ['t', 'u']) {
        const { heard, isClosed } = await knocks(ticket)
        expect(heard).toEqual(refused('busy'))
        expect(isClosed()).toBe(true)
      }
      expect(visits.shown()).toBe(before)
      expect([first.heard.length, first.isClosed()]).toEqual([told, false])
    },
  )

  it('is turned away for a while after many Nos, with that invitation only', async () => {
    const { visits, knocks, answer, later } = computer()
    let nos = 0
    while (restAfter(nos) === 0) {
      const { heard } = await knocks('t')
      expect(heard).toEqual([{ type: 'asking' }])
      answer(false)
      nos += 1
    }
    expect(nos).toBe(5)
    expect((await knocks('t')).heard).toEqual(refused('too-soon'))
    expect(visits.shown()).toBeUndefined()
    const other = await knocks('u')
    expect(other.heard).toEqual([{ type: 'asking' }])
    answer(true)
    visits.end('failed')
    later(restAfter(nos))
    expect((await knocks('t')).heard).toEqual([{ type: 'asking' }])
  })
})
