// Bench, peer: TigerVNC's scraping server and its viewer, as they come: XDamage, at most 60 updates a second, Tight with
// JPEG, quality and colours by the viewer's own measuring (AutoSelect).

import type { Peer } from './peer.ts'
import { openPeer } from './peer.ts'

const needs = ['X0tigervnc', 'xtigervncviewer']

/** Of VNC viewers: over the whole screen, at the novice's size. */
export const tigerVncViewer = (address: string, port: number, security: string): readonly string[] => [
  'xtigervncviewer',
  ...['-SecurityTypes', security, '-FullScreen', '-FullscreenSystemKeys=0', '-RemoteResize=0'],
  ...['-AutoSelect=1', `${address}::${port}`],
]

export const VNC_WINDOW = 'TigerVNC'

/** `None`: nothing is hidden and nobody is asked who he is. `TLSNone`: encrypted, as ours always is. */
function tigerVnc(name: string, title: string, security: 'None' | 'TLSNone'): Peer {
  return {
    name,
    title,
    needs,
    open: (line) =>
      openPeer(line, {
        port: 5901,
        server: (display, port) => [
          // The server itself: Debian's x0vncserver is a script that starts it and goes away.
          'X0tigervnc',
          ...['-display', display, '-rfbport', String(port), '-SecurityTypes', security],
          ...['-interface', line.address],
        ],
        viewer: (address, port) => tigerVncViewer(address, port, security),
        windowTitle: VNC_WINDOW,
      }),
  }
}

export const tigerVncPlain = tigerVnc('tigervnc', 'TigerVNC', 'None')
export const tigerVncTls = tigerVnc('tigervnc-tls', 'TigerVNC, TLS', 'TLSNone')
