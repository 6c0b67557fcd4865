// Renderer. The first page of the center: what to do, and a few true things worth knowing.

import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { TaskLink } from '../controls/task-link.tsx'
import { Icon } from '../icons/icon.tsx'
import { tell } from '../store/command.ts'
import type { Navigate } from './navigation.ts'

export function HomePage({ navigate }: { readonly navigate: Navigate }) {
  const { t } = useTranslation()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus()
  }, [])
  const facts = [t('home.knowEscape'), t('home.knowExpire'), t('home.knowDirect'), t('home.knowListen')]
  return (
    <article className="home">
      <h1 ref={heading} tabIndex={-1} className="home-heading">
        {t('home.heading')}
      </h1>
      <div className="home-columns">
        <div className="home-main">
          <h2>{t('home.ask')}</h2>
          <ul className="tasks">
            <TaskLink
              large
              icon="invite"
              title={t('home.invite')}
              text={t('home.inviteText')}
              onClick={() => navigate({ kind: 'go', page: { kind: 'assistance' } })}
            />
          </ul>
          <h2>{t('home.give')}</h2>
          <ul className="tasks">
            <TaskLink
              large
              icon="open"
              title={t('home.open')}
              text={t('home.openText')}
              onClick={() => tell('chooseInvitation', undefined)}
            />
          </ul>
        </div>
        <div className="home-side">
          <h2>{t('home.tasks')}</h2>
          <ul className="tasks">
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
          <section className="know">
            <h2>
              <Icon name="lamp" size={24} />
              {t('home.know')}
            </h2>
            <ul>
              {facts.map((fact) => (
                <li key={fact}>{fact}</li>
              ))}
            </ul>
          </section>
        </div>
      </div>
    </article>
  )
}
