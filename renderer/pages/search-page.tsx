// Renderer. What a search has found, best first; every letter typed into the search box searches anew.

import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { HelpTopic } from '../../shared/help-topics.ts'
import type { Library } from '../help/library.ts'
import { Marked, Parts } from '../help/marked.tsx'
import type { Hit } from '../help/search.ts'
import { HelpPage, PaneItem } from './help-page.tsx'
import type { Navigate } from './navigation.ts'
import { TopicItem } from './topic-list.tsx'

type SearchPageProps = {
  readonly query: string
  readonly library: Library | undefined
  readonly navigate: Navigate
}

/** What people ask for first. */
const suggestions: readonly HelpTopic[] = [
  'invite-someone',
  'open-an-invitation',
  'connection-not-established',
  'control-and-esc',
  'beware-of-strangers',
]

export function SearchPage({ query, library, navigate }: SearchPageProps) {
  const { t } = useTranslation()
  const hits = useMemo(() => library?.search(query) ?? [], [library, query])
  const open = (topic: HelpTopic, words: string | null) => () =>
    navigate({ kind: 'go', page: { kind: 'topic', topic, query: words } })
  return (
    <HelpPage
      icon="search"
      title={t('search.title')}
      lead={
        <span role="status">
          {query.trim() === ''
            ? t('search.type')
            : t('search.found', { count: hits.length, query: query.trim() })}
        </span>
      }
      paneTitle={t('search.suggestions')}
      pane={
        <ul className="pane-list">
          {suggestions
            .flatMap((id) => library?.topic(id) ?? [])
            .map(({ id, title }) => (
              <PaneItem key={id} current={false} onClick={open(id, null)}>
                {title}
              </PaneItem>
            ))}
        </ul>
      }
    >
      {hits.length > 0 ? (
        <ol className="topic-list">
          {hits.map((hit) => (
            <Result key={hit.topic.id} hit={hit} onOpen={open(hit.topic.id, query)} />
          ))}
        </ol>
      ) : (
        query.trim() !== '' && library !== undefined && <NothingFound navigate={navigate} />
      )}
    </HelpPage>
  )
}

const Result = ({ hit, onOpen }: { readonly hit: Hit; readonly onOpen: () => void }) => (
  <TopicItem
    topic={hit.topic}
    title={<Marked text={hit.topic.title} found={hit.found} />}
    text={
      <>
        <Marked text={hit.topic.summary} found={hit.found} />
        <span className="snippet">
          <Parts parts={hit.snippet} />
        </span>
      </>
    }
    onOpen={onOpen}
  />
)

function NothingFound({ navigate }: { readonly navigate: Navigate }) {
  const { t } = useTranslation()
  return (
    <div className="empty">
      <p>{t('search.nothing')}</p>
      <ul>
        <li>{t('search.tip1')}</li>
        <li>{t('search.tip2')}</li>
      </ul>
      <button type="button" onClick={() => navigate({ kind: 'go', page: { kind: 'index', filter: '' } })}>
        {t('search.toIndex')}
      </button>
    </div>
  )
}
