// Shell. The few words that main shows itself; everything else is worded in the renderer. One file a language.

import english from '../../shared/text/shell.en.json' with { type: 'json' }

export const wording: Readonly<typeof english> = english
