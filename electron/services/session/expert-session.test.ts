import { describe, expect, it } from 'vitest'
import { err, ok } from '../../../shared/result.ts'
import type { Invitation } from '../../domain/invitation/invitation.ts'
import { deriveResume } from '../../domain/logon/resume.ts'
import type { NoviceMessage } from '../../domain/session/messages.ts'
import { createDisk } from '../files/disk.ts'
import { clientSays } from '../rfb-server/test-client.ts'
import { eightBits } from '../rfb-server/test-rig.ts'
import { channels } from '../terminal-services/link.ts'
import { createLinkPair } from '../terminal-services/memory-link.ts'
import { openExpertSession } from './expert-session.ts'
import type { ExpertSessionPorts } from './expert-session-ports.ts'

const invitation: Invitation = {
  username: 'Ann',
  passwordRequired: false,
  createdAt: 0,
  expiresAt: 1,
  addresses: [{ host: '192.0.2.1', port: 3389 }],
  ticketId: 't',
  publicKeySha1: '',
  passStub: '',
  slowLine: false,
  writtenBy: 'help-and-support',
  extension: { version: 1, fingerprint: new Uint8Array(32), secret: new Uint8Array(32) },
}

/** What follows a server's version: security, a screen of 512x256, all its pixels. */
const wholePicture = Buffer.concat([
  Uint8Array.of(
    1,
    1,
    0,
    0,
    0,
    0,
    2,
    0,
    1,
    0,
    32,
    24,
    0,
    1,
    0,
    255,
    0,
    255,
    0,
    255,
    16,
    8,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
  ),
  Uint8Array.of(0, 0, 0, 1, 0, 0, 0, 0, 2, 0, 1, 0, 0, 0, 0, 0),
  new Uint8Array(512 * 256 * 4),
])

const turns = async () => {
  for (let i = 0; i < 20; i++) await Promise.resolve()
}

function stage(over: Partial<ExpertSessionPorts> = {}) {
  const { novice, expert } = createLinkPair()
  expert.admit()
  const pictures: Uint8Array[] = []
  const frames: Uint8Array[] = []
  const passwords: (string | null)[] = []
  novice.admit()
  novice.onFrame((channel, payload) => {
    if (channel === channels.rfb) frames.push(payload)
  })
  const session = openExpertSession({
    clock: { now: () => 0, monotonic: () => 0 },
    timers: { after: () => () => undefined },
    log: () => undefined,
    invitation,
    disk: createDisk(() => undefined),
    hold: () => () => undefined,
    isOwn: () => false,
    reach: () => Promise.resolve(ok(expert)),
    logOn: (_link, password) => {
      passwords.push(password)
      const secrets = deriveResume(new Uint8Array(32))
      return Promise.resolve(ok({ words: ['ash', 'bee', 'cow', 'dam'] as const, secrets }))
    },
    comeBack: () => Promise.resolve(err('lost')),
    picture: (bytes) => pictures.push(bytes),
    voice: () => undefined,
    changed: () => undefined,
    ...over,
  })
  const say = async (message: NoviceMessage) => {
    novice.send(channels.control, Buffer.from(JSON.stringify(message)))
    await turns()
  }
  const rfb = async (bytes: Uint8Array) => {
    novice.send(channels.rfb, bytes)
    await turns()
  }
  return { session, say, rfb, pictures, frames, passwords }
}

async function viewing(name = 'Ann') {
  const all = stage()
  all.session.connect(null)
  await turns()
  await all.say({ type: 'accepted', novice: name })
  expect(all.session.state().kind).toBe('viewing')
  return all
}

describe('an expert’s session with a novice who is not to be trusted', () => {
  it('shows a name without what would reorder or hide the words around it', async () => {
    const { session } = await viewing('Ann\u202e\u0007\nlive')
    expect(session.state()).toMatchObject({ novice: 'Ann live' })
    const nameless = await viewing('\u200b\u202e')
    expect(nameless.session.state()).toMatchObject({ novice: 'Ann' })
  })

  it('ends when the novice’s server talks before the viewer has answered its version', async () => {
    const { session, rfb, pictures } = await viewing()
    await rfb(Buffer.from('RFB 003.008\n'))
    expect(pictures).toHaveLength(1)
    await rfb(new Uint8Array(1))
    expect(session.state()).toMatchObject({ kind: 'ended', session: { reason: 'protocol-broken' } })
    expect(pictures).toHaveLength(1)
  })

  it('takes pictures of any size once the viewer has spoken', async () => {
    const { session, rfb, pictures } = await viewing()
    await rfb(Buffer.from('RFB 003.008\n'))
    session.fromViewer(Buffer.from('RFB 003.008\n'))
    await rfb(wholePicture)
    expect(session.state().kind).toBe('viewing')
    expect(pictures).toHaveLength(2)
  })

  it('ends at the first byte that our own server never sends, and shows none of it', async () => {
    const { session, rfb, pictures } = await viewing()
    await rfb(Buffer.from('RFB 003.008\n'))
    session.fromViewer(Buffer.from('RFB 003.008\n'))
    await rfb(wholePicture)
    // A bell.
    await rfb(Uint8Array.of(2))
    expect(session.state()).toMatchObject({ kind: 'ended', session: { reason: 'protocol-broken' } })
    expect(pictures).toHaveLength(2)
  })

  it('ends when the viewer is made to want pixels of another size', async () => {
    const { session } = await viewing()
    session.fromViewer(Buffer.from('RFB 003.008\n\u0001\u0001'))
    session.fromViewer(clientSays.pixelFormat(eightBits))
    expect(session.state()).toMatchObject({ kind: 'ended', session: { reason: 'protocol-broken' } })
  })

  it('[CON-1] an address or a logon that fails in an unforeseen way is one that did not answer', async () => {
    const bug = () => Promise.reject(new Error('a bug'))
    for (const broken of [{ reach: bug }, { logOn: bug }]) {
      const { session } = stage(broken)
      session.connect(null)
      await turns()
      expect(session.state()).toMatchObject({
        kind: 'question',
        failure: { kind: 'no-address-answered', tried: [{ index: 0, failure: 'broken-off' }] },
      })
    }
  })
})

describe('the expert’s password and input', () => {
  it('[EXP-3] nothing is tried without a required password, and none is sent where none is asked for', async () => {
    const asked = stage({ invitation: { ...invitation, passwordRequired: true } })
    for (const nothing of [null, '']) asked.session.connect(nothing)
    await turns()
    expect(asked.session.state().kind).toBe('question')
    asked.session.connect('secret')
    await turns()
    expect(asked.passwords).toEqual(['secret'])
    const open = stage()
    open.session.connect('a password nobody wants')
    await turns()
    expect(open.passwords).toEqual([null])
  })

  it('[CTL-4] each frame begins with its grant, however much the viewer says at once', async () => {
    const { session, say, frames } = await viewing()
    session.fromViewer(Buffer.from('RFB 003.008\n\u0001\u0001'))
    session.hear({ kind: 'take-control-clicked' })
    await say({ type: 'control-granted', grant: 7 })
    frames.length = 0
    const pointer = Uint8Array.of(5, 0, 0, 1, 0, 1)
    session.fromViewer(new Uint8Array(60_000 * 6).map((_, i) => pointer[i % 6] ?? 0))
    await turns()
    expect(frames.reduce((sum, frame) => sum + (frame.byteLength - 4) / 6, 0)).toBe(60_000)
    for (const frame of frames) expect([...frame.subarray(0, 10)]).toEqual([0, 0, 0, 7, ...pointer])
  })

  it('what the expert has copied stays on the expert’s computer', async () => {
    const { session, frames } = await viewing()
    session.fromViewer(Buffer.from('RFB 003.008\n\u0001\u0001'))
    await turns()
    frames.length = 0
    session.fromViewer(Uint8Array.of(6, 0, 0, 0, 0, 0, 0, 3, 0x61, 0x62, 0x63))
    await turns()
    expect(frames).toEqual([])
  })
})
