// Renderer, gallery (development only). One scene by its name in the address, or the list of all scenes.

import { createRoot } from 'react-dom/client'
import { App } from '../app.tsx'
import { mirrorMain } from '../store/mirror.ts'
import { startText } from '../text/i18n.ts'
import { fakeBridge } from './fake-bridge.ts'
import { scenes } from './scenes.ts'
import '../theme/theme.css'

const root = createRoot(document.getElementById('root') ?? document.body)
const scene = scenes[new URLSearchParams(location.search).get('scene') ?? '']
const list = Object.entries(scenes).map(([name, { width, height }]) => ({ name, width, height }))

document.documentElement.lang = startText(navigator.languages)
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
  const gallery = fakeBridge(scene.view, scene.told ?? {})
  Object.assign(window, { assist: gallery.bridge, gallery })
  mirrorMain(gallery.bridge)
  root.render(<App />)
}
