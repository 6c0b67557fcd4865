// Test host: the text that runs in each page of a window before the page's own scripts.

import { readFileSync } from 'node:fs'
import { makeCodec } from './codec.ts'
import { type PageConfig, pageBridge } from './page-bridge.ts'

/** `preload`: path of the CommonJS preload, undefined when the window has none. */
export function pageScript(config: PageConfig, preload: string | undefined): string {
  const source = preload === undefined ? '' : readFileSync(preload, 'utf8')
  return `(${pageBridge.toString()})(${makeCodec.toString()}, ${JSON.stringify(config)}, function (require, module, exports, process) {\n${source}\n})`
}
