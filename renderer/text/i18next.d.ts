// Renderer. Keys are checked by the compiler against the English file.

import 'i18next'
import type en from './en.json'

declare module 'i18next' {
  // Interfaces merge; that is how i18next takes its types.
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: typeof en }
  }
}
