// Shell. macOS lets a program type and move the mouse only after its user has allowed it, which may happen at any moment:
// System Settings > Privacy & Security > Accessibility. Elsewhere nothing has to be allowed.

/** Of Electron's systemPreferences. */
type Preferences = { isTrustedAccessibilityClient(prompt: boolean): boolean }

export type Accessibility = {
  allowed(): boolean
  /** The same when control was requested: macOS then shows its own question, and this program in its list. */
  requested(): boolean
}

export function createAccessibility(platform: string, preferences: Preferences): Accessibility {
  let questioned = false
  const trusted = (prompt: boolean) =>
    platform !== 'darwin' || preferences.isTrustedAccessibilityClient(prompt)
  return {
    allowed: () => trusted(false),
    requested: () => {
      if (trusted(false)) return true
      // SECURITY: once as long as the program runs: an expert who asks again and again must not bring it up each time.
      const first = !questioned
      questioned = true
      return first && trusted(true)
    },
  }
}
