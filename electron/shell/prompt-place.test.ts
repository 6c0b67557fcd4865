import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ANSWERS, isClear, placeOfPrompt, type Rectangle } from './prompt-place.ts'

const screenOf = (width: number, height: number): Rectangle => ({ x: 0, y: 0, width, height })
const inTheMiddle = (size: { readonly width: number; readonly height: number }, screen: Rectangle) => ({
  x: screen.x + Math.round((screen.width - size.width) / 2),
  y: screen.y + Math.round((screen.height - size.height) / 2),
  ...size,
})
const prompt = { width: 480, height: 480 }
const session = { width: 420, height: 640 }

/** The question where it opens, with everything as the program opens it. */
function opened(screen: Rectangle, beside = inTheMiddle(session, screen)): Rectangle {
  const middle = inTheMiddle(prompt, screen)
  return { ...middle, ...placeOfPrompt(middle, beside, screen) }
}

describe('a question to the novice', () => {
  it('[CTL-1] in the middle would have its Yes over the buttons of the session', () => {
    const screen = screenOf(1920, 1040)
    expect(isClear(inTheMiddle(prompt, screen), inTheMiddle(session, screen))).toBe(false)
  })

  it.each([
    ['beside the window where there is room', screenOf(1920, 1040), undefined, { x: 1182, y: 280 }],
    [
      'on its left where there is none on the right',
      screenOf(1280, 1000),
      { x: 640, y: 180 },
      { x: 148, y: 260 },
    ],
    ['above it on a screen that is turned', screenOf(600, 1400), { x: 100, y: 600 }, { x: 60, y: 108 }],
    ['with its answers beside it on a small screen', screenOf(1280, 760), undefined, { x: 592, y: 140 }],
    [
      'where it would be, when it is in nobody’s way',
      screenOf(1920, 1040),
      { x: 0, y: 0 },
      { x: 720, y: 280 },
    ],
    ['in the middle where there is room nowhere', screenOf(700, 700), undefined, { x: 110, y: 110 }],
  ])('[CTL-1] opens %s', (_where, screen, at, expected) => {
    const beside = { ...inTheMiddle(session, screen), ...at }
    expect(opened(screen, beside)).toEqual({ ...expected, ...prompt })
  })

  const length = (min: number, max: number) => fc.integer({ min, max })
  const somewhere = fc.record({
    screen: fc.record({
      x: length(-3000, 3000),
      y: length(-3000, 3000),
      width: length(480, 4000),
      height: length(480, 3000),
    }),
    beside: fc.record({
      x: length(-4000, 7000),
      y: length(-4000, 6000),
      width: length(1, 4000),
      height: length(1, 3000),
    }),
  })

  it('[CTL-1] never leaves the screen, and has its answers beside the window where any place has', () => {
    fc.assert(
      fc.property(somewhere, ({ screen, beside }) => {
        const placed = opened(screen, beside)
        expect(placed.x).toBeGreaterThanOrEqual(screen.x)
        expect(placed.y).toBeGreaterThanOrEqual(screen.y)
        expect(placed.x + placed.width).toBeLessThanOrEqual(screen.x + screen.width)
        expect(placed.y + placed.height).toBeLessThanOrEqual(screen.y + screen.height)
        // Its corner can be as far right, left, up or down as the screen lets it.
        const right = screen.x + screen.width
        const bottom = screen.y + screen.height
        const possible =
          right - ANSWERS.width >= beside.x + beside.width ||
          screen.x + prompt.width <= beside.x ||
          bottom - ANSWERS.height >= beside.y + beside.height ||
          screen.y + prompt.height <= beside.y
        expect(isClear(placed, beside)).toBe(possible)
      }),
    )
  })

  it('[CTL-1] keeps its Yes from every point of the window', () => {
    fc.assert(
      fc.property(
        somewhere,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        ({ screen, beside }, across, down) => {
          const placed = opened(screen, beside)
          fc.pre(isClear(placed, beside))
          const right = placed.x + placed.width
          const bottom = placed.y + placed.height
          const [x, y] = [right - across * ANSWERS.width, bottom - down * ANSWERS.height]
          const inside =
            x > beside.x && x < beside.x + beside.width && y > beside.y && y < beside.y + beside.height
          expect(inside).toBe(false)
        },
      ),
    )
  })
})
