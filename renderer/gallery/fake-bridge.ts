// Renderer, gallery (development only). A bridge without a main process: shows one view, answers as told, remembers
// what was sent.

import type { Answer, Bridge } from '../../shared/ipc/bridge.ts'
import type { Command, Input, Replies } from '../../shared/ipc/contract.ts'
import type { View } from '../../shared/ipc/views.ts'

/** What main would say; a command that is not named answers with nothing, 'never' does not answer. */
export type Told = { readonly [C in Command]?: Replies[C] | 'never' | 'unexpected' }

export type Sent = { readonly name: Command; readonly input: unknown }

export type Gallery = { readonly bridge: Bridge; readonly sent: Sent[]; show(view: View): void }

export function fakeBridge(first: View, told: Told): Gallery {
  const listeners = new Set<(view: View) => void>()
  const sent: Sent[] = []
  const show = (view: View) => listeners.forEach((listener) => listener(view))
  const bridge: Bridge = {
    command<C extends Command>(name: C, input: Input<C>): Promise<Answer<C>> {
      if (name === 'ready') show(first)
      else sent.push({ name, input })
      const answer = told[name]
      if (answer === 'never') return new Promise(() => undefined)
      if (answer === 'unexpected')
        return Promise.resolve({ ok: false, error: { kind: 'unexpected', logId: '20261121-7' } })
      // The gallery's own word for it: scenes are typed by command where they are written.
      return Promise.resolve({ ok: true, value: answer } as Answer<C>)
    },
    onState: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    sendBytes: () => undefined,
    onBytes: () => () => undefined,
    onVoice: () => () => undefined,
    pathOf: (file) => (file instanceof File ? `/home/ann/${file.name}` : ''),
  }
  return { bridge, sent, show }
}
