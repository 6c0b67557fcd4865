// Renderer. The Help and Support Center: navigation, one page at a time, and a place to drop invitations.

import { useEffect, useReducer } from 'react'
import { useTranslation } from 'react-i18next'
import { NAME_LIMIT } from '../../shared/invitation.ts'
import type { CenterView } from '../../shared/ipc/views.ts'
import { unreachable } from '../../shared/result.ts'
import { Icon } from '../icons/icon.tsx'
import { personName } from '../text/names.ts'
import { AssistancePage } from './assistance-page.tsx'
import { DropTarget } from './drop-target.tsx'
import { HomePage } from './home-page.tsx'
import { InvitePage } from './invite-page.tsx'
import { NavigationBar } from './navigation-bar.tsx'
import { atHome, moved, pageOf, type Draft, type Navigate, type Page } from './navigation.ts'
import { PasswordPage } from './password-page.tsx'
import { SessionLogPage } from './session-log-page.tsx'
import { SavedPage } from './saved-page.tsx'
import { StatusPage } from './status-page.tsx'
import { ToolsPage } from './tools-page.tsx'

export function CenterWindow({ view }: { readonly view: CenterView }) {
  const [history, navigate] = useReducer(moved, atHome)
  const wanted = view.wanted
  // Another window has led here; once for each time it does.
  useEffect(() => {
    if (wanted) navigate({ kind: 'go', page: { kind: wanted.page } })
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a wish is a new one by its number
  }, [wanted?.number])
  return (
    <DropTarget>
      <div className="center">
        <NavigationBar history={history} navigate={navigate} />
        {view.helper !== null && <HelperNotice name={view.helper} />}
        <main className="center-page" key={history.at}>
          <CurrentPage page={pageOf(history)} view={view} navigate={navigate} />
        </main>
      </div>
    </DropTarget>
  )
}

function HelperNotice({ name }: { readonly name: string }) {
  const { t } = useTranslation()
  return (
    <div className="helper-notice" role="status">
      <Icon name="screen" size={24} />
      <div>
        <strong>{t('helper.watching', { name: personName(name) })}</strong>
        <span>{t('helper.note')}</span>
      </div>
    </div>
  )
}

type CurrentPageProps = { readonly page: Page; readonly view: CenterView; readonly navigate: Navigate }

function CurrentPage({ page, view, navigate }: CurrentPageProps) {
  const invite = () => navigate({ kind: 'go', page: { kind: 'invite', draft: freshDraft(view) } })
  switch (page.kind) {
    case 'home':
      return <HomePage navigate={navigate} />
    case 'assistance':
      return <AssistancePage invitations={view.tickets.length} invite={invite} navigate={navigate} />
    case 'invite':
      return <InvitePage draft={page.draft} maximumMinutes={view.maximumMinutes} navigate={navigate} />
    case 'password':
      return <PasswordPage draft={page.draft} navigate={navigate} />
    case 'saved':
      return <SavedPage saved={page.saved} tickets={view.tickets} invite={invite} navigate={navigate} />
    case 'status':
      return <StatusPage view={view} invite={invite} navigate={navigate} />
    case 'tools':
      return <ToolsPage view={view} navigate={navigate} />
    case 'session-log':
      return <SessionLogPage view={view} />
    default:
      return unreachable(page)
  }
}

/** INV-3: the profile's name, cut where XP's own box cuts it; TKT-9: one hour. */
const freshDraft = (view: CenterView): Draft => ({
  from: view.profileName.slice(0, NAME_LIMIT),
  count: 1,
  unit: 'hours',
})
