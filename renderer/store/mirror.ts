// Renderer. The mirror of what main pushes: whole views come in, nothing is written back.

import { create } from 'zustand'
import type { Bridge } from '../../shared/ipc/bridge.ts'
import type { View } from '../../shared/ipc/views.ts'
import { send } from './command.ts'

export const useMirror = create<{ readonly view: View | null }>(() => ({ view: null }))

/** Begins to mirror; main answers `ready` by publishing, so there is one path and no race. Returns the way to stop. */
export function mirrorMain(bridge: Bridge): () => void {
  const stop = bridge.onState((view) => useMirror.setState({ view }))
  void send('ready', undefined)
  return stop
}
