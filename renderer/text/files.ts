// Renderer. Files on their way, in words; `name` is always the other person's, ready to show.

import type { TFunction } from 'i18next'
import { unreachable } from '../../shared/result.ts'
import type { SessionNote } from '../../shared/session.ts'
import type { TransferFailure, TransferView } from '../../shared/transfer.ts'
import { fileSize, inOneLine, roughDuration } from './format.ts'
import { oneLine } from './names.ts'

type Direction = TransferView['direction']

/** The line below a file's name. */
export function transferText(transfer: TransferView, name: string, t: TFunction): string {
  const { status, direction, size } = transfer
  const sending = direction === 'sending'
  const withWhom = sending ? t('files.sending', { name }) : t('files.receiving', { name })
  switch (status.kind) {
    case 'offered':
      return sending ? t('files.asked', { name }) : t('files.asks')
    case 'waiting':
      return inOneLine(withWhom, t('files.waiting'))
    case 'moving':
      return inOneLine(withWhom, progressText(status.done, size, status.bytesPerSecond, t))
    case 'checking':
      return inOneLine(withWhom, t('files.checking'))
    case 'done':
      return inOneLine(sending ? t('files.sent') : t('files.received'), fileSize(size))
    case 'declined':
      return sending ? t('files.declinedThere', { name }) : t('files.declinedHere')
    case 'cancelled':
      return status.by === 'here' ? t('files.cancelledHere') : t('files.cancelledThere', { name })
    case 'failed':
      return failureText(status.why, direction, name, t)
    default:
      return unreachable(status)
  }
}

function progressText(done: number, size: number, bytesPerSecond: number, t: TFunction): string {
  const progress = t('files.progress', { done: fileSize(done), size: fileSize(size) })
  // Until some of it has arrived nobody knows how fast it is.
  if (bytesPerSecond <= 0) return progress
  const speed = t('files.speed', { size: fileSize(bytesPerSecond) })
  const left = t('files.left', { time: roughDuration((size - done) / bytesPerSecond) })
  return inOneLine(progress, speed, left)
}

/** The chat history's line about a file that is over. */
export function fileNoteText(
  note: Extract<SessionNote, { readonly kind: 'file' }>,
  name: string,
  t: TFunction,
): string {
  const { direction, end } = note
  const file = oneLine(note.name)
  const sending = direction === 'sending'
  switch (end.kind) {
    case 'done':
      return sending ? t('fileNote.sent', { file, name }) : t('fileNote.received', { file, name })
    case 'declined':
      return sending ? t('fileNote.declinedThere', { file, name }) : t('fileNote.declinedHere', { file })
    case 'cancelled':
      return end.by === 'here'
        ? t('fileNote.cancelledHere', { file })
        : t('fileNote.cancelledThere', { file, name })
    case 'failed': {
      const why = failureText(end.why, direction, name, t)
      return sending ? t('fileNote.notSent', { file, why }) : t('fileNote.notReceived', { file, why })
    }
    default:
      return unreachable(end)
  }
}

/** One sentence for each; whose disk or file it was about follows from the direction. */
function failureText(why: TransferFailure, direction: Direction, name: string, t: TFunction): string {
  const sending = direction === 'sending'
  switch (why) {
    case 'not-a-file':
      return t('fileFailure.notAFile')
    case 'source-gone':
      return sending ? t('fileFailure.sourceGone') : t('fileFailure.sourceGoneThere', { name })
    case 'unreadable':
      return sending ? t('fileFailure.unreadable') : t('fileFailure.unreadableThere', { name })
    case 'source-changed':
      return sending ? t('fileFailure.sourceChanged') : t('fileFailure.sourceChangedThere', { name })
    case 'disk-full':
      return sending ? t('fileFailure.diskFullThere', { name }) : t('fileFailure.diskFull')
    case 'not-writable':
      return sending ? t('fileFailure.notWritableThere', { name }) : t('fileFailure.notWritable')
    case 'wrong-size':
      return t('fileFailure.wrongSize')
    case 'damaged':
      return t('fileFailure.damaged')
    case 'too-many':
      return sending ? t('fileFailure.tooMany') : t('fileFailure.tooManyHere')
    case 'session-ended':
      return t('fileFailure.sessionEnded')
    default:
      return unreachable(why)
  }
}

/** "PDF file": what the name claims to be. */
export function typeText(fileName: string, t: TFunction): string {
  const extension = /[^.]\.([^. ]{1,20})$/u.exec(fileName)?.[1]
  return extension === undefined
    ? t('files.plain')
    : t('files.type', { extension: oneLine(extension.toUpperCase()) })
}
