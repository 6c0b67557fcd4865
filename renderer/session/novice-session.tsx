// Renderer. The novice's side of a session: what the helper may do, chat, and the ways to stop it.

import { useTranslation } from 'react-i18next'
import type { NoviceSessionView } from '../../shared/ipc/views.ts'
import { CheckWords } from '../controls/check-words.tsx'
import { Fact, Facts } from '../controls/facts.tsx'
import { HelpMark } from '../controls/topic-link.tsx'
import { oneLine, personName } from '../text/names.ts'
import { ChatPane } from './chat-pane.tsx'
import { FileQuestionBox } from './file-question-box.tsx'
import { NoviceButtons, NoviceEndButtons } from './novice-buttons.tsx'
import { NoviceStatus } from './novice-status.tsx'
import { ScreenChoice } from './screen-choice.tsx'
import { SessionOver } from './session-over.tsx'
import { Transfers } from './transfers.tsx'
import { VoicePanel } from './voice/voice-panel.tsx'

export function NoviceSession({ view }: { readonly view: NoviceSessionView }) {
  const { t } = useTranslation()
  const name = personName(view.expert)
  const ended = view.status === 'ended'
  return (
    <main className="novice">
      <h1 className="unseen">{t('window.session', { name })}</h1>
      <NoviceStatus view={view} name={name} />
      {/* Above what scrolls: Mute stays in sight. */}
      <VoicePanel voice={view.voice} name={name} side="novice" />
      {/* Scrolls between what the helper may do and the ways to stop it. */}
      <div className="novice-middle">
        {ended ? (
          <SessionOver invitation={view.invitation} end={view.end} />
        ) : (
          <Facts>
            <Fact label={t('session.from')}>{oneLine(view.address)}</Fact>
            {view.screens.length > 1 && (
              <Fact label={t('session.shared')}>
                <ScreenChoice screens={view.screens} screen={view.screen} />
              </Fact>
            )}
            <Fact
              wide
              label={t('session.words')}
              mark={<HelpMark topic="check-words" label={t('help.words')} />}
            >
              <CheckWords words={view.words} />
            </Fact>
          </Facts>
        )}
        <ChatPane
          side="novice"
          other={view.expert}
          lines={view.chat}
          typing={view.typing && !ended}
          open={!ended && view.status !== 'prepared'}
        />
        <Transfers other={view.expert} transfers={view.files.transfers} />
      </div>
      {view.files.question !== null && (
        <FileQuestionBox
          key={view.files.question.id}
          question={view.files.question}
          other={view.expert}
          side="novice"
        />
      )}
      {ended ? (
        <NoviceEndButtons end={view.end} />
      ) : (
        <NoviceButtons status={view.status} voice={view.voice} />
      )}
    </main>
  )
}
