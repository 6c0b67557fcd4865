// Shell. Every way in which the system hands us an invitation (EXP-1): the command line, a second start, macOS' open-file.

import { app } from 'electron/main'
import { z } from 'zod'
import { readArguments } from './arguments.ts'

type Target = { openFile(path: string): Promise<void>; openNothing(): void }

/** What a second start hands over; absolute paths, because its folder is not ours. */
const handedOver = z.object({ files: z.array(z.string().max(4096)).max(16), session: z.string().max(200) })

/**
 * Undefined: this profile is already running. In this logon session it was handed the files and nothing is left to do; from
 * another one (`session` is the label) it takes nothing here, because that process becomes its prompt desk (ADM-4).
 * Files that arrive before `follow` wait for it.
 */
export function whenOpened(
  files: readonly string[],
  session: string,
): { follow(target: Target): void } | undefined {
  if (!app.requestSingleInstanceLock({ files, session })) return undefined
  let waiting: readonly string[] = files
  let target: Target | undefined

  function take(paths: readonly string[]) {
    if (!target) waiting = [...waiting, ...paths]
    else if (paths.length === 0) target.openNothing()
    else for (const path of paths) void target.openFile(path)
  }

  app.on('second-instance', (_event, argv, folder, data) => {
    const parsed = handedOver.safeParse(data)
    // Nobody sits here who could have wanted a window; and Windows does not carry this from session to session anyway.
    if (parsed.success && parsed.data.session !== session) return
    take(parsed.success ? parsed.data.files : readArguments(argv, folder).files)
  })
  app.on('open-file', (event, path) => {
    event.preventDefault()
    take([path])
  })
  return {
    follow: (follower) => {
      target = follower
      take(waiting)
    },
  }
}
