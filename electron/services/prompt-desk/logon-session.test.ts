import { describe, expect, it } from 'vitest'
import { ownSessionLabel, sessionLabel } from './logon-session.ts'

const linux = (env: Record<string, string>) => sessionLabel({ platform: 'linux', env, sessionId: undefined })

describe('the label of a logon session', () => {
  it.each([
    ['the same display in other words', { DISPLAY: ':1' }, { DISPLAY: 'unix:1.0' }],
    [
      'one display, once started by the service manager',
      { DISPLAY: ':1', XDG_SESSION_ID: '4' },
      { DISPLAY: ':1' },
    ],
    ['nothing known', {}, {}],
  ])('[ADM-4] Linux, one session: %s', (_what, one, other) => {
    expect(linux(one)).toBe(linux(other))
  })

  it.each([
    ['two displays', { DISPLAY: ':1' }, { DISPLAY: ':10' }],
    ['a display over the network', { DISPLAY: ':10' }, { DISPLAY: 'localhost:10.0' }],
    ['two Wayland displays', { WAYLAND_DISPLAY: 'wayland-0' }, { WAYLAND_DISPLAY: 'wayland-1' }],
    ['X11 and Wayland', { DISPLAY: ':1' }, { WAYLAND_DISPLAY: ':1' }],
    ['two sessions without a screen', { XDG_SESSION_ID: '1' }, { XDG_SESSION_ID: '2' }],
  ])('[ADM-4] Linux, two sessions: %s', (_what, one, other) => {
    expect(linux(one)).not.toBe(linux(other))
  })

  it('[ADM-4] Windows goes by the number, which stays when a session moves to another screen', () => {
    const windows = (SESSIONNAME: string, sessionId?: number) =>
      sessionLabel({ platform: 'win32', env: { SESSIONNAME }, sessionId })
    expect(windows('Console', 1)).toBe(windows('RDP-Tcp#3', 1))
    expect(windows('Console', 1)).not.toBe(windows('Console', 2))
    expect(windows('Console')).not.toBe(windows('RDP-Tcp#3'))
  })

  it('macOS has one; a label is never too long to be sent', () => {
    expect(sessionLabel({ platform: 'darwin', env: { DISPLAY: ':1' }, sessionId: undefined })).toBe('macos')
    expect(linux({ DISPLAY: 'x'.repeat(1000) }).length).toBeLessThanOrEqual(200)
    expect(ownSessionLabel().length).toBeLessThanOrEqual(200)
  })
})
