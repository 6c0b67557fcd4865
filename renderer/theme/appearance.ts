// Renderer. How the whole page looks and speaks: language, writing of dates, colours.

import type { Appearance, Scheme } from '../../shared/appearance.ts'
import { speak } from '../text/i18n.ts'

/** The system asks for more contrast than any of XP's schemes has. */
const moreContrast = matchMedia('(prefers-contrast: more), (forced-colors: active)')

let chosen: Scheme = 'blue'

function colour() {
  document.documentElement.dataset['scheme'] = moreContrast.matches ? 'contrast' : chosen
}

moreContrast.addEventListener('change', colour)

/** Takes effect at once, on everything that is on the page. */
export function show(appearance: Appearance): void {
  chosen = appearance.scheme
  colour()
  document.documentElement.lang = appearance.language
  speak(appearance)
}
