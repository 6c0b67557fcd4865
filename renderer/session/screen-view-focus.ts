// Renderer, session. The picture's keyboard focus: when it may be taken, and what happens to held keys when it goes.

/**
 * Lets go of every held key when the focus leaves the picture inside the window, e.g. for the chat. noVNC does so only
 * when the whole window loses the focus, and a Shift that stays down at the novice's spoils everything after it.
 */
export function releaseKeysOnBlur(canvas: HTMLCanvasElement): void {
  const held = new Map<string, KeyboardEventInit>()
  canvas.addEventListener('keydown', ({ code, key, location }) => held.set(code, { code, key, location }))
  canvas.addEventListener('keyup', ({ code }) => held.delete(code))
  canvas.addEventListener('blur', () => {
    for (const event of [...held.values()]) canvas.dispatchEvent(new KeyboardEvent('keyup', event))
  })
}

/** Not out of a text somebody is typing: its next letters would go to the other computer. */
export function mayTakeFocus(): boolean {
  const focused = document.activeElement
  return !(focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement)
}
