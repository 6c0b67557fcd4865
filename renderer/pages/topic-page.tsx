// Renderer. One help topic; found by a search, with the words that were looked for marked.

import { lazy, Suspense, useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { HelpTopic } from '../../shared/help-topics.ts'
import { groupOf, groupWords, topicsOf } from '../help/contents.ts'
import type { Library } from '../help/library.ts'
import { Marked } from '../help/marked.tsx'
import { Icon } from '../icons/icon.tsx'
import { tell } from '../store/command.ts'
import { HelpPage, PaneItem } from './help-page.tsx'
import type { Navigate } from './navigation.ts'

const TopicBody = lazy(() =>
  import('../help/topic-body.tsx').then((loaded) => ({ default: loaded.TopicBody })),
)

type TopicPageProps = {
  readonly id: HelpTopic
  readonly query: string | null
  readonly favorite: boolean
  readonly library: Library | undefined
  readonly navigate: Navigate
}

export function TopicPage({ id, query, favorite, library, navigate }: TopicPageProps) {
  const { t } = useTranslation()
  useEffect(() => tell('rememberTopic', { topic: id }), [id])
  const topic = library?.topic(id)
  const found = useMemo(
    () =>
      query === null ? null : (library?.search(query).find((hit) => hit.topic.id === id)?.found ?? null),
    [library, query, id],
  )
  const group = groupOf(id)
  if (library === undefined || topic === undefined) return <p className="loading">{t('loading')}</p>
  return (
    <HelpPage
      icon="topic"
      title={<Marked text={topic.title} found={found} />}
      lead={<Marked text={topic.summary} found={found} />}
      paneTitle={groupWords(group, t).title}
      pane={
        <ul className="pane-list">
          {topicsOf(group)
            .flatMap((other) => library.topic(other) ?? [])
            .map((other) => (
              <PaneItem
                key={other.id}
                current={other.id === id}
                onClick={() =>
                  navigate({ kind: 'go', page: { kind: 'topic', topic: other.id, query: null } })
                }
              >
                {other.title}
              </PaneItem>
            ))}
        </ul>
      }
      actions={<Star topic={id} favorite={favorite} />}
    >
      <div className="topic-body">
        <Suspense fallback={null}>
          <TopicBody markdown={topic.markdown} found={found} />
        </Suspense>
      </div>
    </HelpPage>
  )
}

function Star({ topic, favorite }: { readonly topic: HelpTopic; readonly favorite: boolean }) {
  const { t } = useTranslation()
  return (
    <button
      type="button"
      className="button-icon star"
      aria-pressed={favorite}
      onClick={() => tell('markTopic', { topic, favorite: !favorite })}
    >
      <Icon name={favorite ? 'star' : 'star-empty'} size={20} />
      {favorite ? t('favorites.isOne') : t('favorites.add')}
    </button>
  )
}
