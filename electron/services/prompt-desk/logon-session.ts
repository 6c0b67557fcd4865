// Services. One job: a label for the logon session this process runs in. Two processes with one label share one screen.

import koffi from 'koffi'

type Facts = {
  readonly platform: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Windows' number of the session; undefined when it cannot be had. */
  readonly sessionId: number | undefined
}

/** At most 200 characters. A label is only ever compared, never parsed. */
export function sessionLabel({ platform, env, sessionId }: Facts): string {
  switch (platform) {
    case 'win32':
      // The number stays when a session is taken over from another place; SESSIONNAME then changes.
      return sessionId === undefined ? short('windows', env['SESSIONNAME']) : `windows:${sessionId}`
    case 'darwin':
      return 'macos'
    default:
      // The screen comes first: XDG_SESSION_ID is missing in what the user's own service manager starts, so that two
      // programs of one screen would look as if they ran in two sessions.
      if (env['DISPLAY']) return short('x11', screenOf(env['DISPLAY']))
      if (env['WAYLAND_DISPLAY']) return short('wayland', env['WAYLAND_DISPLAY'])
      return short('session', env['XDG_SESSION_ID'])
  }
}

const short = (kind: string, value = '') => `${kind}:${value}`.slice(0, 200)

/** `unix:1.0` and `:1` are one display. */
const screenOf = (display: string) => display.replace(/^unix(?=:)/, '').replace(/(:\d+)\.\d+$/, '$1')

/** The label of this process. Windows' half has run nowhere yet. */
export const ownSessionLabel = (): string =>
  sessionLabel({ platform: process.platform, env: process.env, sessionId: windowsSessionId() })

// https://learn.microsoft.com/windows/win32/api/processthreadsapi/nf-processthreadsapi-processidtosessionid
function windowsSessionId(): number | undefined {
  if (process.platform !== 'win32') return undefined
  try {
    const call = koffi
      .load('kernel32.dll')
      .func('__stdcall', 'ProcessIdToSessionId', 'bool', ['uint32', koffi.out(koffi.pointer('uint32'))])
    const found: number[] = [0]
    return call(process.pid, found) ? found[0] : undefined
  } catch {
    // Without the library's answer the session's name decides; there is no log yet at this hour of the start.
    return undefined
  }
}
