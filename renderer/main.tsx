// Renderer. Starts one window: words and colours, mirror of main, page.

import { createRoot } from 'react-dom/client'
import { fromQuery } from '../shared/appearance.ts'
import { App } from './app.tsx'
import { startVoiceInbox } from './session/voice/inbox.ts'
import { mirrorMain } from './store/mirror.ts'
import { startText } from './text/i18n.ts'
import { show } from './theme/appearance.ts'
import './theme/theme.css'

const root = document.getElementById('root')
if (root === null) throw new Error('the page has no root')

const parameters = new URLSearchParams(location.search)
const appearance = fromQuery((name) => parameters.get(name))
startText(appearance)
show(appearance)
startVoiceInbox(window.assist)
mirrorMain(window.assist)
createRoot(root).render(<App />)
