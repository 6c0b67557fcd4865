// Renderer, gallery (development only). One scene by its name in the address, in a `language` and a `scheme`; or the list
// of all scenes.

import { createRoot } from 'react-dom/client'
import { fromQuery, type Appearance } from '../../shared/appearance.ts'
import { App } from '../app.tsx'
import { loadLibrary } from '../help/use-library.ts'
import { mirrorMain } from '../store/mirror.ts'
import { startText } from '../text/i18n.ts'
import { show } from '../theme/appearance.ts'
import { fakeBridge } from './fake-bridge.ts'
import { belowTheFold, faults } from './measure.ts'
import { scenes } from './scenes.ts'
import '../theme/theme.css'

const root = createRoot(document.getElementById('root') ?? document.body)
const parameters = new URLSearchParams(location.search)
const appearance = fromQuery((name) => parameters.get(name))
const scene = scenes[parameters.get('scene') ?? '']
const list = Object.entries(scenes).map(([name, { width, height }]) => ({ name, width, height }))

startText(appearance)
show(appearance)
if (scene === undefined) {
  Object.assign(window, { scenes: list })
  root.render(
    <ul>
      {list.map(({ name }) => (
        <li key={name}>
          <a href={`?scene=${name}`}>{name}</a>
        </li>
      ))}
    </ul>,
  )
} else {
  const { view } = scene
  // The Options page shows the scheme that is in use as the chosen one.
  const own = view.role === 'center' ? { appearance: { ...view.appearance, scheme: appearance.scheme } } : {}
  const gallery = fakeBridge({ ...view, ...own }, scene.told ?? {}, appearance)
  const appear = async (next: Appearance) => {
    // Nobody shall look while the help in the new language is on its way.
    if (view.role === 'center') await loadLibrary(next.language)
    await gallery.appear(next)
  }
  Object.assign(window, { assist: gallery.bridge, gallery: { ...gallery, appear, faults, belowTheFold } })
  mirrorMain(gallery.bridge)
  root.render(<App />)
}
