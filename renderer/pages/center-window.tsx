// Renderer. The Help and Support Center: navigation, one page at a time, and a place to drop invitations.

import { useEffect, useMemo, useReducer, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ActiveHelper, CenterView, CenterWish } from '../../shared/ipc/views.ts'
import { TopicOpener, type OpenTopic } from '../controls/topic-link.tsx'
import { barText } from '../dialogs/control-bar.tsx'
import { Icon } from '../icons/icon.tsx'
import { personName } from '../text/names.ts'
import { CurrentPage } from './current-page.tsx'
import { DropTarget } from './drop-target.tsx'
import { NavigationBar } from './navigation-bar.tsx'
import { atHome, moved, pageOf, startingAt, type Navigate, type Page } from './navigation.ts'
import { PageScroll, type Scrolls } from './page-scroll.tsx'

export function CenterWindow({ view }: { readonly view: CenterView }) {
  const [history, navigate] = useReducer(moved, view.goTo, (wish) =>
    wish === null ? atHome : startingAt(pageOfWish(wish)),
  )
  const scrolls = useMemo<Scrolls>(() => new WeakMap(), [])
  const openTopic = useMemo<OpenTopic>(
    () => (topic) => navigate({ kind: 'go', page: { kind: 'topic', topic, query: null } }),
    [navigate],
  )
  useFollow(view.goTo, navigate)
  const page = pageOf(history)
  return (
    <TopicOpener value={openTopic}>
      <DropTarget>
        <div className="center">
          <NavigationBar history={history} navigate={navigate} />
          {view.helper !== null && <HelperNotice {...view.helper} />}
          <PageScroll key={history.at} page={page} scrolls={scrolls}>
            <CurrentPage history={history} view={view} navigate={navigate} />
          </PageScroll>
        </div>
      </DropTarget>
    </TopicOpener>
  )
}

const pageOfWish = (wish: CenterWish): Page =>
  wish.kind === 'topic' ? { kind: 'topic', topic: wish.topic, query: null } : { kind: wish.kind }

/** Another window leads here. Each wish has a number of its own and is followed once. */
function useFollow(wish: CenterView['goTo'], navigate: Navigate): void {
  const followed = useRef(wish?.number ?? null)
  useEffect(() => {
    if (wish === null || wish.number === followed.current) return
    followed.current = wish.number
    navigate({ kind: 'go', page: pageOfWish(wish) })
  }, [wish, navigate])
}

const iconOf = { viewing: 'screen', controlled: 'control', broken: 'connect' } as const

function HelperNotice({ name, status }: ActiveHelper) {
  const { t } = useTranslation()
  return (
    <div className={`helper-notice helper-${status}`} role="status">
      <Icon name={iconOf[status]} size={24} />
      <div>
        <strong>{barText({ status, held: false }, personName(name), t)}</strong>
        <span>{t('helper.note')}</span>
      </div>
    </div>
  )
}
