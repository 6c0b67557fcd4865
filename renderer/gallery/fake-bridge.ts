// Renderer, gallery (development only). A bridge without a main process: shows one view, answers as told, remembers
// what was sent.

import type { Appearance } from '../../shared/appearance.ts'
import type { Answer, Bridge, WindowState } from '../../shared/ipc/bridge.ts'
import type { Command, Input, Replies } from '../../shared/ipc/contract.ts'
import type { View } from '../../shared/ipc/views.ts'

/** What main would say; a command that is not named answers with nothing, 'never' does not answer. */
export type Told = { readonly [C in Command]?: Replies[C] | 'never' | 'unexpected' }

export type Sent = { readonly name: Command; readonly input: unknown }

export type Gallery = {
  readonly bridge: Bridge
  readonly sent: Sent[]
  show(view: View): void
  /** Every window looks and speaks otherwise now; resolves when this one has drawn itself. */
  appear(appearance: Appearance): Promise<void>
}

export function fakeBridge(first: View, told: Told, appearance: Appearance): Gallery {
  const listeners = new Set<(state: WindowState) => void>()
  const sent: Sent[] = []
  let now: WindowState = { view: first, appearance }
  const push = (part: Partial<WindowState>) => {
    now = { ...now, ...part }
    listeners.forEach((listener) => listener(now))
  }
  const bridge: Bridge = {
    command<C extends Command>(name: C, input: Input<C>): Promise<Answer<C>> {
      if (name === 'ready') push({})
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
  return {
    bridge,
    sent,
    show: (view) => push({ view }),
    appear: async (next) => {
      const drawn = next.language === now.appearance.language ? undefined : titleChanges()
      push({ appearance: next })
      await drawn
    },
  }
}

/** A window's title is set after the window is drawn, and no two languages have the same. */
export const titleChanges = (): Promise<void> =>
  new Promise<void>((changed) => {
    const observer = new MutationObserver(() => {
      observer.disconnect()
      changed()
    })
    observer.observe(document.head, { subtree: true, childList: true, characterData: true })
  })
