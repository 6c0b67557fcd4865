// Renderer. The novice's side of a session: what the helper may do, chat, and the ways to stop it.

import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import type { NoviceSessionView } from '../../shared/ipc/views.ts'
import { unreachable } from '../../shared/result.ts'
import { CheckWords } from '../controls/check-words.tsx'
import { Fact, Facts } from '../controls/facts.tsx'
import { HelpMark, MoreHelp } from '../controls/topic-link.tsx'
import { Icon, type IconName } from '../icons/icon.tsx'
import { tell } from '../store/command.ts'
import { oneLine, personName } from '../text/names.ts'
import { endText } from '../text/notes.ts'
import { SecondsLeft } from './picture-notices.tsx'
import { ScreenChoice } from './screen-choice.tsx'
import { SessionOver } from './session-over.tsx'
import { ChatPane } from './chat-pane.tsx'
import { FileQuestionBox } from './file-question-box.tsx'
import { Transfers } from './transfers.tsx'
import { TalkButton } from './voice/talk-button.tsx'
import { VoicePanel } from './voice/voice-panel.tsx'

export function NoviceSession({ view }: { readonly view: NoviceSessionView }) {
  const { t } = useTranslation()
  const name = personName(view.expert)
  const ended = view.status === 'ended'
  const state = stateOf(view, name, t)
  return (
    <main className="novice">
      <h1 className="unseen">{t('window.session', { name })}</h1>
      <section className={`connection connection-${view.status}`} aria-label={t('session.connection')}>
        <Icon name={state.icon} size={48} />
        <div role="status">
          <h2>{t('session.connection')}</h2>
          <p className="connection-state">{state.title}</p>
          <p>{state.text}</p>
          {view.brokenUntil !== null && <SecondsLeft until={view.brokenUntil} />}
          {view.controllable === 'no' && !ended && <p>{t('session.notPossible', { name })}</p>}
          {view.controllable === 'not-allowed' && !ended && <p>{t('notAllowed.text', { name })}</p>}
          {view.controllable === 'policy' && !ended && <p>{t('policy.controlOff')}</p>}
          {view.controllable !== 'yes' && !ended && (
            <MoreHelp topic={view.controllable === 'policy' ? 'policy' : 'control-and-esc'} />
          )}
        </div>
      </section>
      {!ended && (
        <Facts>
          <Fact label={t('session.from')}>{oneLine(view.address)}</Fact>
          <Fact label={t('session.words')}>
            <div className="with-mark">
              <CheckWords words={view.words} />
              <HelpMark topic="check-words" label={t('help.words')} />
            </div>
          </Fact>
          {view.screens.length > 1 && (
            <Fact label={t('session.shared')}>
              <ScreenChoice screens={view.screens} screen={view.screen} />
            </Fact>
          )}
        </Facts>
      )}
      {ended && <SessionOver invitation={view.invitation} end={view.end} />}
      {/* Above what scrolls: Mute stays in sight. */}
      <VoicePanel voice={view.voice} name={name} side="novice" />
      <ChatPane
        side="novice"
        other={view.expert}
        lines={view.chat}
        typing={view.typing && !ended}
        open={!ended}
      />
      <Transfers other={view.expert} transfers={view.files.transfers} />
      {view.files.question !== null && (
        <FileQuestionBox key={view.files.question.id} question={view.files.question} other={view.expert} />
      )}
      <div className="session-buttons" role="toolbar" aria-label={t('session.toolbar')}>
        {ended ? (
          <>
            {view.end === 'link-lost' && (
              <button type="button" onClick={() => tell('showConnectionTest', undefined)}>
                {t('connectionTest.title')}
              </button>
            )}
            <button type="button" onClick={() => tell('showSessionLog', undefined)}>
              {t('session.log')}
            </button>
            <button
              type="button"
              className="default"
              autoFocus
              onClick={() => tell('closeWindow', undefined)}
            >
              {t('action.close')}
            </button>
          </>
        ) : (
          <>
            <button
              type="button"
              className="button-icon"
              disabled={view.status !== 'controlled'}
              onClick={() => tell('stopControl', undefined)}
            >
              <Icon name="stop" size={20} />
              {t('session.stopControl')}
            </button>
            <PauseButton paused={view.status === 'paused'} />
            <button type="button" className="button-icon" onClick={() => tell('offerFiles', undefined)}>
              <Icon name="file" size={20} />
              {t('files.send')}
            </button>
            <TalkButton voice={view.voice} className="button-icon" size={20} />
            <button type="button" className="button-icon" onClick={() => tell('disconnect', undefined)}>
              <Icon name="disconnect" size={20} />
              {t('action.disconnect')}
            </button>
          </>
        )}
        <button
          type="button"
          className="button-icon"
          onClick={() => tell('openTopic', { topic: ended ? 'session-ended' : 'control-and-esc' })}
        >
          <Icon name="help" size={20} />
          {t('session.help')}
        </button>
      </div>
    </main>
  )
}

function PauseButton({ paused }: { readonly paused: boolean }) {
  const { t } = useTranslation()
  return (
    <button
      type="button"
      className="button-icon"
      onClick={() => tell(paused ? 'resumePicture' : 'pausePicture', undefined)}
    >
      <Icon name={paused ? 'resume' : 'pause'} size={20} />
      {paused ? t('session.resume') : t('session.pause')}
    </button>
  )
}

type State = { readonly icon: IconName; readonly title: string; readonly text: string }

function stateOf(view: NoviceSessionView, name: string, t: TFunction): State {
  if (view.brokenUntil !== null)
    return { icon: 'connect', title: t('line.title'), text: t('line.noviceText', { name }) }
  switch (view.status) {
    case 'prepared':
    case 'viewing':
      return { icon: 'screen', title: t('session.viewOnly'), text: t('session.viewOnlyText', { name }) }
    case 'control-asked':
      return { icon: 'question', title: t('session.asked', { name }), text: t('session.askedText') }
    case 'paused':
      return { icon: 'pause', title: t('session.paused'), text: t('session.pausedText', { name }) }
    case 'controlled':
      if (view.held)
        return { icon: 'control', title: t('session.held'), text: t('session.heldText', { name }) }
      return { icon: 'control', title: t('session.inControl'), text: t('session.inControlText', { name }) }
    case 'ended': {
      const why = view.end === null ? '' : endText(view.end, 'novice', name, t)
      return {
        icon: 'disconnect',
        title: t('session.ended'),
        text: `${why} ${t('session.endedText', { name })}`.trim(),
      }
    }
    default:
      return unreachable(view.status)
  }
}
