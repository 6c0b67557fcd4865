// Tests. Debian's Chromium, kept off the network.

import { type Browser, chromium } from 'playwright-core'

type BrowserOptions = {
  readonly headless: boolean
  readonly display?: string
  readonly args?: readonly string[]
}

export function launchChromium({ headless, display, args = [] }: BrowserOptions): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1',
      ...args,
    ],
    env: { ...process.env, ...(display === undefined ? {} : { DISPLAY: display }) },
  })
}
