// Both processes. What the windows of a session show of files on their way (SES-3): names, sizes and progress, never a path.

/** Most files that one person offers at once. */
export const MOST_FILES = 100

/** Why a file did not arrive. Whose disk or file it was about follows from the direction. */
export type TransferFailure =
  /** The sender's file: a folder or a device, gone, not readable, another size or other content than offered. */
  | 'not-a-file'
  | 'source-gone'
  | 'unreadable'
  | 'source-changed'
  /** The receiver's folder. */
  | 'disk-full'
  | 'not-writable'
  /** What came: more or fewer bytes than were offered, or another SHA-256. */
  | 'wrong-size'
  | 'damaged'
  /** The receiver has too many questions waiting. */
  | 'too-many'
  | 'session-ended'

export type TransferStatus =
  | { readonly kind: 'offered' }
  /** Agreed to, and not yet its turn. */
  | { readonly kind: 'waiting' }
  /** `done`: bytes that are on the receiver's disk. */
  | { readonly kind: 'moving'; readonly done: number; readonly bytesPerSecond: number }
  | { readonly kind: 'checking' }
  | { readonly kind: 'done' }
  | { readonly kind: 'declined' }
  | { readonly kind: 'cancelled'; readonly by: 'here' | 'there' }
  | { readonly kind: 'failed'; readonly why: TransferFailure }

export type TransferView = {
  /** Names the transfer in commands. */
  readonly id: string
  readonly direction: 'sending' | 'receiving'
  /** As it is called on this computer; of a file that comes, the safe name that it gets. */
  readonly name: string
  readonly size: number
  readonly status: TransferStatus
}

/** One file that the other person would like to send. `risky`: a program, or a document that can contain one. */
export type OfferedFile = { readonly name: string; readonly size: number; readonly risky: boolean }

/** The question put to the receiver; one at a time, and it never changes while it is read, but for files taken back. */
export type FileQuestion = {
  readonly id: number
  readonly files: readonly OfferedFile[]
  /** The system's own dialog asks for the folder at this moment. */
  readonly choosing: boolean
}

export type FilesView = {
  readonly question: FileQuestion | null
  /** What goes, then what comes; oldest first. */
  readonly transfers: readonly TransferView[]
}

export const noFiles: FilesView = { question: null, transfers: [] }

/** What became of a file, for the chat history and the event log. */
export type FileEnd =
  | { readonly kind: 'done' }
  | { readonly kind: 'declined' }
  | { readonly kind: 'cancelled'; readonly by: 'here' | 'there' }
  | { readonly kind: 'failed'; readonly why: TransferFailure }
