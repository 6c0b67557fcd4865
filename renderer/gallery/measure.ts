// Renderer, gallery (development only). What a reader could not read or reach on the page.

/** Each fault as "kind: TAG.class: words". Tables and the novice's screen may scroll in themselves. */
export function faults(): readonly string[] {
  const SLACK = 1
  const all = [...document.querySelectorAll<HTMLElement>('body, body *')].filter(
    (element) =>
      element.checkVisibility() &&
      element.closest('.screen-view, .unseen, .blocks, .preview, option') === null,
  )
  const words = (element: Element) => element.textContent.trim().slice(0, 60)
  const told = (kind: string, element: Element) =>
    `${kind}: ${element.tagName}.${element.className}: ${words(element)}`
  const clips = (overflow: string) => overflow === 'hidden' || overflow === 'clip'
  const tooWide = (element: Element) => element.scrollWidth > element.clientWidth + SLACK
  const tooHigh = (element: Element) => element.scrollHeight > element.clientHeight + SLACK

  const cutOff = all.filter((element) => {
    const { overflowX, overflowY, display } = getComputedStyle(element)
    if (display === 'inline' || element.tagName === 'SELECT' || element.tagName === 'INPUT') return false
    return (clips(overflowX) && tooWide(element)) || (clips(overflowY) && tooHigh(element))
  })

  const sideways = all.filter(
    (element) =>
      ['auto', 'scroll'].includes(getComputedStyle(element).overflowX) &&
      element.closest('.table-frame') === null &&
      tooWide(element),
  )

  const outside = all.filter((element) => {
    const { left, right } = element.getBoundingClientRect()
    return ['BUTTON', 'SELECT', 'INPUT'].includes(element.tagName) && (left < 0 || right > innerWidth)
  })

  /** The words of a control stand inside its box. */
  const spilling = all.filter((element) => {
    if (!['BUTTON', 'LEGEND', 'TH', 'SUMMARY', 'KBD'].includes(element.tagName)) return false
    if (element.querySelector('.unseen') !== null) return false
    const range = document.createRange()
    range.selectNodeContents(element)
    const box = element.getBoundingClientRect()
    return [...range.getClientRects()].some(
      ({ left, right, top, bottom, width }) =>
        width > 0 &&
        (left < box.left - SLACK ||
          right > box.right + SLACK ||
          top < box.top - 3 ||
          bottom > box.bottom + 3),
    )
  })

  /** The chosen words of a list fit beside its arrow. */
  const pen = document.createElement('canvas').getContext('2d')
  const narrow = [...document.querySelectorAll('select')].filter((list) => {
    if (!list.checkVisibility()) return false
    const { font, paddingLeft, paddingRight } = getComputedStyle(list)
    if (pen === null) return true
    pen.font = font
    const room = list.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight)
    return [...list.options].some(({ text }) => pen.measureText(text).width > room + SLACK)
  })

  /** Buttons that stand together do not stand on each other. */
  const rows =
    '.button-row, .nav-bar, .toolbar, .toolbar-end, .toolbar-choice, .dialog-foot, .session-buttons, .control-bar'
  const overlapping = [...document.querySelectorAll(rows)].flatMap((row) => {
    const children = [...row.children].filter((child) => child.checkVisibility())
    return children.flatMap((one, index) => {
      const a = one.getBoundingClientRect()
      return children.slice(index + 1).filter((other) => {
        const b = other.getBoundingClientRect()
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left)
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
        return across > SLACK && down > SLACK
      })
    })
  })

  /** The page would be painted as often as the processor can (electron/shell/frames.ts). */
  const endless = [...document.querySelectorAll('body *')].filter((element) =>
    element.getAnimations().some(({ effect }) => effect?.getComputedTiming().endTime === Infinity),
  )

  return [
    ...cutOff.map((element) => told('cut off', element)),
    ...sideways.map((element) => told('scrolls sideways', element)),
    ...outside.map((element) => told('outside the window', element)),
    ...spilling.map((element) => told('spills', element)),
    ...narrow.map((element) => told('too narrow', element)),
    ...overlapping.map((element) => told('overlaps', element)),
    ...endless.map((element) => told('animated without end', element)),
  ]
}

/** What of a dialog that cannot be made larger lies below its edge. */
export function belowTheFold(): readonly string[] {
  return [...document.querySelectorAll('.dialog-body')].flatMap((body) =>
    body.scrollHeight > body.clientHeight + 1 ? [`${body.scrollHeight - body.clientHeight} px`] : [],
  )
}
