// IPC. From the program's state to its windows: which there are and what each shows, computed anew after every change.

import type { CenterView, CenterWish, ProgramFacts, View } from '../../shared/ipc/views.ts'
import type { Controllable } from '../../shared/session.ts'
import type { AppearanceKeeper } from '../services/appearance.ts'
import type { Program } from '../services/program.ts'
import type { Settings } from '../services/settings.ts'
import { keyOf } from '../shell/windows.ts'
import type { WindowKey, Windows } from '../shell/windows.ts'
import type { CaptureWindow } from '../shell/capture-window.ts'
import type { EncoderWindows } from '../shell/encoder-window.ts'
import { centerView } from './center-view.ts'
import { expertViews } from './expert-views.ts'
import { activeHelperOf, noviceViews } from './novice-views.ts'

export const CENTER: WindowKey = { role: 'center', id: 'main' }

export type Desk = {
  /** Something changed: the windows follow, once for all changes of this turn. */
  changed(): void
  /** Publishes now what `changed` has announced, so that a window exists before bytes are sent to it. */
  settle(): void
  showCenter(): void
  /** The center comes to the front and shows this. */
  goTo(wish: CenterWish): void
  /** EXP-1: the dialog of an invitation comes to the front. */
  openFile(path: string): Promise<void>
  /** Whether a window goes when the person closes it. The novice's running session ends; its window stays and says so. */
  mayClose(key: WindowKey): boolean
  windowClosed(key: WindowKey): void
  acknowledgeDamage(): void
  /** The center says that a file is being made for as long as this takes. */
  whileSaving<T>(make: () => Promise<T>): Promise<T>
  /** The program ends: nothing is shown or asked any more. */
  close(): void
}

type Ports = {
  readonly windows: Windows
  readonly captureWindow: CaptureWindow
  readonly encoderWindows: EncoderWindows
  /** INV-3: what the name's box starts with. */
  profileName(): string
  settings(): Settings
  readonly about: ProgramFacts
  readonly secretsSealed: boolean
  readonly captureKind: 'x11' | 'chromium'
  controllable(): Controllable
  /** The login name. */
  readonly ownName: string
  readonly appearance: AppearanceKeeper
  program(): Program
  /** Every view that is on the screen now, after each change. */
  shown(views: readonly View[]): void
  /** Nothing is on the screen any more; said again after every change while that is so. */
  allClosed(): void
}

export function createDesk(ports: Ports): Desk {
  const { windows, captureWindow, encoderWindows } = ports
  let centerShown = false
  let damageSeen = false
  let scheduled = false
  let visible = 0
  let everShown = false
  let closed = false
  let wishes = 0
  let saving = 0
  let goTo: CenterView['goTo'] = null

  function views(): Map<string, View> {
    const program = ports.program()
    const shown = new Map<string, View>()
    const add = (id: string, view: View) => shown.set(keyOf({ role: view.role, id }), view)
    const visit = program.visits.shown()
    if (centerShown) add(CENTER.id, center(program))
    const { fullControl } = program.policy.shown().permission
    const controllable = fullControl === 'allowed' ? ports.controllable() : 'policy'
    const around = { controllable, ticket: program.store.find }
    if (visit) for (const [id, view] of noviceViews(visit, around)) add(id, view)
    for (const open of program.cases.all()) {
      for (const view of expertViews(open, Date.now())) add(open.id, view)
    }
    visible = shown.size
    const capture = captureWindow.view()
    if (capture) add('main', capture)
    for (const [id, view] of encoderWindows.views()) add(id, view)
    return shown
  }

  function center(program: Program): View {
    const state = program.visits.shown()?.session.state()
    const helper = state === undefined ? null : activeHelperOf(state)
    return centerView({
      store: program.store,
      profileName: ports.profileName(),
      damagedTickets: damageSeen ? 0 : program.store.damaged,
      listeningPort: program.listeningPort(),
      present: program.reachability.present(),
      mapping: program.mapping(),
      ...program.policy.shown(),
      connectionTest: program.reachability.test.view(),
      secretsSealed: ports.secretsSealed,
      capture: ports.captureKind,
      appearance: ports.appearance.choice(),
      systemLanguage: ports.appearance.systemLanguage,
      helping: helper !== null || state?.kind === 'paused',
      helper,
      savingInvitation: saving > 0,
      settings: ports.settings(),
      goTo,
      about: ports.about,
      ownName: ports.ownName,
    })
  }

  function publish() {
    scheduled = false
    const now = views()
    windows.show(now)
    ports.shown([...now.values()])
    everShown ||= visible > 0
    if (visible === 0 && everShown) ports.allClosed()
  }

  function settle() {
    if (scheduled && !closed) publish()
  }

  function changed() {
    if (scheduled) return
    scheduled = true
    queueMicrotask(settle)
  }

  /**
   * SECURITY: here the session ends at once, before the page is asked anything. Its window stays like after Disconnect:
   * it offers to expire the invitation, which still lets somebody in. The next close closes it.
   */
  function mayClose(key: WindowKey) {
    const visit = ports.program().visits.shown()
    if (closed || key.role !== 'novice-session' || String(visit?.number) !== key.id) return true
    if (!visit || ['asking', 'ended'].includes(visit.session.state().kind)) return true
    visit.session.hear({ kind: 'closed-here', reason: 'novice-disconnected' })
    if (visit.session.state().kind !== 'ended') return true
    changed()
    // It may have been closed from the task bar.
    windows.bringToFront(key)
    return false
  }

  function windowClosed(key: WindowKey) {
    const { visits, cases } = ports.program()
    switch (key.role) {
      case 'center':
        centerShown = false
        // A center that is opened again begins at home.
        goTo = null
        break
      case 'invitation':
      case 'expert-session':
        cases.close(key.id)
        break
      case 'prompt':
        // Closing the question is a No, whenever it is closed (ADM-4).
        visits.decline(key.id)
        break
      case 'novice-session':
        // The visit of this window; another expert may be knocking meanwhile.
        visits.shown()?.session.hear({ kind: 'closed-here', reason: 'novice-disconnected' })
        visits.dismiss()
        break
      case 'control-bar':
        visits.shown()?.session.hear({ kind: 'control-stopped', by: 'stop-button' })
        break
      case 'capture':
        captureWindow.gone()
        break
      case 'encoder':
        encoderWindows.gone(key.id)
    }
    changed()
  }

  function showCenter() {
    centerShown = true
    publish()
    windows.bringToFront(CENTER)
  }

  async function whileSaving<T>(make: () => Promise<T>) {
    saving += 1
    changed()
    try {
      return await make()
    } finally {
      // A turn later: the page hears first what has become of it, and does not ask to be shown as before for a moment.
      setImmediate(() => {
        saving -= 1
        changed()
      })
    }
  }

  return {
    changed,
    settle,
    showCenter,
    goTo: (wish) => {
      wishes += 1
      goTo = { ...wish, number: wishes }
      showCenter()
    },
    openFile: async (path) => {
      const id = await ports.program().cases.open(path)
      publish()
      for (const role of ['invitation', 'expert-session'] as const) windows.bringToFront({ role, id })
    },
    mayClose,
    windowClosed,
    acknowledgeDamage: () => {
      damageSeen = true
      changed()
    },
    whileSaving,
    close: () => {
      closed = true
    },
  }
}
