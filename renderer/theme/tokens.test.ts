// Renderer. Everything can be read in every scheme: contrast of at least 4.5:1 for text (WCAG 2.2, 1.4.3) and 3:1 for what
// shows where the focus is and where a control ends (1.4.11); and no colour stands anywhere else.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { schemes, type Scheme } from '../../shared/appearance.ts'

const renderer = join(import.meta.dirname, '..')
const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8')

/** The text between the braces of the rule that begins with `selector`. */
const rule = (selector: string) => /\{([^}]*)\}/u.exec(css.slice(css.indexOf(selector)))?.[1] ?? ''

const coloursOf = (text: string) =>
  [...text.matchAll(/--([\w-]+):\s*(#[0-9a-f]{3,6});/giu)].map(
    ([, name = '', value = '']) => [name, value] as const,
  )

const tokens = (scheme: Scheme) =>
  new Map([
    ...coloursOf(rule(':root')),
    ...(scheme === 'blue' ? [] : coloursOf(rule(`[data-scheme='${scheme}']`))),
  ])

function luminance(colour: string): number {
  const raw = colour.slice(1)
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

const pages = ['paper', 'face', 'sunken', 'hollow', 'pane', 'pane-end', 'hover', 'chosen-ground']
const messages = ['info', 'warning', 'error', 'success']
const bars = ['bar', 'bar-top', 'bar-end', 'head-top', 'head-end', 'raised-end', 'pressed']
const buttons = ['button-top', 'button', 'button-held']
const reading = ['text', 'quiet', 'heading', 'link', 'link-hover', 'danger']
const each = (texts: readonly string[], grounds: readonly string[]) =>
  texts.flatMap((text) => grounds.map((ground) => [text, ground] as const))

const text = [
  ...each(reading, [...pages, ...messages]),
  ...each(['text'], [...bars, ...buttons]),
  ...each(['on-luna'], ['luna-dark', 'luna', 'luna-light', 'title-ground', 'held', 'held-light']),
  ...each(['quiet'], ['banner', 'banner-inner', 'banner-outer']),
  ['on-chosen', 'chosen'],
  ['text', 'found'],
  ['state-open', 'success'],
  ['state-expired', 'paper'],
  ['state-resend', 'warning'],
  ['disabled-text', 'sunken'],
] as const
const edges = [
  ...each(['focus'], [...pages, ...messages, ...bars]),
  ...each(['focus-on-luna'], ['luna', 'luna-light']),
  ...each(['field-line', 'check-line', 'mark'], ['paper']),
  ...each(['button-line'], ['paper', 'face']),
  ...each(['blocks-line'], ['face']),
] as const

describe.each(schemes)('the scheme %s', (scheme) => {
  const colours = tokens(scheme)
  const colour = (name: string) => colours.get(name) ?? `no colour ${name}`

  it.each(text)('%s on %s is at least 4.5:1', (name, ground) => {
    expect(contrast(colour(name), colour(ground))).toBeGreaterThanOrEqual(4.5)
  })

  it.each(edges)('%s on %s is at least 3:1', (name, ground) => {
    expect(contrast(colour(name), colour(ground))).toBeGreaterThanOrEqual(3)
  })
})

describe('the colours', () => {
  const sheets = readdirSync(renderer, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.css') && !path.endsWith('tokens.css'))
    .map((path) => ({ path, text: readFileSync(join(renderer, path), 'utf8') }))

  it('stand in tokens.css and nowhere else, so that every scheme has all of them', () => {
    const strays = sheets.flatMap(({ path, text: sheet }) =>
      // The edge of light around icons, and drawings that are masks.
      [
        ...sheet.replaceAll(/drop-shadow\([^)]*\)|url\([^)]*\)/gu, '').matchAll(/#[0-9a-f]{3,8}\b|rgb\(/giu),
      ].map(([found]) => `${path}: ${found}`),
    )
    expect(strays).toEqual([])
  })

  it('are all known, and all used', () => {
    const known = new Set([...css.matchAll(/^\s*--([\w-]+):/gmu)].map(([, name]) => name))
    const used = new Set(
      [...sheets.map(({ text: sheet }) => sheet), css].flatMap((sheet) =>
        [...sheet.matchAll(/var\(--([\w-]+)/gu)].map(([, name]) => name),
      ),
    )
    expect([...used].filter((name) => !known.has(name))).toEqual([])
    // The solid colour under a title's text, for this test alone.
    expect([...known].filter((name) => !used.has(name))).toEqual(['title-ground'])
  })

  it('are told apart as they should be: black from white', () => {
    expect(contrast('#000', '#fff')).toBeCloseTo(21)
    expect(contrast('#777', '#fff')).toBeLessThan(4.5)
  })
})
