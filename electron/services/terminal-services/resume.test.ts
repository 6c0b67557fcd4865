import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deriveResume } from '../../domain/logon/resume.ts'
import type { ResumeSecrets } from '../../domain/logon/resume.ts'
import { systemTimers } from '../ports.ts'
import type { Link } from './link.ts'
import { logOnNovice } from './logon-novice.ts'
import { noviceOf } from './logon-stage.ts'
import { createLinkPair } from './memory-link.ts'
import { resumeAsExpert } from './resume-expert.ts'

const secrets = deriveResume(new Uint8Array(32).fill(1))
const others = deriveResume(new Uint8Array(32).fill(2))
const timers = systemTimers

/** A novice's computer with one interrupted session, which has 7 frames. */
function stage() {
  const taken: { readonly link: Link; readonly received: number }[] = []
  let interrupted = 0
  const ports = {
    ...noviceOf([]),
    session: (id: Uint8Array) =>
      Buffer.compare(id, secrets.id) === 0
        ? {
            secrets,
            interrupt: () => {
              interrupted += 1
              return 7
            },
            takeOver: (link: Link, received: number) => taken.push({ link, received }),
          }
        : undefined,
  }
  return { ports, taken, interrupted: () => interrupted }
}

describe('[SES-4] coming back to an interrupted session', () => {
  it('is let in by the session’s own key, and both sides learn what the other has', async () => {
    const pair = createLinkPair()
    const { ports, taken } = stage()
    const [back, knock] = await Promise.all([
      resumeAsExpert(pair.expert, { secrets, received: 3, timers }),
      logOnNovice(pair.novice, ports),
    ])
    expect(back).toEqual({ ok: true, value: 7 })
    expect(knock).toEqual({ ok: true, value: { kind: 'came-back' } })
    expect(taken).toEqual([{ link: pair.novice, received: 3 }])
  })

  const tampered = (change: Partial<ResumeSecrets>): ResumeSecrets => ({ ...secrets, ...change })
  it.each<[string, ResumeSecrets]>([
    ['another session’s key', tampered({ tag: others.tag })],
    ['a session that is not there', others],
    [
      'the proof of the novice, reflected',
      tampered({ tag: (_role, ...rest) => secrets.tag('novice', ...rest) }),
    ],
    [
      'a proof of another connection',
      tampered({ tag: (role, _exporter, received) => secrets.tag(role, new Uint8Array(32), received) }),
    ],
    [
      'a proof for another count of frames',
      tampered({ tag: (role, exporter, received) => secrets.tag(role, exporter, received + 1) }),
    ],
  ])('SECURITY: %s is refused, all with the same word, and disturbs nobody', async (_what, wrong) => {
    const pair = createLinkPair()
    const { ports, taken, interrupted } = stage()
    const [back, knock] = await Promise.all([
      resumeAsExpert(pair.expert, { secrets: wrong, received: 3, timers }),
      logOnNovice(pair.novice, ports),
    ])
    expect(back).toEqual({ ok: false, error: 'invalid-ticket' })
    expect(knock).toEqual({ ok: false, error: { refusal: 'invalid-ticket' } })
    expect(taken).toEqual([])
    expect(interrupted()).toBe(0)
  })

  it('SECURITY: a computer that does not have the session’s key is not gone on with', async () => {
    const pair = createLinkPair()
    const { ports } = stage()
    const forged = { ...secrets, tag: others.tag }
    const session = ports.session(secrets.id)
    if (!session) throw new Error('the stage has this session')
    const impostor = {
      ...session,
      secrets: {
        ...forged,
        tag: (role: 'expert' | 'novice', ...rest: [Uint8Array, number]) =>
          (role === 'expert' ? secrets : others).tag(role, ...rest),
      },
    }
    const [back] = await Promise.all([
      resumeAsExpert(pair.expert, { secrets, received: 3, timers }),
      logOnNovice(pair.novice, { ...ports, session: () => impostor }),
    ])
    expect(back).toEqual({ ok: false, error: 'broken' })
  })

  it('no two sessions, roles, connections or counts have a proof in common', () => {
    const key = fc.uint8Array({ minLength: 32, maxLength: 32 })
    const proof = fc.tuple(key, fc.constantFrom('expert' as const, 'novice' as const), key, fc.maxSafeNat())
    fc.assert(
      fc.property(proof, proof, (one, other) => {
        const [a, b] = [one, other].map(([session, ...rest]) =>
          Buffer.from(deriveResume(session).tag(...rest)),
        )
        expect(a?.equals(b ?? Buffer.alloc(0))).toBe(JSON.stringify(one) === JSON.stringify(other))
      }),
      { numRuns: 50 },
    )
  })
})
