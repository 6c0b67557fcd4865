// Bench, peer: x11vnc with XDamage, its waits made short, seen by TigerVNC's viewer (Tight).

import { type Peer, openPeer } from './peer.ts'
import { VNC_WINDOW, tigerVncViewer } from './tiger-vnc.ts'

/** Its own defaults wait 20 ms before a look and 20 ms before an update. */
const SHORT_MS = '5'

export const x11vnc: Peer = {
  name: 'x11vnc',
  title: 'x11vnc',
  needs: ['x11vnc', 'xtigervncviewer'],
  open: (line) =>
    openPeer(line, {
      port: 5902,
      server: (display, port) => [
        'x11vnc',
        ...['-display', display, '-rfbport', String(port), '-listen', line.address, '-no6', '-noipv6'],
        ...['-nopw', '-quiet', '-forever', '-shared', '-xdamage', '-ncache', '0'],
        ...['-wait', SHORT_MS, '-defer', SHORT_MS, '-nonap', '-nosel'],
      ],
      viewer: (address, port) => tigerVncViewer(address, port, 'None'),
      windowTitle: VNC_WINDOW,
    }),
}
