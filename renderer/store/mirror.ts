// Renderer. The mirror of what main pushes: whole states come in, nothing is written back.

import { create } from 'zustand'
import type { Appearance } from '../../shared/appearance.ts'
import type { Bridge } from '../../shared/ipc/bridge.ts'
import type { View } from '../../shared/ipc/views.ts'
import { show } from '../theme/appearance.ts'
import { send } from './command.ts'

type Mirror = { readonly view: View | null; readonly appearance: Appearance | null }

export const useMirror = create<Mirror>(() => ({ view: null, appearance: null }))

/** Begins to mirror; main answers `ready` by publishing, so there is one path and no race. Returns the way to stop. */
export function mirrorMain(bridge: Bridge): () => void {
  const stop = bridge.onState(({ view, appearance }) => {
    // First the language, then what is said in it: a new view is never drawn with old words.
    show(appearance)
    useMirror.setState({ view, appearance })
  })
  void send('ready', undefined)
  return stop
}
