// Renderer, gallery (development only). One scene by its name in the address, in a `language` and a `scheme`, and then any other
// without another page; or the list of all scenes.

import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { fromQuery, type Appearance } from '../../shared/appearance.ts'
import type { View } from '../../shared/ipc/views.ts'
import { App } from '../app.tsx'
import { loadLibrary } from '../help/use-library.ts'
import { dismissTrouble } from '../store/command.ts'
import { mirrorMain, useMirror } from '../store/mirror.ts'
import { startText } from '../text/i18n.ts'
import { show } from '../theme/appearance.ts'
import { fakeBridge, titleChanges } from './fake-bridge.ts'
import { belowTheFold, faults } from './measure.ts'
import { startedNow } from './people.ts'
import { scenes } from './scenes.ts'
import '../theme/theme.css'

const root = createRoot(document.getElementById('root') ?? document.body)
const parameters = new URLSearchParams(location.search)
const list = Object.entries(scenes).map(([name, { width, height, view }]) => ({
  name,
  width,
  height,
  role: view.role,
}))

let leave: () => void = () => undefined
let visits = 0

/** Shows the scene from its beginning, as a window that has just opened; resolves when it is drawn. */
async function enter(name: string, appearance: Appearance): Promise<void> {
  const scene = scenes[name]
  if (scene === undefined) throw new Error(`no scene ${name}`)
  leave()
  flushSync(() => root.render(null))
  useMirror.setState({ view: null, appearance: null })
  dismissTrouble()
  focusStart()
  document.title = ''
  show(appearance)
  const view = ownView(scene.view, appearance)
  const gallery = fakeBridge(view, scene.told ?? {}, appearance)
  const appear = async (next: Appearance) => {
    // Nobody shall look while the help in the new language is on its way.
    if (view.role === 'center') await loadLibrary(next.language)
    await gallery.appear(next)
    await laidOut()
  }
  Object.assign(window, { assist: gallery.bridge, gallery: { ...gallery, appear, faults, belowTheFold } })
  const drawn = titleChanges()
  leave = mirrorMain(gallery.bridge)
  root.render(<App key={(visits += 1)} />)
  await drawn
}

const frame = () => new Promise((drawn) => requestAnimationFrame(drawn))

/** What depends on sizes (`useOverflow`) learns of them after a frame, and is drawn in the next. */
async function laidOut(): Promise<void> {
  await frame()
  await frame()
}

/** The Options page shows the scheme that is in use as the chosen one, and a countdown begins when it is looked at. */
function ownView(view: View, { scheme }: Appearance): View {
  if (view.role === 'center') return { ...view, appearance: { ...view.appearance, scheme } }
  return startedNow(view)
}

/** As in a new page: nothing is selected, and Tab begins at the top. */
function focusStart() {
  document.body.tabIndex = -1
  document.body.focus()
  document.body.removeAttribute('tabindex')
}

const first = fromQuery((name) => parameters.get(name))
startText(first)
Object.assign(window, { scenes: list, enter })
const wanted = parameters.get('scene') ?? ''
if (Object.hasOwn(scenes, wanted)) void enter(wanted, first)
else
  root.render(
    <ul>
      {list.map(({ name }) => (
        <li key={name}>
          <a href={`?scene=${name}`}>{name}</a>
        </li>
      ))}
    </ul>,
  )
