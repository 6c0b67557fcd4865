// Renderer, gallery (development only). One window in one of its states.

import type { View } from '../../shared/ipc/views.ts'
import type { Told } from './fake-bridge.ts'

export type Scene = {
  readonly width: number
  readonly height: number
  readonly view: View
  readonly told?: Told
}
