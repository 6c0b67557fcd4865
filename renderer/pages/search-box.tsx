// Renderer. The search box of the blue band. On the page of results every letter searches; from elsewhere Enter leads there.

import { useEffect, useRef, useState, type SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../icons/icon.tsx'
import type { Navigate, Page } from './navigation.ts'

type SearchBoxProps = { readonly page: Page; readonly navigate: Navigate }

/** Nobody asks for more; a whole page pasted by mistake would only be slow. */
const QUERY_LIMIT = 100

export function SearchBox({ page, navigate }: SearchBoxProps) {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState('')
  const query = page.kind === 'search' ? page.query : typed
  useFocusKeys(input)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (query.trim() !== '') navigate({ kind: 'go', page: { kind: 'search', query } })
  }
  const type = (value: string) => {
    setTyped(value)
    if (page.kind === 'search') navigate({ kind: 'keep', page: { kind: 'search', query: value } })
  }
  return (
    <form className="search-box" role="search" onSubmit={submit}>
      <label htmlFor="help-search">{t('nav.search')}</label>
      <input
        ref={input}
        id="help-search"
        type="text"
        value={query}
        maxLength={QUERY_LIMIT}
        autoComplete="off"
        spellCheck={false}
        title={t('nav.searchKeys')}
        onChange={(event) => type(event.target.value)}
      />
      <button type="submit" className="search-go" aria-label={t('nav.searchGo')} title={t('nav.searchGo')}>
        <Icon name="go" size={24} />
      </button>
    </form>
  )
}

/** Ctrl+F and Ctrl+K, ⌘ on a Mac. */
function useFocusKeys(input: { readonly current: HTMLInputElement | null }): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
      if (event.key.toLowerCase() !== 'f' && event.key.toLowerCase() !== 'k') return
      event.preventDefault()
      if (document.querySelector('dialog[open]') === null) input.current?.select()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [input])
}
