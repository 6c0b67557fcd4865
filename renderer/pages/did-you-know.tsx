// Renderer. "Did you know?": one true thing, another one with each day and each visit, and a way to the next.

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import type { HelpTopic } from '../../shared/help-topics.ts'
import { Link } from '../controls/link.tsx'
import { Icon } from '../icons/icon.tsx'
import type { Navigate } from './navigation.ts'

type Truth = { readonly text: string; readonly topic: HelpTopic }

const DAY = 24 * 60 * 60_000

const truths = (t: TFunction): readonly [Truth, ...Truth[]] => [
  { text: t('know.escape'), topic: 'control-and-esc' },
  { text: t('know.expire'), topic: 'expire-or-delete' },
  { text: t('know.direct'), topic: 'about-remote-assistance' },
  { text: t('know.listen'), topic: 'account-and-event-log' },
  { text: t('know.words'), topic: 'check-words' },
  { text: t('know.look'), topic: 'the-question' },
  { text: t('know.guess'), topic: 'invitation-password' },
  { text: t('know.drop'), topic: 'open-an-invitation' },
  { text: t('know.clock'), topic: 'how-long-it-lasts' },
  { text: t('know.search'), topic: 'language-and-look' },
]

/** `visit` counts the visits of Home from 0. */
export function DidYouKnow({ visit, navigate }: { readonly visit: number; readonly navigate: Navigate }) {
  const { t } = useTranslation()
  const [day] = useState(() => Math.floor(Date.now() / DAY))
  const [asked, setAsked] = useState(0)
  const all = truths(t)
  const truth = all[(day + visit + asked) % all.length] ?? all[0]
  return (
    <section className="know">
      <h2>
        <Icon name="lamp" size={24} />
        {t('home.know')}
      </h2>
      <p className="know-text" role="status">
        {truth.text}
      </p>
      <p className="know-links">
        <Link
          onClick={() => navigate({ kind: 'go', page: { kind: 'topic', topic: truth.topic, query: null } })}
        >
          {t('know.more')}
        </Link>
        <Link onClick={() => setAsked(asked + 1)}>{t('know.next')}</Link>
      </p>
    </section>
  )
}
