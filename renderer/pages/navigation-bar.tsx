// Renderer. The top of the center: the buttons, and the blue band with the search box and our mark.

import { useTranslation } from 'react-i18next'
import { Icon, type IconName } from '../icons/icon.tsx'
import { canGoBack, canGoForward, pageOf, type History, type Navigate, type Page } from './navigation.ts'
import { SearchBox } from './search-box.tsx'
import { useBrowserKeys } from './use-browser-keys.ts'

type NavigationBarProps = { readonly history: History; readonly navigate: Navigate }

export function NavigationBar({ history, navigate }: NavigationBarProps) {
  const { t } = useTranslation()
  useBrowserKeys(navigate)
  const shown = pageOf(history).kind
  const toPage = (icon: IconName, label: string, page: Page) => (
    <NavButton
      icon={icon}
      label={label}
      current={shown === page.kind}
      onClick={() => navigate({ kind: 'go', page })}
    />
  )
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
        {toPage('home', t('nav.home'), { kind: 'home' })}
        <span className="nav-gap" />
        {toPage('index', t('nav.index'), { kind: 'index', filter: '' })}
        {toPage('favorites', t('nav.favorites'), { kind: 'favorites' })}
        {toPage('history', t('nav.history'), { kind: 'history' })}
        {toPage('support', t('nav.support'), { kind: 'support' })}
        {toPage('options', t('nav.options'), { kind: 'options' })}
      </nav>
      <div className="band">
        <SearchBox page={pageOf(history)} navigate={navigate} />
        <div className="band-name">
          <Icon name="mark" size={40} />
          <p className="band-title">{t('window.center')}</p>
        </div>
      </div>
    </header>
  )
}

type NavButtonProps = {
  readonly icon: IconName
  readonly label: string
  readonly enabled?: boolean
  readonly current?: boolean
  readonly onClick: () => void
}

const NavButton = ({ icon, label, enabled = true, current = false, onClick }: NavButtonProps) => (
  <button
    type="button"
    className="nav-button"
    disabled={!enabled}
    aria-current={current ? 'page' : undefined}
    aria-label={label}
    title={label}
    onClick={onClick}
  >
    <Icon name={icon} size={26} />
    <span>{label}</span>
  </button>
)
