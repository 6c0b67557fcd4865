// Renderer. Everything that is known about one invitation.

import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { TicketRow } from '../../shared/ipc/views.ts'
import { Fact, Facts } from '../controls/facts.tsx'
import { Group } from '../controls/group.tsx'
import { Link } from '../controls/link.tsx'
import { tell } from '../store/command.ts'
import { zonedTime } from '../text/format.ts'
import { oneLine } from '../text/names.ts'
import { MappingList } from './mapping-list.tsx'
import { fullStatusText, sentTo } from './ticket-words.ts'

type TicketDetailsProps = {
  readonly ticket: TicketRow
  /** What is to be done about it. */
  readonly children?: ReactNode
}

export function TicketDetails({ ticket, children }: TicketDetailsProps) {
  const { t } = useTranslation()
  return (
    <Group title={t('details.title')}>
      {children}
      <Facts>
        <Fact label={t('details.sentTo')}>
          <span className="path">{ticket.file === null ? sentTo(ticket, t) : oneLine(ticket.file)}</span>
          {ticket.file !== null && (
            <Link onClick={() => tell('showInvitationFile', { ticketId: ticket.id })}>{t('saved.show')}</Link>
          )}
        </Fact>
        <Fact label={t('details.from')}>{oneLine(ticket.from)}</Fact>
        <Fact label={t('details.created')}>{zonedTime(ticket.createdAt)}</Fact>
        <Fact label={t('details.expiration')}>{zonedTime(ticket.endsAt)}</Fact>
        <Fact label={t('details.status')}>{fullStatusText(ticket, t)}</Fact>
        <Fact label={t('details.password')}>
          {ticket.passwordProtected ? t('answer.yes') : t('answer.no')}
        </Fact>
        <Fact label={t('details.addresses')}>
          {ticket.addresses.length === 0 ? (
            t('details.noAddresses')
          ) : (
            <AddressList addresses={ticket.addresses} />
          )}
        </Fact>
        {ticket.mapping !== null && (
          <Fact label={t('details.mapping')}>
            <MappingList mapping={ticket.mapping} past />
          </Fact>
        )}
      </Facts>
    </Group>
  )
}

export const AddressList = ({ addresses }: { readonly addresses: readonly string[] }) => (
  <ul className="addresses">
    {addresses.map((address) => (
      <li key={address}>{oneLine(address)}</li>
    ))}
  </ul>
)
