// Renderer, session. A picture larger than the window is moved by dragging it; while the expert controls, the mouse
// belongs to the other computer and the scroll bars are there.

/** `scrolls`: the element with the scroll bars. Returns the end of it. */
export function panByDragging(scrolls: HTMLElement, mayPan: () => boolean): () => void {
  let from:
    { readonly x: number; readonly y: number; readonly left: number; readonly top: number } | undefined

  const down = (event: PointerEvent) => {
    const larger = scrolls.scrollWidth > scrolls.clientWidth || scrolls.scrollHeight > scrolls.clientHeight
    // On the scroll bars themselves the browser drags.
    const onBars = event.target === scrolls
    if (!mayPan() || !larger || onBars || event.button > 1) return
    event.preventDefault()
    from = { x: event.clientX, y: event.clientY, left: scrolls.scrollLeft, top: scrolls.scrollTop }
    scrolls.setPointerCapture(event.pointerId)
    scrolls.dataset['panning'] = 'true'
  }
  const move = (event: PointerEvent) => {
    if (from === undefined) return
    scrolls.scrollLeft = from.left - (event.clientX - from.x)
    scrolls.scrollTop = from.top - (event.clientY - from.y)
  }
  const up = () => {
    from = undefined
    delete scrolls.dataset['panning']
  }

  scrolls.addEventListener('pointerdown', down)
  scrolls.addEventListener('pointermove', move)
  for (const end of ['pointerup', 'pointercancel', 'lostpointercapture'] as const)
    scrolls.addEventListener(end, up)
  return () => {
    scrolls.removeEventListener('pointerdown', down)
    scrolls.removeEventListener('pointermove', move)
    for (const end of ['pointerup', 'pointercancel', 'lostpointercapture'] as const)
      scrolls.removeEventListener(end, up)
  }
}
