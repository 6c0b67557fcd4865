// IPC. What the Help and Support Center shows, computed from the ticket store and the services around it.

import type { AppearanceChoice } from '../../shared/appearance.ts'
import type { ConnectionTestView } from '../../shared/diagnosis.ts'
import { isHelpTopic } from '../../shared/help-topics.ts'
import type { CenterView, ProgramFacts, TicketRow } from '../../shared/ipc/views.ts'
import type { Language } from '../../shared/language.ts'
import type { MappingView } from '../../shared/network.ts'
import type { Permission, Policy } from '../../shared/policy.ts'
import { formatAddress } from '../domain/invitation/address.ts'
import { endOf } from '../domain/ticket/expiry.ts'
import { statusOf } from '../domain/ticket/status.ts'
import type { Present } from '../domain/ticket/status.ts'
import type { Ticket } from '../domain/ticket/ticket.ts'
import type { Settings } from '../services/settings.ts'
import type { TicketStore } from '../services/ticket-store/ticket-store.ts'

type Around = {
  readonly store: TicketStore
  readonly profileName: string
  readonly damagedTickets: number
  readonly secretsSealed: boolean
  readonly listeningPort: number | undefined
  readonly present: Present
  readonly mapping: MappingView
  readonly policy: Policy
  readonly permission: Permission
  readonly connectionTest: ConnectionTestView
  readonly capture: 'x11' | 'chromium'
  readonly helper: CenterView['helper']
  readonly appearance: AppearanceChoice
  readonly systemLanguage: Language
  readonly settings: Pick<
    Settings,
    'favorites' | 'history' | 'helperName' | 'outsideAddress' | 'allowToGetHelp' | 'allowFullControl'
  >
  readonly goTo: CenterView['goTo']
  readonly about: ProgramFacts
  readonly helping: boolean
  readonly savingInvitation: boolean
  readonly ownName: string
}

/** How many entries of the event log the Tools page shows. */
const EVENTS = 200

export function centerView({
  store,
  listeningPort,
  present,
  settings,
  ownName,
  ...around
}: Around): CenterView {
  return {
    role: 'center',
    ...around,
    ownSwitches: { allowToGetHelp: settings.allowToGetHelp, allowFullControl: settings.allowFullControl },
    helperName: { chosen: settings.helperName, login: ownName },
    tickets: store.list().map((ticket) => rowOf(ticket, present)),
    account: store.account(),
    listeningPort: listeningPort ?? null,
    addresses: present.addresses.map(formatAddress),
    outsideAddress: settings.outsideAddress,
    events: store.events(EVENTS),
    // A topic of another version of the program is kept in the file, and not shown.
    favorites: settings.favorites.filter(isHelpTopic),
    history: settings.history.flatMap(({ topic, at }) => (isHelpTopic(topic) ? [{ topic, at }] : [])),
  }
}

const rowOf = (ticket: Ticket, present: Present): TicketRow => ({
  id: ticket.id,
  from: ticket.from,
  createdAt: ticket.createdAt,
  lifetimeMinutes: ticket.lifetimeMinutes,
  endsAt: endOf(ticket),
  status: statusOf(ticket, present),
  closedBy: ticket.state.kind === 'expired' ? ticket.state.by : null,
  passwordProtected: ticket.passwordProtected,
  addresses: ticket.addresses.map(formatAddress),
  mapping: ticket.mapping,
  file: ticket.file,
})
