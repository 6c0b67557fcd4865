// Test host: one Chromium for each app process, started with the first window, gone with the process.

import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { type Cdp, connectCdp } from './cdp.ts'
import { beepIn } from './microphone.ts'

const BINARY =
  ['/usr/lib/chromium/chromium', '/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) =>
    existsSync(path),
  ) ?? 'chromium'

const flags = (profile: string): string[] => [
  `--user-data-dir=${profile}`,
  '--no-startup-window',
  '--remote-debugging-pipe',
  '--no-sandbox',
  '--test-type',
  '--disable-gpu',
  '--no-first-run',
  '--no-default-browser-check',
  '--password-store=basic',
  '--use-mock-keychain',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-search-engine-choice-screen',
  '--disable-session-crashed-bubble',
  '--hide-crash-restore-bubble',
  '--noerrdialogs',
  '--disable-breakpad',
  '--disable-infobars',
  // A window that is hidden or covered works on: the capture window is one of those.
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--disable-features=Translate,MediaRouter,OptimizationHints,LocalNetworkAccessChecks,GlobalMediaControls,HttpsUpgrades',
  '--autoplay-policy=no-user-gesture-required',
  '--use-fake-device-for-media-stream',
  `--use-file-for-fake-audio-capture=${beepIn(profile)}`,
  '--auto-select-desktop-capture-source=Entire screen',
  '--allow-loopback-in-peer-connection',
  // SECURITY: the host talks to this machine only; any other name does not resolve.
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1',
]

/** Chromium writes beside its profile too, e.g. a folder for crash reports; that belongs into the profile. */
const surroundings = (profile: string): NodeJS.ProcessEnv => ({
  ...process.env,
  XDG_CONFIG_HOME: profile,
  XDG_CACHE_HOME: profile,
})

export type Chromium = {
  readonly cdp: Cdp
  /** Opens a window without tabs and address bar, as `chromium --app=URL` does; it shows up as a new target. */
  openAppWindow(url: string): void
  close(): Promise<void>
}

/** Profiles of runs that were killed stay behind; they carry the process id in their name. */
function sweep(parent: string): void {
  for (const name of readdirSync(parent)) {
    const pid = /^chromium-(\d+)$/.exec(name)?.[1]
    if (pid !== undefined && !existsSync(`/proc/${pid}`))
      rmSync(join(parent, name), { recursive: true, force: true })
  }
}

/**
 * `extra`: further switches (the app's own `commandLine.appendSwitch`). `HELP_HOST_DEBUG_PORT_FILE` in the environment
 * opens the test door: a DevTools endpoint whose address is written into that file.
 */
export async function launchChromium(parent: string, extra: readonly string[]): Promise<Chromium> {
  mkdirSync(parent, { recursive: true })
  sweep(parent)
  const profile = join(parent, `chromium-${process.pid}`)
  const doorFile = process.env['HELP_HOST_DEBUG_PORT_FILE']
  const door = doorFile === undefined ? [] : ['--remote-debugging-port=0']
  const child = spawn(BINARY, [...flags(profile), ...door, ...extra], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    env: surroundings(profile),
    // A group of its own: Ctrl+C in a terminal reaches the app first, which then closes its windows in order.
    detached: true,
  })
  let errors = ''
  const endpoint = new Promise<string>((found) => {
    child.stderr?.on('data', (chunk: Buffer) => {
      errors = (errors + chunk.toString()).slice(-4000)
      const address = /DevTools listening on (ws:\S+)/.exec(errors)?.[1]
      if (address !== undefined) found(address)
    })
  })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const started = new Promise<void>((_, reject) => {
    child.once('error', (cause) => reject(new Error(`Chromium does not start (${BINARY}): ${cause.message}`)))
    child.once('exit', (code) => reject(new Error(`Chromium ended at once (${String(code)}): ${errors}`)))
  })
  const cdp = connectCdp(child.stdio[3] as Writable, child.stdio[4] as Readable)
  await Promise.race([cdp.send('Browser.getVersion'), started])
  started.catch(() => 'later exits are not failures to start')
  if (doorFile !== undefined) writeFileSync(doorFile, await endpoint)

  return {
    cdp,
    openAppWindow(url) {
      const messenger = spawn(
        BINARY,
        [`--user-data-dir=${profile}`, '--no-sandbox', '--test-type', `--app=${url}`],
        {
          stdio: 'ignore',
        },
      )
      messenger.once('error', (cause) => process.stderr.write(`host: no window: ${cause.message}\n`))
    },
    async close() {
      const timer = setTimeout(() => child.kill('SIGKILL'), 3000)
      await cdp.send('Browser.close').catch(() => child.kill('SIGKILL'))
      await gone
      clearTimeout(timer)
      rmSync(profile, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}
