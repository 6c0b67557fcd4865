// Renderer. The expert's side of a session: toolbar, chat on the left, the novice's screen in the rest.

import { useState } from 'react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { ExpertSessionView } from '../../shared/ipc/views.ts'
import { Alert } from '../controls/alert.tsx'
import { CheckWords } from '../controls/check-words.tsx'
import { HelpMark, MoreHelp } from '../controls/topic-link.tsx'
import { useEscape } from '../controls/use-escape.ts'
import { Icon } from '../icons/icon.tsx'
import { tell } from '../store/command.ts'
import { personName } from '../text/names.ts'
import { endText } from '../text/notes.ts'
import { ChatPane } from './chat-pane.tsx'
import { FileQuestionBox } from './file-question-box.tsx'
import { PictureSettings, usePictureSettings } from './picture-settings.tsx'
import { BrokenNotice, HeldNotice, PausedNotice } from './picture-notices.tsx'
import { ScreenView } from './screen-view.tsx'
import { ExpertToolbar, type Scale } from './toolbar.tsx'
import { Transfers } from './transfers.tsx'
import { VoicePanel } from './voice/voice-panel.tsx'
import { useFullScreen } from './use-full-screen.ts'

const release = () => tell('releaseControl', undefined)

export function ExpertSession({ view }: { readonly view: ExpertSessionView }) {
  const { t } = useTranslation()
  const [scale, setScale] = useState<Scale>('window')
  const [chatShown, setChatShown] = useState(true)
  const [broken, setBroken] = useState(false)
  const name = personName(view.novice)
  const controlling = view.status === 'controlling'
  const { full, toggle } = useFullScreen()
  const settings = usePictureSettings()
  const [settingsShown, setSettingsShown] = useState(false)
  const ended = view.status === 'ended'
  // CTL-6, also when the chat has the focus and not the picture.
  useEscape(release, controlling)
  return (
    <div className={classOf(view.status, full)}>
      <header>
        <h1 className="unseen">{t('window.session', { name })}</h1>
        <ExpertToolbar
          status={view.status}
          broken={view.brokenUntil !== null}
          voice={view.voice}
          scale={scale}
          chatShown={chatShown && !full}
          full={full}
          onFull={toggle}
          settingsShown={settingsShown}
          onSettings={() => setSettingsShown(!settingsShown)}
          onScale={setScale}
          onChat={() => setChatShown(!chatShown)}
        />
        {settingsShown && !ended && <PictureSettings {...settings} />}
        <VoicePanel voice={view.voice} name={name} side="expert" />
      </header>
      <div className="expert-middle">
        {/* Hidden, not removed: a half-written message stays. */}
        <aside className="expert-chat" aria-label={t('chat.history')} hidden={!chatShown || full}>
          <ChatPane
            side="expert"
            other={view.novice}
            lines={view.chat}
            typing={view.typing && !ended}
            open={!ended && view.status !== 'prepared'}
          />
          <Transfers other={view.novice} transfers={view.files.transfers} />
        </aside>
        <main className={controlling ? 'picture picture-controlled' : 'picture'}>
          <ScreenView
            scale={scale}
            controlling={controlling}
            held={view.held}
            scaling={settings.scaling}
            label={t('session.picture', { name })}
            onBroken={() => setBroken(true)}
          />
          {view.status === 'paused' && view.brokenUntil === null && <PausedNotice name={name} />}
          {view.brokenUntil !== null && <BrokenNotice name={name} until={view.brokenUntil} />}
          {view.held && <HeldNotice name={name} />}
          {broken && !ended && (
            <div className="picture-broken">
              <Alert tone="error">
                <p>{t('expert.broken')}</p>
                <MoreHelp topic="session-ended" />
              </Alert>
            </div>
          )}
          {ended && <Ended view={view} name={name} />}
        </main>
      </div>
      {view.files.question !== null && (
        <FileQuestionBox
          key={view.files.question.id}
          question={view.files.question}
          other={view.novice}
          side="expert"
        />
      )}
      <footer className="status-bar">
        <p className="status-bar-field" role="status">
          {ended
            ? t('expert.notConnected')
            : view.brokenUntil === null
              ? t('expert.connected', { name })
              : t('line.title')}
        </p>
        {!ended && <p className="status-bar-field">{stateText(view.status, t)}</p>}
        <div className="status-bar-field status-words">
          <span>{t('session.words')}</span>
          <CheckWords words={view.words} />
          <HelpMark topic="check-words" label={t('help.words')} />
        </div>
      </footer>
    </div>
  )
}

/** Before there is a session nothing is drawn; the viewer behind it is ready for the first picture. */
function classOf(status: ExpertSessionView['status'], full: boolean): string {
  if (status === 'prepared') return 'expert steady-hidden'
  return full ? 'expert expert-full' : 'expert'
}

function stateText(status: ExpertSessionView['status'], t: TFunction): string {
  if (status === 'paused') return t('session.paused')
  return status === 'controlling' ? t('session.inControl') : t('session.viewOnly')
}

type EndedProps = { readonly view: ExpertSessionView; readonly name: string }

function Ended({ view, name }: EndedProps) {
  const { t } = useTranslation()
  return (
    <div className="ended" role="alertdialog" aria-labelledby="ended-title" aria-describedby="ended-text">
      <div className="window ended-box">
        <div className="title-bar">
          <h2 className="title-bar-text" id="ended-title">
            {t('expert.endedTitle')}
          </h2>
        </div>
        <div className="window-body box-body">
          <div className="box-message">
            <Icon name="disconnect" size={40} />
            <div>
              <p id="ended-text">
                {view.end === null ? t('expert.notConnected') : endText(view.end, 'expert', name, t)}
              </p>
              <MoreHelp topic="session-ended" />
            </div>
          </div>
          <div className="button-row button-row-end">
            {view.end !== 'invitation-expired' && (
              <button type="button" onClick={() => tell('openAgain', undefined)}>
                {t('sessionOver.openAgain')}
              </button>
            )}
            <button
              type="button"
              className="default"
              autoFocus
              onClick={() => tell('closeWindow', undefined)}
            >
              {t('action.close')}
            </button>
          </div>
        </div>
      </div>
    </div>
  )
}
