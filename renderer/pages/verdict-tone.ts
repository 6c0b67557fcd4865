// Renderer. How good each verdict of a connection test is.

import type { HomeVerdict, InternetVerdict } from '../../shared/diagnosis.ts'
import { unreachable } from '../../shared/result.ts'
import type { Tone } from '../controls/alert.tsx'

export function homeTone(home: HomeVerdict): Tone {
  switch (home.kind) {
    case 'reachable':
      return home.silent.length === 0 ? 'success' : 'warning'
    case 'no-address':
      return 'info'
    case 'silent':
      return 'error'
    default:
      return unreachable(home)
  }
}

export function internetTone(internet: InternetVerdict): Tone {
  switch (internet.kind) {
    case 'direct':
    case 'mapped':
      return 'success'
    case 'typed':
      return 'info'
    case 'behind-another':
    case 'failed':
    case 'no-router':
    case 'not-asked':
      return 'warning'
    default:
      return unreachable(internet)
  }
}
