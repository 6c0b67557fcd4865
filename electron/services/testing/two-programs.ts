// Tests. Two whole programs in one process, speaking TLS over loopback: everything but windows, pixels and a real mouse.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MappingView } from '../../../shared/network.ts'
import type { Policy } from '../../../shared/policy.ts'
import type { VoiceSignal } from '../../../shared/voice.ts'
import { systemNetwork } from '../addresses.ts'
import type { Network } from '../addresses.ts'
import type { Capture, CaptureSink } from '../capture/capture.ts'
import type { Case } from '../expert/cases.ts'
import { createGate } from '../injector/gate.ts'
import type { Injector } from '../injector/injector.ts'
import type { PolicySource } from '../policy/policy-source.ts'
import { createPortMapper } from '../port-mapping/port-mapper.ts'
import { promptIdOf } from '../novice/visits.ts'
import { systemClock } from '../ports.ts'
import type { Timers } from '../ports.ts'
import { startProgram } from '../program.ts'
import type { Program } from '../program.ts'
import type { Settings } from '../settings.ts'

/** Session time runs this much faster than the wall: 30 seconds become 300 ms. */
export const HASTE = 100

const hasty: Timers = {
  after: (ms, fire) => {
    const timer = setTimeout(fire, ms / HASTE)
    return () => clearTimeout(timer)
  },
}

/** What this computer's network is like from now on; real where nothing is said. */
export type TestNetwork = { found: Network['interfaces']; mapping: MappingView | null; typed: string | null }

export type TestProgram = {
  readonly program: Program
  readonly network: TestNetwork
  /** What an administrator has decided from now on; nothing to begin with. */
  readonly rules: { policy: Policy }
  readonly captured: { running: boolean; starts: number; sink: CaptureSink | undefined }
  readonly injected: string[]
  /** The lines of the program's own log. */
  readonly logged: string[]
  /** Whether the ESC sensor runs. */
  readonly sensor: { running: boolean }
  /** What of this computer fails from now on. */
  readonly faults: Set<'capture' | 'release' | 'sensor'>
  readonly pictures: Uint8Array[]
  /** What the page of a session window was told about the sound. */
  readonly voices: { readonly role: string; readonly call: number; readonly signal: VoiceSignal }[]
  /** The novice's ESC, as the sensor would tell it. */
  pressEscape(): void
  /** The sensor dies: it hears no ESC any more. */
  loseEscape(): void
  /** The novice's own mouse or keyboard moves. */
  touch(): void
  /** The system protects what is in front, or not any more. */
  block(now: boolean): void
  /** Resolves as soon as the condition holds; looked at after every change. */
  until(condition: () => boolean, what: string): Promise<void>
  close(): Promise<void>
}

/** A real screen, mouse and keyboard instead of painted and recorded ones, and somebody who looks at what comes. */
export type Machine = {
  readonly capture: Capture
  readonly injector: Injector
  readonly viewer: (bytes: Uint8Array) => void
}

/** The user's settings, where the store is when it is to outlive this program, and where its policy comes from. */
type Surroundings = Partial<Settings> & {
  readonly folder?: string
  readonly policy?: PolicySource
  readonly machine?: Partial<Machine>
}

export function startTestProgram(
  name: string,
  timers: Timers = hasty,
  { folder: kept, policy, machine = {}, ...chosen }: Surroundings = {},
): TestProgram {
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'program-'))
  const waiting = new Set<() => void>()
  const captured: TestProgram['captured'] = { running: false, starts: 0, sink: undefined }
  const injected: string[] = []
  const logged: string[] = []
  const pictures: Uint8Array[] = []
  const voices: { role: string; call: number; signal: VoiceSignal }[] = []
  const sensor = { running: false }
  const network: TestNetwork = { found: systemNetwork.interfaces, mapping: null, typed: null }
  const rules: TestProgram['rules'] = { policy: { source: 'nowhere', kind: 'not-set' } }
  const faults = new Set<'capture' | 'release' | 'sensor'>()
  let escape: () => void = () => undefined
  let escapeLost: () => void = () => undefined
  let touched: () => void = () => undefined
  let blocked: (now: boolean) => void = () => undefined
  const changed = () => {
    for (const look of waiting) look()
  }
  const program = startProgram({
    clock: systemClock,
    timers,
    storeFile: join(folder, 'tickets.sqlite'),
    settings: () => ({
      port: 3389,
      outsideAddress: network.typed,
      // Nobody's router is asked by a test; those that need one bring their own network.
      portMapping: false,
      allowToGetHelp: true,
      allowFullControl: true,
      capture: 'auto',
      name: null,
      helperName: null,
      language: 'system',
      scheme: 'blue',
      favorites: [],
      history: [],
      windowSizes: {},
      ...chosen,
    }),
    network: { ...systemNetwork, interfaces: () => network.found() },
    mapper: (asked) => {
      const real = createPortMapper(asked)
      return { ...real, view: () => network.mapping ?? real.view() }
    },
    secretBox: { seal: (plain) => plain, open: (sealed) => sealed },
    policy: policy ?? { read: () => rules.policy },
    log: (message) => logged.push(message),
    capture: machine.capture ?? paintedCapture(captured, faults),
    gate: createGate(machine.injector ?? recordingInjector(injected, faults)),
    controlPossible: () => true,
    escapeSensor: {
      start: (pressed, lost) => {
        if (faults.has('sensor')) return { ok: false, reason: 'the sensor fails' }
        escape = pressed
        escapeLost = lost
        sensor.running = true
        return { ok: true }
      },
      stop: () => {
        escape = () => undefined
        sensor.running = false
      },
    },
    localInput: {
      start: (told) => {
        touched = told
        return { ok: true }
      },
      stop: () => {
        touched = () => undefined
      },
      look: () => undefined,
      injecting: () => undefined,
    },
    inputObstacle: {
      watch: (told) => {
        blocked = told
        return () => {
          blocked = () => undefined
        }
      },
    },
    screens: () => [
      { x: 0, y: 0, width: 40, height: 48 },
      { x: 40, y: 0, width: 24, height: 48 },
    ],
    ownName: name,
    picture: (_case, bytes) => {
      if (machine.viewer) machine.viewer(bytes)
      else pictures.push(bytes)
      changed()
    },
    voice: ({ role }, call, signal) => {
      voices.push({ role, call, signal })
      changed()
    },
    changed,
  })
  return {
    program,
    network,
    rules,
    captured,
    injected,
    logged,
    sensor,
    faults,
    pictures,
    voices,
    pressEscape: () => escape(),
    loseEscape: () => escapeLost(),
    touch: () => touched(),
    block: (now) => blocked(now),
    until: (condition, what) => whenTrue(waiting, condition, what),
    close: async () => {
      await program.close()
      if (kept === undefined) rmSync(folder, { recursive: true, force: true })
    },
  }
}

function whenTrue(waiting: Set<() => void>, condition: () => boolean, what: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const given = setTimeout(() => {
      waiting.delete(look)
      reject(new Error(`never happened: ${what}`))
    }, 20_000)
    const look = () => {
      if (!condition()) return
      clearTimeout(given)
      waiting.delete(look)
      resolve()
    }
    waiting.add(look)
    look()
  })
}

const paintedCapture = (captured: TestProgram['captured'], faults: TestProgram['faults']): Capture => ({
  kind: 'x11',
  start: (sink) => {
    if (faults.has('capture')) throw new Error('the capture fails')
    captured.running = true
    captured.starts += 1
    captured.sink = sink
    sink.started({ width: 64, height: 48, pixels: new Uint8Array(64 * 48 * 4).fill(0x80) })
    return Promise.resolve({
      ok: true,
      value: {
        stop: () => {
          captured.running = false
        },
      },
    })
  },
})

const recordingInjector = (injected: string[], faults: TestProgram['faults']): Injector => ({
  key: ({ down, keysym }) => injected.push(`key ${keysym} ${down ? 'down' : 'up'}`),
  pointer: ({ x, y, buttons }) => injected.push(`pointer ${x},${y} ${buttons}`),
  releaseAll: () => {
    injected.push('release')
    if (faults.has('release')) throw new Error('the injector fails')
  },
  close: () => undefined,
})

/** The novice's side, in the words of a test. */
export const noviceState = ({ program }: TestProgram) => program.visits.shown()?.session.state()

/** Says Yes or No to the prompt that is open, once it listens. */
export function answer(novice: TestProgram, accept: boolean): void {
  const visit = novice.program.visits.shown()
  const promptId = visit && promptIdOf(visit)
  if (!visit || promptId === undefined) throw new Error('nobody asks')
  // A person needs longer than the half second for which a prompt is deaf.
  visit.promptedAt = -Infinity
  novice.program.visits.answer(promptId, accept)
}

export async function openCase(expert: TestProgram, file: string): Promise<Extract<Case, { kind: 'open' }>> {
  const id = await expert.program.cases.open(file)
  const opened = expert.program.cases.find(id)
  if (opened?.kind !== 'open') throw new Error(`not an invitation: ${JSON.stringify(opened)}`)
  return opened
}
