// Renderer. The topics that were read, the newest first.

import { useTranslation } from 'react-i18next'
import type { TopicVisit } from '../../shared/help-topics.ts'
import type { Library } from '../help/library.ts'
import { tell } from '../store/command.ts'
import { shortTime } from '../text/format.ts'
import { HelpPage } from './help-page.tsx'
import type { Navigate } from './navigation.ts'
import { TopicItem } from './topic-list.tsx'

type HistoryPageProps = {
  readonly history: readonly TopicVisit[]
  readonly library: Library | undefined
  readonly navigate: Navigate
}

export function HistoryPage({ history, library, navigate }: HistoryPageProps) {
  const { t } = useTranslation()
  return (
    <HelpPage
      icon="history"
      title={t('history.title')}
      paneTitle={t('nav.history')}
      pane={
        <>
          <p className="pane-text">{t('history.text')}</p>
          <div className="pane-form">
            <button
              type="button"
              disabled={history.length === 0}
              onClick={() => tell('clearHistory', undefined)}
            >
              {t('history.clear')}
            </button>
          </div>
        </>
      }
    >
      {history.length === 0 ? (
        <p className="empty">{t('history.none')}</p>
      ) : (
        <ol className="topic-list">
          {history.map(({ topic: id, at }) => {
            const topic = library?.topic(id)
            return (
              topic && (
                <TopicItem
                  key={id}
                  topic={topic}
                  beside={<time dateTime={new Date(at).toISOString()}>{shortTime(at)}</time>}
                  onOpen={() => navigate({ kind: 'go', page: { kind: 'topic', topic: id, query: null } })}
                />
              )
            )
          })}
        </ol>
      )}
    </HelpPage>
  )
}
