// Renderer. One of the groups of "Pick a Help topic": its topics, with the other groups beside them.

import { useTranslation } from 'react-i18next'
import { groupWords, groups, topicsOf, type GroupId } from '../help/contents.ts'
import type { Library } from '../help/library.ts'
import { HelpPage, PaneItem } from './help-page.tsx'
import type { Navigate } from './navigation.ts'
import { TopicItem } from './topic-list.tsx'

type GroupPageProps = {
  readonly group: GroupId
  readonly library: Library | undefined
  readonly navigate: Navigate
}

export function GroupPage({ group, library, navigate }: GroupPageProps) {
  const { t } = useTranslation()
  const { title, text, icon } = groupWords(group, t)
  return (
    <HelpPage
      icon={icon}
      title={title}
      lead={text}
      paneTitle={t('home.topics')}
      pane={
        <ul className="pane-list">
          {groups.map(({ id }) => (
            <PaneItem
              key={id}
              current={id === group}
              onClick={() => navigate({ kind: 'go', page: { kind: 'group', group: id } })}
            >
              {groupWords(id, t).title}
            </PaneItem>
          ))}
        </ul>
      }
    >
      <ul className="topic-list">
        {topicsOf(group)
          .flatMap((id) => library?.topic(id) ?? [])
          .map((topic) => (
            <TopicItem
              key={topic.id}
              topic={topic}
              onOpen={() => navigate({ kind: 'go', page: { kind: 'topic', topic: topic.id, query: null } })}
            />
          ))}
      </ul>
    </HelpPage>
  )
}
