// Renderer. The top of the center: Back, Forward, Home, and the blue band with our mark.

import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon, type IconName } from '../icons/icon.tsx'
import { canGoBack, canGoForward, type History, type Navigate } from './navigation.ts'

type NavigationBarProps = { readonly history: History; readonly navigate: Navigate }

export function NavigationBar({ history, navigate }: NavigationBarProps) {
  const { t } = useTranslation()
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!event.altKey || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return
      event.preventDefault()
      navigate({ kind: event.key === 'ArrowLeft' ? 'back' : 'forward' })
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [navigate])
  return (
    <header className="center-top">
      <nav className="nav-bar" aria-label={t('nav.label')}>
        <NavButton
          icon="back"
          label={t('nav.back')}
          enabled={canGoBack(history)}
          onClick={() => navigate({ kind: 'back' })}
        />
        <NavButton
          icon="forward"
          label={t('nav.forward')}
          enabled={canGoForward(history)}
          onClick={() => navigate({ kind: 'forward' })}
        />
        <span className="nav-gap" />
        <NavButton
          icon="home"
          label={t('nav.home')}
          enabled
          onClick={() => navigate({ kind: 'go', page: { kind: 'home' } })}
        />
        <NavButton
          icon="options"
          label={t('nav.options')}
          enabled
          onClick={() => navigate({ kind: 'go', page: { kind: 'options' } })}
        />
      </nav>
      <div className="band">
        <Icon name="mark" size={44} />
        <div>
          <p className="band-title">{t('window.center')}</p>
          <p className="band-text">{t('nav.product')}</p>
        </div>
      </div>
    </header>
  )
}

type NavButtonProps = {
  readonly icon: IconName
  readonly label: string
  readonly enabled: boolean
  readonly onClick: () => void
}

const NavButton = ({ icon, label, enabled, onClick }: NavButtonProps) => (
  <button type="button" className="nav-button" disabled={!enabled} onClick={onClick}>
    <Icon name={icon} size={26} />
    <span>{label}</span>
  </button>
)
