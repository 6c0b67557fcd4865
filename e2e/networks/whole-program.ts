// Test networks, a process of its own: a whole program without its windows, the novice's or the expert's. It obeys on
// standard input and answers each order (orders.ts) with one line of JSON. Argument: its setup.

import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { unreachable } from '../../shared/result.ts'
import { readInvitation } from '../../electron/domain/invitation/read-invitation.ts'
import { createX11Capture } from '../../electron/services/capture/x11-capture.ts'
import type { Injector } from '../../electron/services/injector/injector.ts'
import { createX11Injector } from '../../electron/services/injector/x11-injector.ts'
import { LOOK_MS } from '../../electron/services/novice/address-watch.ts'
import type { Timers } from '../../electron/services/ports.ts'
import { HEARTBEAT_MS } from '../../electron/services/session/steady-line.ts'
import type { Open } from '../../electron/services/testing/meeting.ts'
import {
  answer,
  noviceState,
  openCase,
  startTestProgram,
} from '../../electron/services/testing/two-programs.ts'
import type { Order, Report, Setup } from './orders.ts'
import { createViewer } from './viewer.ts'
import { arrived, callAt, echoAt, unanswered } from './wire.ts'

const setup = JSON.parse(process.argv[2] ?? '{}') as Setup
const { name, folder, display, haste = 1 } = setup
let beats = 0
let looks = 0
const letGo: number[] = []
const injected: string[] = []
let opened: Open | undefined
let special: Partial<Report> = {}

const timers: Timers = {
  after: (ms, fire, how) => {
    const due = () => {
      if (ms === HEARTBEAT_MS) beats += 1
      fire()
      if (ms === LOOK_MS && how === 'beside') looks += 1
    }
    const timer = setTimeout(due, ms / haste)
    if (how === 'beside') timer.unref()
    return () => clearTimeout(timer)
  },
}

function watched(injector: Injector): Injector {
  return {
    ...injector,
    key: (event) => {
      injected.push(`key ${event.keysym} ${event.down ? 'down' : 'up'}`)
      injector.key(event)
    },
    releaseAll: () => {
      letGo.push(beats)
      injected.push('release')
      injector.releaseAll()
    },
  }
}

const log = () => undefined

function realMachine(shown: string) {
  const capture = createX11Capture({ display: shown, env: {}, log })
  const injector = createX11Injector({ display: shown, log })
  if (!capture.ok || !injector.ok) throw new Error(`no display ${shown}`)
  return { capture: capture.value, injector: watched(injector.value) }
}

const newViewer = () => createViewer((bytes) => opened?.session.fromViewer(bytes))
let viewer = newViewer()
const own = startTestProgram(name, timers, {
  folder,
  portMapping: setup.portMapping ?? false,
  machine: { ...(display !== undefined && realMachine(display)), viewer: (bytes) => viewer.push(bytes) },
})

/** Longer than `until` of itself: a session waits for half a minute and more. */
async function patiently(condition: () => boolean, what: string): Promise<void> {
  for (let left = 4; ; left--) {
    try {
      await own.until(condition, what)
      return
    } catch (cause) {
      if (left === 0) throw cause
    }
  }
}

const state = () => opened?.session.state() ?? noviceState(own)
const files = () => (opened?.session ?? own.program.visits.shown()?.session)?.files()
const isBroken = () => {
  const now = state()
  return now !== undefined && 'brokenUntil' in now && now.brokenUntil !== null
}

/** What is over does not begin again by waiting. */
async function until(wanted: string, broken: boolean): Promise<void> {
  const isThere = () => state()?.kind === wanted && isBroken() === broken
  const what = `${wanted}${broken ? ', broken' : ''}`
  await patiently(() => isThere() || state()?.kind === 'ended', what)
  if (!isThere()) throw new Error(`over instead of ${what}`)
}

function addressesIn(file: string): readonly string[] {
  const read = readInvitation(readFileSync(file, 'utf8'))
  return read.ok ? read.value.addresses.map(({ host, port }) => `${host}:${port}`) : []
}

const SHIFT = 0xffe1
const key = (keysym: number, down: boolean) =>
  opened?.session.fromViewer(Uint8Array.of(4, down ? 1 : 0, 0, 0, 0, 0, keysym >> 8, keysym & 255))

function typeBlindly(letter = 'a') {
  const keysym = letter.charCodeAt(0)
  key(keysym, true)
  key(keysym, false)
}

async function type(number: number) {
  const [inFront, from] = [unanswered(), arrived()]
  typeBlindly()
  await patiently(() => viewer.shows(number), `letter ${number} is seen`)
  special = { typed: { inFront, before: arrived() - from } }
}

async function take() {
  await patiently(() => files()?.view().question != null, 'a file is offered')
  const { id = 0 } = files()?.view().question ?? {}
  // A question is deaf for half a second.
  while (files()?.choose(id) === false) await new Promise((resolve) => setTimeout(resolve, 50))
  files()?.chosen(id, folder)
}

async function sound() {
  const port = own.program.voicePort() ?? 0
  await echoAt(port)
  const candidate = `candidate:1 1 udp 2122260223 192.168.77.10 ${port} typ host generation 0`
  special = {
    sound: { port, signals: own.program.voiceFromOutside({ type: 'candidate', candidate, mid: '0' }) },
  }
}

async function testConnection() {
  const { test } = own.program.reachability
  test.start()
  await patiently(() => test.view().kind === 'done', 'the connection is tested')
  special = { diagnosis: test.view() }
}

async function obey(order: Order): Promise<void> {
  switch (order.do) {
    case 'invite': {
      const saved = await own.program.invitations.create({
        from: name,
        minutes: 20,
        password: null,
        path: order.file,
      })
      if (!saved.ok) throw new Error(saved.error.kind)
      special = { listed: addressesIn(order.file) }
      return
    }
    case 'answer':
      await patiently(() => state()?.kind === order.question, `the novice is ${order.question}`)
      answer(own, true)
      return
    case 'test-connection':
      return testConnection()
    case 'sound':
      return sound()
    case 'connect':
      viewer = newViewer()
      opened = await openCase(own, order.file)
      opened.session.connect(null)
      return
    case 'view':
      viewer.begin()
      return patiently(() => viewer.hasSize(), 'a picture begins')
    case 'ask-control':
      opened?.session.hear({ kind: 'take-control-clicked' })
      return
    case 'type':
      return type(order.number)
    case 'type-blindly':
      typeBlindly(order.letter)
      return
    case 'hold-shift':
      key(SHIFT, true)
      return
    case 'picture':
      special = { picture: viewer.picture() }
      return
    case 'call':
      special = { echoed: await callAt(order.host, order.port) }
      return
    case 'look':
      return
    case 'until':
      return until(order.state, order.broken ?? false)
    case 'offer':
      return files()?.offer([order.path])
    case 'take':
      return take()
    case 'files-over':
      return patiently(
        () =>
          files()
            ?.view()
            .transfers.every(
              ({ status }) => !['offered', 'waiting', 'moving', 'checking'].includes(status.kind),
            ) ?? false,
        'the files are over',
      )
    case 'quit':
      return own.close()
    default:
      return unreachable(order)
  }
}

function report(): Report {
  const now = state()
  return {
    state: now?.kind ?? 'none',
    broken: isBroken(),
    why:
      now === undefined
        ? null
        : 'why' in now
          ? now.why
          : 'failure' in now
            ? now.failure
            : 'session' in now
              ? now.session
              : null,
    asked: now !== undefined && 'asked' in now ? now.asked : 0,
    events: own.program.store.events(60).map(({ kind }) => kind),
    listed: [],
    files: files()?.view().transfers ?? [],
    beats,
    letGo,
    looks,
    keys: display === undefined ? own.injected : injected,
    typed: null,
    picture: null,
    diagnosis: null,
    sound: null,
    echoed: null,
    ...special,
  }
}

const nothing: Report = { ...report() }
process.stdout.write('ready\n')
for await (const line of createInterface({ input: process.stdin })) {
  const order = JSON.parse(line) as Order
  special = {}
  const said = await obey(order).then(
    () => (order.do === 'quit' ? nothing : report()),
    (cause: unknown) => ({ failed: `${name}, ${order.do}: ${String(cause)}; ${JSON.stringify(report())}` }),
  )
  process.stdout.write(`${JSON.stringify(said)}\n`)
  if (order.do === 'quit') break
}
process.exit(0)
