// Bench. Marks inside the expert's page, set from outside: when the bytes of an update came in, and when the viewer had
// drawn them. The app is not changed: two functions of the page's own world are wrapped while the bench looks.

import type { Page } from 'playwright-core'
import type { Point } from '../stage/picture-point.ts'

/** By the page's clock, ms since 1970. */
export type Mark = { readonly arrived: number; readonly drawn: number }

export type PageMarks = {
  /** Updates drawn since the last call that held the point. */
  take(): Promise<readonly Mark[]>
  /** To be added to a time of the page's to make it one of ours (`performance.now`). */
  readonly offset: number
}

const LOOKS = 60

/** `point`: on the novice's screen, which is what the viewer's canvas has. */
export async function markPage(view: Page, point: Point): Promise<PageMarks> {
  await view.evaluate(wrap, point)
  return {
    take: () => view.evaluate(() => (globalThis as { takeMarks?: () => Mark[] }).takeMarks?.() ?? []),
    offset: await offsetOf(view),
  }
}

/** Runs in the page, so it uses nothing outside itself. */
function wrap({ x, y }: Point): void {
  const now = () => performance.timeOrigin + performance.now()
  const marks: { arrived: number; drawn: number }[] = []
  let arrived = 0
  // The first thing that happens to a message is that somebody reads what is in it.
  const data = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data')
  const read = data?.get
  if (data === undefined || read === undefined) throw new Error('MessageEvent has no data')
  Object.defineProperty(MessageEvent.prototype, 'data', {
    ...data,
    get(this: MessageEvent): unknown {
      arrived = now()
      return read.call(this)
    },
  })
  // noVNC draws into a canvas of its own and then brings the part that changed to the one in the page.
  const prototype = CanvasRenderingContext2D.prototype as { drawImage: (...args: unknown[]) => void }
  const { drawImage } = prototype
  prototype.drawImage = function (this: CanvasRenderingContext2D, ...args: unknown[]) {
    drawImage.apply(this, args)
    if (!this.canvas.isConnected || args.length !== 9) return
    const [left = 0, top = 0, width = 0, height = 0] = args.slice(1, 5).map(Number)
    if (x >= left && x < left + width && y >= top && y < top + height) marks.push({ arrived, drawn: now() })
  }
  ;(globalThis as { takeMarks?: () => object[] }).takeMarks = () => marks.splice(0)
}

/** The shortest question is the one whose middle is known best. */
async function offsetOf(view: Page): Promise<number> {
  let best = { took: Infinity, offset: 0 }
  for (let look = 0; look < LOOKS; look++) {
    const begun = performance.now()
    const theirs = await view.evaluate(() => performance.timeOrigin + performance.now())
    const took = performance.now() - begun
    if (took < best.took) best = { took, offset: begun + took / 2 - theirs }
  }
  return best.offset
}
