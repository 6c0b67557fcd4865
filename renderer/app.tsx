// Renderer. Which window this is follows from what main pushes, by one exhaustive switch.

import type { TFunction } from 'i18next'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { View } from '../shared/ipc/views.ts'
import { unreachable } from '../shared/result.ts'
import { CapturePage } from './capture/capture-page.tsx'
import { TroubleBox } from './controls/trouble-box.tsx'
import { barText, ControlBar } from './dialogs/control-bar.tsx'
import { InvitationWindow } from './dialogs/invitation-window.tsx'
import { PromptWindow } from './dialogs/prompt-window.tsx'
import { EncoderPage } from './encoder/encoder-page.tsx'
import { CenterWindow } from './pages/center-window.tsx'
import { ExpertSession } from './session/expert-session.tsx'
import { NoviceSession } from './session/novice-session.tsx'
import { useMirror } from './store/mirror.ts'
import { plainName } from './text/names.ts'

export function App() {
  const { t } = useTranslation()
  const view = useMirror((mirror) => mirror.view)
  const title = view === null ? null : titleOf(view, t)
  useEffect(() => {
    if (title !== null) document.title = title
  }, [title])
  return (
    <>
      {view === null ? <p className="loading">{t('loading')}</p> : <Window view={view} />}
      <TroubleBox />
    </>
  )
}

function Window({ view }: { readonly view: View }) {
  switch (view.role) {
    case 'center':
      return <CenterWindow view={view} />
    case 'invitation':
      return <InvitationWindow view={view} />
    case 'prompt':
      // A new question is a new dialog: its half second begins again.
      return <PromptWindow key={view.promptId} view={view} />
    case 'novice-session':
      return <NoviceSession view={view} />
    case 'expert-session':
      return <ExpertSession view={view} />
    case 'control-bar':
      return <ControlBar view={view} />
    case 'capture':
      return <CapturePage running={view.running} />
    case 'encoder':
      return <EncoderPage />
    default:
      return unreachable(view)
  }
}

function titleOf(view: View, t: TFunction): string {
  switch (view.role) {
    case 'center':
      return t('window.center')
    case 'invitation':
      return t('window.invitation')
    case 'prompt':
    case 'capture':
    case 'encoder':
      return t('window.assistance')
    case 'control-bar':
      return barText({ ...view, held: false }, plainName(view.expert), t)
    case 'novice-session':
      return t('window.session', { name: plainName(view.expert) })
    case 'expert-session':
      return t('window.session', { name: plainName(view.novice) })
    default:
      return unreachable(view)
  }
}
