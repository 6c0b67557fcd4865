// Renderer. From the history to the page that is shown.

import { NAME_LIMIT } from '../../shared/invitation.ts'
import type { CenterView } from '../../shared/ipc/views.ts'
import { unreachable } from '../../shared/result.ts'
import { useLibrary } from '../help/use-library.ts'
import { AssistancePage } from './assistance-page.tsx'
import { ConnectionTestPage } from './connection-test-page.tsx'
import { FavoritesPage } from './favorites-page.tsx'
import { GroupPage } from './group-page.tsx'
import { HistoryPage } from './history-page.tsx'
import { HomePage } from './home-page.tsx'
import { IndexPage } from './index-page.tsx'
import { InvitePage } from './invite-page.tsx'
import { suggested } from './lifetime.ts'
import { homeVisits, pageOf, type Draft, type History, type Navigate } from './navigation.ts'
import { OptionsPage } from './options-page.tsx'
import { PasswordPage } from './password-page.tsx'
import { SavedPage } from './saved-page.tsx'
import { SearchPage } from './search-page.tsx'
import { SessionLogPage } from './session-log-page.tsx'
import { StatusPage } from './status-page.tsx'
import { SupportPage } from './support-page.tsx'
import { ToolsPage } from './tools-page.tsx'
import { TopicPage } from './topic-page.tsx'

type CurrentPageProps = {
  readonly history: History
  readonly view: CenterView
  readonly navigate: Navigate
}

export function CurrentPage({ history, view, navigate }: CurrentPageProps) {
  const library = useLibrary()
  const page = pageOf(history)
  const invite = () => navigate({ kind: 'go', page: { kind: 'invite', draft: freshDraft(view) } })
  switch (page.kind) {
    case 'home':
      return <HomePage visit={homeVisits(history)} navigate={navigate} />
    case 'assistance':
      return <AssistancePage invitations={view.tickets.length} invite={invite} navigate={navigate} />
    case 'invite':
      return <InvitePage draft={page.draft} replaces={page.replaces} view={view} navigate={navigate} />
    case 'password':
      return <PasswordPage draft={page.draft} view={view} navigate={navigate} />
    case 'saved':
      return <SavedPage saved={page.saved} tickets={view.tickets} invite={invite} navigate={navigate} />
    case 'status':
      return <StatusPage view={view} invite={invite} navigate={navigate} />
    case 'tools':
      return <ToolsPage view={view} navigate={navigate} />
    case 'session-log':
      return <SessionLogPage view={view} />
    case 'connection-test':
      return <ConnectionTestPage view={view} invite={invite} />
    case 'group':
      return <GroupPage group={page.group} library={library} navigate={navigate} />
    case 'topic': {
      const favorite = view.favorites.includes(page.topic)
      return (
        <TopicPage
          id={page.topic}
          query={page.query}
          favorite={favorite}
          library={library}
          navigate={navigate}
        />
      )
    }
    case 'index':
      return <IndexPage filter={page.filter} library={library} navigate={navigate} />
    case 'search':
      return <SearchPage query={page.query} library={library} navigate={navigate} />
    case 'favorites':
      return <FavoritesPage favorites={view.favorites} library={library} navigate={navigate} />
    case 'history':
      return <HistoryPage history={view.history} library={library} navigate={navigate} />
    case 'support':
      return <SupportPage view={view} library={library} navigate={navigate} />
    case 'options':
      return <OptionsPage view={view} />
    default:
      return unreachable(page)
  }
}

/** INV-3: the profile's name, cut where XP's own box cuts it; TKT-9: one hour, or less where only less is allowed. */
const freshDraft = ({ profileName, permission }: CenterView): Draft => ({
  from: profileName.slice(0, NAME_LIMIT),
  ...suggested(permission.maximumMinutes),
})
