import { describe, expect, it } from 'vitest'
import { createAccessibility } from './accessibility.ts'

/** macOS, as its user answers it: `prompts` counts its questions. */
function mac() {
  const system = { trusted: false, prompts: 0 }
  const preferences = {
    isTrustedAccessibilityClient: (prompt: boolean) => {
      if (prompt && !system.trusted) system.prompts += 1
      return system.trusted
    },
  }
  return { system, accessibility: createAccessibility('darwin', preferences) }
}

describe('accessibility', () => {
  it('[CTL-1] is asked anew at each request: what the user allows meanwhile counts, and so does taking it back', () => {
    const { system, accessibility } = mac()
    expect(accessibility.requested()).toBe(false)
    system.trusted = true
    expect(accessibility.allowed()).toBe(true)
    expect(accessibility.requested()).toBe(true)
    system.trusted = false
    expect(accessibility.requested()).toBe(false)
  })

  it('shows the question of macOS at the first request and not again; looking shows nothing', () => {
    const { system, accessibility } = mac()
    accessibility.allowed()
    expect(system.prompts).toBe(0)
    accessibility.requested()
    accessibility.requested()
    expect(system.prompts).toBe(1)
  })

  it.each(['linux', 'win32'])('on %s nothing has to be allowed, and nobody is asked', (platform) => {
    const asked = () => {
      throw new Error('asked')
    }
    const { allowed, requested } = createAccessibility(platform, { isTrustedAccessibilityClient: asked })
    expect([allowed(), requested()]).toEqual([true, true])
  })
})
