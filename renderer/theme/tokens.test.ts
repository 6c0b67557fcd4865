// Renderer. Text can be read: contrast of at least 4.5:1 (WCAG 2.2, 1.4.3) for every pair that is used.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8')
const tokens = new Map(
  [...css.matchAll(/--([\w-]+):\s*(#[0-9a-f]{3,6});/giu)].map(([, name, value]) => [name, value]),
)

function luminance(name: string): number {
  const raw = (tokens.get(name) ?? name).slice(1)
  const hex = raw.length === 3 ? Array.from(raw, (digit) => digit + digit).join('') : raw
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

const grounds = ['paper', 'face', 'pane', 'info', 'warning', 'error', 'success', '#dbe7fb', '#f3f1e7']

describe('contrast', () => {
  it.each(
    ['text', 'quiet', 'heading', 'link', 'link-hover', 'danger'].flatMap((text) =>
      grounds.map((ground) => [text, ground] as const),
    ),
  )('%s on %s is at least 4.5:1', (text, ground) => {
    expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5)
  })

  it.each([
    ['state-open', 'success'],
    ['state-expired', 'paper'],
    ['state-resend', 'warning'],
    ['text', 'mark'],
    ['on-blue', 'luna'],
    ['on-blue', 'luna-light'],
    ['on-blue-quiet', 'luna'],
    ['#5d5d57', '#f3f1e7'],
  ])('%s on %s is at least 4.5:1', (text, ground) => {
    expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5)
  })

  it('knows black from white', () => {
    expect(contrast('#000', '#fff')).toBeCloseTo(21)
    expect(contrast('#777', '#fff')).toBeLessThan(4.5)
  })
})
