// Tests. Server and client in two processes, a line of the wanted kind between them.

import { type ChildProcess, spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { createNamespaces, into, SERVER_ADDRESS } from './namespaces.ts'

export type LineKind = {
  /** Bits a second, each way. */
  readonly rate: number
  /** One way. */
  readonly delayMs: number
  /** Of so many packets each way the last one is lost. */
  readonly lostEach?: number
}

const saidSchema = z.record(z.string(), z.unknown())
type Said = Readonly<z.infer<typeof saidSchema>>
const countSchema = z.object({
  bytes: z.number(),
  ways: z.record(z.string(), z.number()),
  arrivals: z.array(z.object({ at: z.number(), bytes: z.number() })),
})

/** A process that is ordered about by lines and answers in lines. */
type Actor = {
  order(line: string): void
  /** The first answer that has this field and was not taken yet. */
  says(field: string): Promise<Said>
  stop(): void
}

const PATIENCE_MS = 60_000

function startActor(prefix: readonly string[], [file = '', ...args]: readonly string[]): Actor {
  const words = [...prefix, process.execPath, resolve(import.meta.dirname, file)]
  const [command, ...rest] = words
  if (command === undefined) throw new Error('nothing to start')
  const child: ChildProcess = spawn(command, [...rest, ...args], { stdio: ['pipe', 'pipe', 'inherit'] })
  let waiting: { readonly field: string; readonly tell: (said: Said) => void }[] = []
  let unheard: Said[] = []
  if (child.stdout === null || child.stdin === null) throw new Error('no pipes')
  const { stdin } = child
  createInterface({ input: child.stdout }).on('line', (line) => {
    const said = saidSchema.parse(JSON.parse(line))
    const listener = waiting.find(({ field }) => field in said)
    waiting = waiting.filter((each) => each !== listener)
    if (listener === undefined) unheard.push(said)
    else listener.tell(said)
  })
  return {
    order: (line) => stdin.write(`${line}\n`),
    says: (field) =>
      new Promise((resolve, reject) => {
        const known = unheard.find((said) => field in said)
        unheard = unheard.filter((said) => said !== known)
        if (known !== undefined) {
          resolve(known)
          return
        }
        const late = setTimeout(() => reject(new Error(`${file} never said ${field}`)), PATIENCE_MS)
        waiting.push({
          field,
          tell: (said) => {
            clearTimeout(late)
            resolve(said)
          },
        })
      }),
    stop: () => child.kill(),
  }
}

export type Arrival = { readonly at: number; readonly bytes: number }

export type OnALine = {
  readonly server: Actor
  readonly client: Actor
  /** Types a letter; milliseconds until the client has it. */
  echo(): Promise<number>
  /** Types a letter; how many bytes of anything came before its echo. */
  bytesBeforeEcho(): Promise<number>
  /** Bytes and rectangles of the next `ms`. */
  count(ms: number): Promise<{
    readonly bytes: number
    readonly ways: Readonly<Record<string, number>>
    readonly arrivals: readonly Arrival[]
  }>
  /** Whether the client has the server's picture, and how many of its pixels are not exact. */
  compare(): Promise<{ readonly same: boolean; readonly missing: number }>
  /** Milliseconds until the client has the picture, pixel for pixel. */
  untilSame(): Promise<number>
  stop(): void
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** What runs at the two ends: a file, or its path, and its arguments. */
export type Ends = { readonly server: readonly string[]; readonly client: readonly string[] }

const ENDS: Ends = { server: ['line-server.ts'], client: ['line-client.ts', SERVER_ADDRESS] }

export async function onALine(kind: LineKind, ends: Ends = ENDS): Promise<OnALine> {
  const spaces = createNamespaces()
  const { rate, delayMs, lostEach = 0 } = kind
  const numbers = [rate, delayMs, lostEach].map(String)
  const line = startActor([], ['tun-line.ts', spaces.server, spaces.client, ...numbers])
  const server = startActor(into(spaces.server), ends.server)
  let client: Actor | undefined
  const stop = () => {
    client?.stop()
    server.stop()
    line.stop()
    spaces.remove()
  }
  try {
    await line.says('ready')
    await server.says('listening')
    const viewer = startActor(into(spaces.client), ends.client)
    client = viewer
    const compare = async () => {
      server.order('picture')
      const { picture } = await server.says('picture')
      viewer.order('picture')
      const seen = await viewer.says('picture')
      return { same: seen['picture'] === picture, missing: Number(seen['missing']) }
    }
    return {
      server,
      client: viewer,
      echo: async () => {
        viewer.order('type')
        return Number((await viewer.says('echo'))['echo'])
      },
      bytesBeforeEcho: async () => {
        viewer.order('type')
        return Number((await viewer.says('echo'))['between'])
      },
      count: async (ms) => {
        viewer.order('count')
        await viewer.says('counting')
        await pause(ms)
        viewer.order('counted')
        return countSchema.parse(await viewer.says('bytes'))
      },
      compare,
      untilSame: async () => {
        const from = performance.now()
        while (!(await compare()).same) {
          if (performance.now() - from > PATIENCE_MS) throw new Error('the picture never arrived')
          await pause(50)
        }
        return performance.now() - from
      },
      stop,
    }
  } catch (cause) {
    stop()
    throw cause
  }
}
