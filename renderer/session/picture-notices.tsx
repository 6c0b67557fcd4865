// Renderer. What lies over the novice's screen in the expert's window: why the picture stands still, why input does nothing.

import { useTranslation } from 'react-i18next'
import { useNow } from '../controls/use-now.ts'
import { Icon } from '../icons/icon.tsx'

/** SES-2. `name`: the novice's, ready to show. */
export function PausedNotice({ name }: { readonly name: string }) {
  const { t } = useTranslation()
  return (
    <div className="picture-paused" role="status">
      <Icon name="pause" size={40} />
      <div>
        <strong>{t('expert.pausedTitle', { name })}</strong>
        <p>{t('expert.pausedText', { name })}</p>
      </div>
    </div>
  )
}

/** CTL-8. */
export function HeldNotice({ name }: { readonly name: string }) {
  const { t } = useTranslation()
  return (
    <p className="picture-held" role="status">
      <Icon name="control" size={20} />
      {t('expert.held', { name })}
    </p>
  )
}

/** The connection is looked for. `until`: epoch milliseconds. */
export function BrokenNotice({ name, until }: { readonly name: string; readonly until: number }) {
  const { t } = useTranslation()
  return (
    <div className="picture-paused">
      <Icon name="connect" size={40} />
      <div>
        <strong role="status">{t('line.title')}</strong>
        <p>{t('line.expertText', { name })}</p>
        <SecondsLeft until={until} />
      </div>
    </div>
  )
}

/** Not announced every second: the title is. */
export function SecondsLeft({ until }: { readonly until: number }) {
  const { t } = useTranslation()
  const count = Math.max(0, Math.ceil((until - useNow(250)) / 1000))
  return <p className="quiet">{t('line.seconds', { count })}</p>
}
