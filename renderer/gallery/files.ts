// Renderer, gallery (development only). Files on their way, and the question whether they may come.

import type { FilesView, TransferStatus, TransferView } from '../../shared/transfer.ts'
import { hostile } from './people.ts'

const MB = 1_000_000

let count = 0
const transfer = (
  direction: TransferView['direction'],
  name: string,
  size: number,
  status: TransferStatus,
): TransferView => ({
  id: `${direction === 'sending' ? 'out' : 'in'}-${(count += 1)}`,
  direction,
  name,
  size,
  status,
})

export const fewFiles: FilesView = {
  question: null,
  transfers: [
    transfer('receiving', 'printer-driver.exe', 84.2 * MB, { kind: 'done' }),
    transfer('sending', 'Screenshot of the error.png', 2.4 * MB, {
      kind: 'moving',
      done: 1.1 * MB,
      bytesPerSecond: 310_000,
    }),
  ],
}

export const manyFiles: FilesView = {
  question: null,
  transfers: [
    transfer('sending', 'notes.txt', 0, { kind: 'done' }),
    transfer('sending', 'too large for you.iso', 5200 * MB, { kind: 'failed', why: 'disk-full' }),
    transfer('receiving', 'budget.xlsx', 48_000, { kind: 'cancelled', by: 'there' }),
    transfer('sending', 'manual.pdf', 3.2 * MB, { kind: 'declined' }),
    transfer('receiving', 'system.log', 12.5 * MB, { kind: 'done' }),
    transfer('sending', 'update.zip', 4800 * MB, {
      kind: 'moving',
      done: 1930 * MB,
      bytesPerSecond: 11.4 * MB,
    }),
    transfer('sending', 'readme.txt', 812, { kind: 'waiting' }),
    transfer('sending', 'driver.inf', 23_000, { kind: 'offered' }),
  ],
}

/** The end of a session is the end of every file that was on its way. */
export const endedFiles: FilesView = {
  question: null,
  transfers: manyFiles.transfers.map((one) =>
    ['moving', 'waiting', 'offered'].includes(one.status.kind)
      ? { ...one, status: { kind: 'failed', why: 'session-ended' } }
      : one,
  ),
}

export const hostileFiles: FilesView = {
  question: null,
  transfers: [
    transfer('receiving', `${hostile}.exe`, Number.MAX_SAFE_INTEGER, {
      kind: 'moving',
      done: 1,
      bytesPerSecond: 3,
    }),
    transfer('sending', hostile, 7, { kind: 'failed', why: 'source-changed' }),
  ],
}

export const fileQuestion = {
  question: {
    id: 7,
    files: [{ name: 'printer-driver.exe', size: 84.2 * MB, risky: true }],
    choosing: false,
  },
  transfers: [],
} as const satisfies FilesView

export const fileQuestions: FilesView = {
  question: {
    id: 8,
    files: [
      { name: 'manual.pdf', size: 3.2 * MB, risky: false },
      { name: 'How to install.docm', size: 92_000, risky: true },
      { name: `a very long name ${'W'.repeat(80)}.txt`, size: 0, risky: false },
      { name: 'photo 1.jpg', size: 4.1 * MB, risky: false },
      { name: 'photo 2.jpg', size: 3.9 * MB, risky: false },
      { name: 'photo 3.jpg', size: 4.4 * MB, risky: false },
    ],
    choosing: false,
  },
  transfers: [],
}
