// Shell. Where a question opens: in the middle, but not with its Yes over the window in which the novice may be about to click. Pure.

export type Place = { readonly x: number; readonly y: number }
export type Rectangle = Place & { readonly width: number; readonly height: number }

/** The lower right corner with Yes and No, and with the frame that the system draws around. */
export const ANSWERS = { width: 210, height: 80 } as const

/** Between the question and the window beside which it stands. */
const GAP = 12

/**
 * Where a question that would open as `middle` opens instead; undefined: there, because its answers are in nobody's way, or because
 * they are everywhere.
 * @param session the novice's session window. Its Pause lies where a question in the middle has its Yes, and who clicks there a
 *   moment after the question has appeared has answered it.
 * @param screen the part of the display that windows may use.
 */
export function placeOfPrompt(middle: Rectangle, session: Rectangle, screen: Rectangle): Place | undefined {
  if (isClear(middle, session)) return undefined
  const { x, y, width, height } = middle
  const edge = { right: screen.x + screen.width - width, bottom: screen.y + screen.height - height }
  const beside = session.x + session.width + GAP
  const beneath = session.y + session.height + GAP
  const places: readonly Place[] = [
    { x: beside, y },
    { x: session.x - GAP - width, y },
    { x, y: session.y - GAP - height },
    // No room for the whole of it: its answers alone stand beside the window, or beneath it.
    { x: beside + ANSWERS.width - width, y },
    { x, y: beneath + ANSWERS.height - height },
    { x: edge.right, y },
    { x: screen.x, y },
    { x, y: screen.y },
    { x, y: edge.bottom },
  ]
  const onScreen = (place: Place) =>
    place.x >= screen.x && place.y >= screen.y && place.x <= edge.right && place.y <= edge.bottom
  return places.find((place) => onScreen(place) && isClear({ ...place, width, height }, session))
}

/** The answers lie beside, above or beneath the window. */
export function isClear(prompt: Rectangle, session: Rectangle): boolean {
  const right = prompt.x + prompt.width
  const bottom = prompt.y + prompt.height
  return (
    right - ANSWERS.width >= session.x + session.width ||
    right <= session.x ||
    bottom - ANSWERS.height >= session.y + session.height ||
    bottom <= session.y
  )
}
