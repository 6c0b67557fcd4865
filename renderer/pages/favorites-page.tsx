// Renderer. The topics that the user has marked.

import { useTranslation } from 'react-i18next'
import type { HelpTopic } from '../../shared/help-topics.ts'
import type { Library } from '../help/library.ts'
import { tell } from '../store/command.ts'
import { HelpPage } from './help-page.tsx'
import type { Navigate } from './navigation.ts'
import { TopicItem } from './topic-list.tsx'

type FavoritesPageProps = {
  readonly favorites: readonly HelpTopic[]
  readonly library: Library | undefined
  readonly navigate: Navigate
}

export function FavoritesPage({ favorites, library, navigate }: FavoritesPageProps) {
  const { t } = useTranslation()
  return (
    <HelpPage
      icon="favorites"
      title={t('favorites.title')}
      paneTitle={t('nav.favorites')}
      pane={<p className="pane-text">{t('favorites.text')}</p>}
    >
      {favorites.length === 0 ? (
        <p className="empty">{t('favorites.none')}</p>
      ) : (
        <ul className="topic-list">
          {favorites
            .flatMap((id) => library?.topic(id) ?? [])
            .map((topic) => (
              <TopicItem
                key={topic.id}
                topic={topic}
                onOpen={() => navigate({ kind: 'go', page: { kind: 'topic', topic: topic.id, query: null } })}
                beside={
                  <button
                    type="button"
                    aria-label={t('favorites.removeOne', { title: topic.title })}
                    onClick={() => tell('markTopic', { topic: topic.id, favorite: false })}
                  >
                    {t('favorites.remove')}
                  </button>
                }
              />
            ))}
        </ul>
      )}
    </HelpPage>
  )
}
