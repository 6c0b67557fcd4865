// Services. The novice's picture on its way to the expert's viewer: checked, and no more of it than the viewer takes in.

import { PICTURE_STEP } from '../../../shared/ipc/bridge.ts'
import { createServerStream } from '../../domain/rfb/server-stream.ts'

export type ExpertPicture = {
  fromNovice(bytes: Uint8Array): void
  /** The server's version was answered: it may go on. */
  answered(): void
  /** The viewer's page has taken in another PICTURE_STEP (shared/ipc/bridge.ts). */
  takenIn(): void
}

type Ports = {
  show(bytes: Uint8Array): void
  broken(why: string): void
}

/**
 * RFC 6143, 7.1.1: a server says its version and then waits for the viewer's.
 * SECURITY: what comes before the viewer's window is there must be kept, so it is no more than that.
 */
const BEFORE_ANSWER = 12
/**
 * SECURITY: our server waits for the viewer's answers to its fences and stays far below; one that does not wait would fill
 * this computer's memory as fast as the line is.
 */
export const MOST_WAITING = 64 * 1024 * 1024

export function createExpertPicture({ show, broken }: Ports): ExpertPicture {
  const stream = createServerStream()
  let isAnswered = false
  let waiting = 0

  return {
    fromNovice: (bytes) => {
      waiting += bytes.byteLength
      const why = stream.push(bytes)
      if (why !== undefined) broken(why)
      else if (waiting > (isAnswered ? MOST_WAITING : BEFORE_ANSWER))
        broken('more picture than the viewer takes in')
      else show(bytes)
    },
    answered: () => {
      isAnswered = true
    },
    takenIn: () => {
      waiting = Math.max(0, waiting - PICTURE_STEP)
    },
  }
}
