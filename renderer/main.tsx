// Renderer. Starts one window: words, mirror of main, page.

import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { startVoiceInbox } from './session/voice/inbox.ts'
import { mirrorMain } from './store/mirror.ts'
import { startText } from './text/i18n.ts'
import './theme/theme.css'

const root = document.getElementById('root')
if (root === null) throw new Error('the page has no root')

document.documentElement.lang = startText(navigator.languages)
startVoiceInbox(window.assist)
mirrorMain(window.assist)
createRoot(root).render(<App />)
