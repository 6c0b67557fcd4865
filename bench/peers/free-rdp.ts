// Bench, peer: FreeRDP's shadow server and xfreerdp, by the graphics pipeline with RemoteFX, which is by far the fastest
// of its ways; TLS, as RDP always has it.

import { type Peer, openPeer } from './peer.ts'

const WINDOW = 'bench-freerdp'

export const freeRdp: Peer = {
  name: 'freerdp',
  title: 'FreeRDP',
  needs: ['freerdp-shadow-cli', 'xfreerdp'],
  open: (line) =>
    openPeer(line, {
      port: 3390,
      server: (_, port) => [
        'freerdp-shadow-cli',
        ...[`/port:${port}`, `/bind-address:${line.address}`, '/sec:tls', '-auth'],
      ],
      viewer: (address, port) => [
        'xfreerdp',
        ...[`/v:${address}:${port}`, '/u:bench', '/p:bench', '/sec:tls', '/cert:ignore', `/t:${WINDOW}`],
        ...['/gfx:RFX', '/network:lan', '/bpp:32', '/f', '-grab-keyboard', '/log-level:ERROR'],
      ],
      windowTitle: WINDOW,
    }),
}
