// Services. What an expert's session needs to find back to the novice after a break: where it led, and who it is.

import { distinct } from '../../domain/addresses/own-addresses.ts'
import type { Address } from '../../domain/invitation/invitation.ts'
import type { ResumeSecrets } from '../../domain/logon/resume.ts'
import type { ExpertSessionPorts } from './expert-session-ports.ts'
import { lookForNovice } from './look-for-novice.ts'
import type { SteadyLine } from './steady-line.ts'

/**
 * SECURITY: of what the novice's computer says of itself. Every address is called at again and again until one answers; a
 * hostile novice must not have this computer call at very many doors of others. No honest one has more.
 */
export const MOST_TOLD = 16

export type WayBack = {
  /** The address of the invitation that led to the novice. */
  reachedAt(index: number): void
  /**
   * Where the novice's computer can be reached by now, as it says itself (SES-4). SECURITY: whoever answers there must have
   * the invitation's certificate and the session's key like anybody else (CON-4).
   */
  movedTo(addresses: readonly Address[]): void
  provedBy(secrets: ResumeSecrets): void
  /** Looks for the novice until it is found or `stop` is called. `refused`: it does not know the session any more. */
  look(line: Pick<SteadyLine, 'interrupt' | 'takeOver'>, refused: () => void): void
  stop(): void
}

export function createWayBack(
  ports: Pick<ExpertSessionPorts, 'invitation' | 'timers' | 'log' | 'reach' | 'comeBack'>,
): WayBack {
  const { addresses } = ports.invitation
  let search = new AbortController()
  let at = 0
  let now: readonly Address[] = []
  let secrets: ResumeSecrets | undefined
  return {
    reachedAt: (index) => {
      at = index
    },
    movedTo: (told) => {
      now = told.slice(0, MOST_TOLD)
    },
    provedBy: (proved) => {
      secrets = proved
    },
    look: (line, refused) => {
      const known = secrets
      if (!known) return
      search = new AbortController()
      const { signal } = search
      lookForNovice({
        // The one that led there most likely leads there again.
        addresses: distinct([...addresses.slice(at, at + 1), ...now, ...addresses]),
        signal,
        timers: ports.timers,
        reach: ports.reach,
        comeBack: (link) => ports.comeBack(link, known, line.interrupt()),
      }).then(
        (found) => {
          if (found.kind === 'found' && signal.aborted) found.link.close()
          else if (found.kind === 'found') line.takeOver(found.link, found.received)
          else if (found.kind === 'refused' && !signal.aborted) refused()
        },
        (cause: unknown) => ports.log('the novice could not be looked for', cause),
      )
    },
    stop: () => search.abort(),
  }
}
