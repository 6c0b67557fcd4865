// Renderer. The first page of the center: topics of help on the left; what to ask and what to do on the right.

import { useTranslation } from 'react-i18next'
import { TaskLink } from '../controls/task-link.tsx'
import { groupWords, groups } from '../help/contents.ts'
import { tell } from '../store/command.ts'
import { DidYouKnow } from './did-you-know.tsx'
import type { Navigate } from './navigation.ts'
import { PageHeading } from './page-heading.tsx'

type HomePageProps = { readonly visit: number; readonly navigate: Navigate }

export function HomePage({ visit, navigate }: HomePageProps) {
  const { t } = useTranslation()
  return (
    <article className="home">
      <PageHeading className="home-heading">{t('home.heading')}</PageHeading>
      <div className="home-columns">
        <div className="home-main">
          <h2>{t('home.topics')}</h2>
          <ul className="tasks home-topics">
            {groups.map(({ id }) => {
              const { icon, title, text } = groupWords(id, t)
              return (
                <TaskLink
                  key={id}
                  icon={icon}
                  title={title}
                  text={text}
                  onClick={() => navigate({ kind: 'go', page: { kind: 'group', group: id } })}
                />
              )
            })}
          </ul>
        </div>
        <div className="home-side">
          <h2>{t('home.ask')}</h2>
          <ul className="tasks">
            <TaskLink
              icon="connect"
              title={t('home.invite')}
              text={t('home.inviteText')}
              onClick={() => navigate({ kind: 'go', page: { kind: 'assistance' } })}
            />
          </ul>
          <Tasks navigate={navigate} />
          <DidYouKnow visit={visit} navigate={navigate} />
        </div>
      </div>
    </article>
  )
}

function Tasks({ navigate }: { readonly navigate: Navigate }) {
  const { t } = useTranslation()
  return (
    <>
      <h2>{t('home.tasks')}</h2>
      <ul className="tasks">
        <TaskLink
          icon="open"
          title={t('home.open')}
          text={t('home.openText')}
          onClick={() => tell('chooseInvitation', undefined)}
        />
        <TaskLink
          icon="status"
          title={t('home.status')}
          text={t('home.statusText')}
          onClick={() => navigate({ kind: 'go', page: { kind: 'status' } })}
        />
        <TaskLink
          icon="tools"
          title={t('home.tools')}
          text={t('home.toolsText')}
          onClick={() => navigate({ kind: 'go', page: { kind: 'tools' } })}
        />
      </ul>
    </>
  )
}
