// Tests. Two sides of file transfers over a real TLS connection on loopback, with a disk that can be told to fail.

import type { Result } from '../../../../shared/result.ts'
import { connect } from '../../terminal-services/connector.ts'
import type { Certificate } from '../../terminal-services/certificate.ts'
import { channels } from '../../terminal-services/link.ts'
import type { Link } from '../../terminal-services/link.ts'
import { createListener } from '../../terminal-services/listener.ts'
import { createMailbox } from '../../terminal-services/logon-stage.ts'
import { systemTimers } from '../../ports.ts'
import { createDisk } from '../disk.ts'
import type { Disk, TargetFailure } from '../disk.ts'
import type { FileOver } from '../ports.ts'
import { createTransfers } from '../transfers.ts'
import type { Transfers } from '../transfers.ts'

export type FileSide = {
  readonly transfers: Transfers
  readonly over: FileOver[]
  /** How many holds of CTL-5 there are. */
  held(): number
  /** The next question's number, once it is open. */
  asked(): Promise<number>
  /** Says Yes to it with this folder, as a person would: not in its first half second. */
  accept(folder: string): Promise<void>
  decline(): Promise<void>
  /** Resolves when so many files are over. */
  overs(count: number): Promise<void>
  /** Resolves when some of a file has arrived, and not all. */
  moving(): Promise<void>
  until(condition: () => boolean, what: string): Promise<void>
}

export type FileStage = {
  readonly novice: FileSide
  readonly expert: FileSide
  readonly disk: Disk & { writes: (() => Result<undefined, TargetFailure>) | undefined }
  readonly broken: string[]
  /** The connection ends without a word. */
  cut(): void
  close(): Promise<void>
}

export async function linkPair(certificate: Certificate) {
  const links = createMailbox<Link>()
  const listener = createListener({ credentials: () => certificate, onLink: links.put, log: () => undefined })
  const opened = await listener.open(0)
  if (!opened.ok) throw new Error(opened.error.code)
  const expert = await connect({
    host: '127.0.0.1',
    port: opened.value.port,
    fingerprint: certificate.fingerprint,
    serverName: 'a.invalid',
    signal: new AbortController().signal,
  })
  if (!expert.ok) throw new Error(expert.error)
  const novice = await links.take()
  for (const link of [novice, expert.value]) link.admit()
  return { novice, expert: expert.value, close: () => listener.close() }
}

export async function fileStage(certificate: Certificate): Promise<FileStage> {
  const pair = await linkPair(certificate)
  const broken: string[] = []
  const real = createDisk(() => undefined)
  const disk: FileStage['disk'] = {
    ...real,
    writes: undefined,
    createTarget: async (folder, name, size) => {
      const made = await real.createTarget(folder, name, size)
      if (!made.ok) return made
      const append = made.value.append
      return {
        ok: true,
        value: {
          ...made.value,
          append: (pieces) => (disk.writes ? Promise.resolve(disk.writes()) : append(pieces)),
        },
      }
    },
  }
  const novice = fileSide('novice', pair.novice, disk, broken)
  const expert = fileSide('expert', pair.expert, disk, broken)
  return {
    novice,
    expert,
    disk,
    broken,
    cut: () => pair.expert.close(),
    close: async () => {
      for (const link of [pair.novice, pair.expert]) link.close()
      for (const { transfers } of [novice, expert]) transfers.close()
      await pair.close()
      await disk.settled()
    },
  }
}

function fileSide(name: string, link: Link, disk: Disk, broken: string[]): FileSide {
  const over: FileOver[] = []
  const waiting = new Set<() => void>()
  let holds = 0
  let ahead = 0
  const changed = () => {
    for (const look of waiting) look()
  }
  const transfers = createTransfers({
    disk,
    clock: { now: () => Date.now(), monotonic: () => performance.now() + ahead },
    // Views are looked at as often as possible.
    timers: { after: (_ms, fire) => systemTimers.after(0, fire) },
    log: () => undefined,
    send: (frame) => link.send(channels.files, frame),
    queuedBytes: () => link.queuedBytes(),
    isInUse: () => false,
    hold: () => {
      holds += 1
      return () => {
        holds -= 1
      }
    },
    changed,
    over: (file) => {
      over.push(file)
      changed()
    },
    broken: () => {
      broken.push(name)
      transfers.close()
      changed()
    },
  })
  link.onFrame((_channel, frame) => transfers.receive(frame))
  link.onDrain(() => transfers.drained())
  link.onClose(() => transfers.close())

  const until: FileSide['until'] = (condition, what) =>
    new Promise((resolve, reject) => {
      const given = setTimeout(() => {
        waiting.delete(look)
        reject(new Error(`never happened: ${what}; ${JSON.stringify(transfers.view())}`))
      }, 60_000)
      const look = () => {
        if (!condition()) return
        clearTimeout(given)
        waiting.delete(look)
        resolve()
      }
      waiting.add(look)
      look()
    })

  async function asked(): Promise<number> {
    await until(() => transfers.view().question !== null, `${name} is asked`)
    return transfers.view().question?.id ?? 0
  }

  async function answerable(): Promise<number> {
    const id = await asked()
    ahead += 500
    return id
  }

  return {
    transfers,
    over,
    held: () => holds,
    asked,
    until,
    accept: async (folder) => {
      const id = await answerable()
      if (!transfers.choose(id)) throw new Error('the question does not listen')
      transfers.chosen(id, folder)
    },
    decline: async () => transfers.decline(await answerable()),
    overs: (count) => until(() => over.length >= count, `${name}: ${count} files are over`),
    moving: () =>
      until(
        () => transfers.view().transfers.some(({ status }) => status.kind === 'moving' && status.done > 0),
        `${name}: a file moves`,
      ),
  }
}
