// The Debian packages that tests, demo and bench need besides npm's: checks them, installs what is missing where that is
// allowed, else names it in one line and fails. Nothing to do is silent. `--bench`: also what only the bench uses; a peer
// that cannot be installed is left out of the table, and that is no failure.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const PACKAGES = [
  // The stand-in for Electron shows its windows in it.
  'chromium',
  // Displays of our own, with a window manager, and something to type into.
  'xvfb',
  'openbox',
  'xterm',
  'x11-utils',
  'x11-xserver-utils',
  'x11-xkb-utils',
  'xdotool',
  'xauth',
  // Independent judges of the picture.
  'tigervnc-viewer',
  'tigervnc-scraping-server',
  'imagemagick',
  // Routers, computers and cables of our own, in network namespaces.
  'miniupnpd-nftables',
  'miniupnpc',
  'nftables',
  'iproute2',
  'iputils-ping',
  'procps',
  // Text looks the same everywhere.
  'fonts-dejavu-core',
  'fonts-liberation',
  // Capture and injection call these through koffi.
  'libxcb1',
  'libxcb-shm0',
  'libxcb-damage0',
  'libxcb-xfixes0',
  'libxcb-randr0',
  'libx11-6',
  'libxtst6',
  // uiohook-napi is linked to these.
  'libxt6',
  'libxrandr2',
]

const BENCH_PACKAGES = [
  // Lines with a rate, and the counters of their bytes.
  'iproute2',
  // Peers for `npm run bench -- --peers`; TigerVNC is above.
  'x11vnc',
  'freerdp2-shadow-x11',
  'freerdp2-x11',
]

function installed(name) {
  const { status, stdout } = spawnSync('dpkg-query', ['-W', '-f=${Status}', name], { encoding: 'utf8' })
  return status === 0 && stdout.includes('ok installed')
}

// Debian 13 gave some libraries new names for the year 2038.
const has = (name) => installed(name) || installed(`${name}t64`)

const missing = (names = PACKAGES) => names.filter((name) => !has(name))

function apt(args) {
  const root = process.getuid?.() === 0
  const command = root ? ['apt-get', ...args] : ['sudo', '-n', 'apt-get', ...args]
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync(command[0], command.slice(1), { stdio: ['ignore', 2, 2], env }).status === 0
}

const mayInstall = () =>
  process.getuid?.() === 0 || spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0

function install(names) {
  const args = ['install', '-y', '--no-install-recommends', ...names]
  // A fresh container has no package lists; a list that is too old names files that are gone.
  return apt(args) || (apt(['update']) && apt(args))
}

if (!existsSync('/usr/bin/dpkg-query')) {
  process.stderr.write(`not Debian: please see to it that these are there: ${PACKAGES.join(' ')}\n`)
  process.exit(0)
}
const wanted = missing()
if (wanted.length > 0) {
  process.stderr.write(`system packages missing: ${wanted.join(' ')}\n`)
  if (!mayInstall() || !install(wanted) || missing().length > 0) {
    process.stderr.write(
      `please run as root: apt-get install -y --no-install-recommends ${missing().join(' ')}\n`,
    )
    process.exit(1)
  }
}
if (process.argv.includes('--bench')) {
  const more = missing(BENCH_PACKAGES)
  if (more.length > 0 && (!mayInstall() || !install(more))) {
    process.stderr.write(`the bench does without ${missing(BENCH_PACKAGES).join(' ')}\n`)
  }
}
