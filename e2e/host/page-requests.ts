// Test host: what the bridge in a page asks of the host itself: paths of dropped files, permissions, screen capture.

import { askDisplayMedia } from './session.ts'
import type { WebContents } from './web-contents.ts'

/** Paths of the files the page has just put into `__hostFiles`; '' for one that has none. */
async function filePaths(contents: WebContents, count: number): Promise<string[]> {
  const paths: string[] = []
  for (let index = 0; index < count; index += 1) {
    const found = await contents.chrome?.send('Runtime.evaluate', { expression: `__hostFiles[${index}]` })
    const objectId = found?.result.objectId
    const info =
      objectId === undefined ? undefined : await contents.chrome?.send('DOM.getFileInfo', { objectId })
    paths.push(info?.path ?? '')
  }
  return paths
}

async function displayMedia(contents: WebContents, video: boolean, audio: boolean): Promise<boolean> {
  const granted = await askDisplayMedia({
    frame: contents.mainFrame,
    securityOrigin: contents.getURL(),
    videoRequested: video,
    audioRequested: audio,
    userGesture: true,
  })
  // Chromium wants a fresh user gesture for each capture; in Electron main's answer is enough.
  if (granted) await contents.chrome?.send('Runtime.evaluate', { expression: '0', userGesture: true })
  return granted
}

export async function pageRequest(
  contents: WebContents,
  channel: string,
  args: readonly unknown[],
): Promise<unknown> {
  if (channel === '\0file-paths') return filePaths(contents, Number(args[0]))
  if (channel === '\0display-media') return displayMedia(contents, args[0] === true, args[1] === true)
  if (channel === '\0permission') return contents.requestPermission(String(args[0]), args[1] as object)
  throw new Error(`unknown request ${channel}`)
}
