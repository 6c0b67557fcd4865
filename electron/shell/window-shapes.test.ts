import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { schemes } from '../../shared/appearance.ts'
import { grounds, windowShapes } from './window-shapes.ts'

const tokens = readFileSync(join(import.meta.dirname, '..', '..', 'renderer', 'theme', 'tokens.css'), 'utf8')

describe('windows', () => {
  it.each(schemes)('have the ground of the scheme %s before their page has drawn itself', (scheme) => {
    const face = (from: string) => /--face: (#[0-9a-f]+);/u.exec(tokens.slice(tokens.indexOf(from)))?.[1]
    // Olive green keeps the face of blue.
    const own = scheme === 'blue' || scheme === 'olive' ? face(':root') : face(`[data-scheme='${scheme}']`)
    expect(grounds[scheme]).toBe(own?.length === 4 ? own.replace(/[0-9a-f]/gu, '$&$&') : own)
  })

  it('may be made as small as 800x600, the center and both sessions included', () => {
    for (const { minWidth = 0, minHeight = 0 } of Object.values(windowShapes)) {
      expect(minWidth).toBeLessThanOrEqual(800)
      expect(minHeight).toBeLessThanOrEqual(600)
    }
  })
})
