// Renderer. "View or change your invitation": the novice's tickets and what can be done with them (TKT-3, TKT-8).

import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HelpTopic } from '../../shared/help-topics.ts'
import type { CenterView, TicketRow } from '../../shared/ipc/views.ts'
import { unreachable } from '../../shared/result.ts'
import { Alert, type Tone } from '../controls/alert.tsx'
import { Appeared } from '../controls/appeared.tsx'
import { Link } from '../controls/link.tsx'
import { Progress } from '../controls/progress.tsx'
import { SteadyLabel } from '../controls/steady-label.tsx'
import { MoreHelp } from '../controls/topic-link.tsx'
import { send, tell } from '../store/command.ts'
import { saveFailureText } from '../text/errors.ts'
import { topicOfSaveFailure } from '../text/error-topics.ts'
import { oneLine } from '../text/names.ts'
import { testConnection } from './connection-test.ts'
import { DeleteBox } from './delete-box.tsx'
import { lifetimeFrom } from './lifetime.ts'
import type { Navigate } from './navigation.ts'
import { NotAllowed } from './not-allowed.tsx'
import { Page } from './page.tsx'
import { ResendNote } from './resend-note.tsx'
import { TicketDetails } from './ticket-details.tsx'
import { FIRST_ORDER, inOrder } from './ticket-order.ts'
import { TicketTable } from './ticket-table.tsx'

type StatusPageProps = { readonly view: CenterView; readonly invite: () => void; readonly navigate: Navigate }
/** Worded when it is shown: the language may change meanwhile. */
type Message = {
  readonly tone: Tone
  readonly text: (t: TFunction) => string
  readonly topic?: HelpTopic
}

export function StatusPage({ view, invite, navigate }: StatusPageProps) {
  const { t } = useTranslation()
  const [selected, setSelected] = useState<string | null>(null)
  const [detailed, setDetailed] = useState(false)
  const [deleting, setDeleting] = useState<TicketRow | null>(null)
  const [resending, setResending] = useState(false)
  const [message, setMessage] = useState<Message | null>(null)
  const [order, setOrder] = useState(FIRST_ORDER)
  const tickets = inOrder(view.tickets, order, t)
  const ticket = tickets.find(({ id }) => id === selected)

  const expire = async ({ id, status }: TicketRow) => {
    if (status === 'expired') {
      setMessage({ tone: 'info', text: (t) => t('status.alreadyExpired') })
      return
    }
    const answer = await send('expireTicket', { ticketId: id })
    if (!answer.ok) return
    if (answer.value.ok) setMessage({ tone: 'success', text: (t) => t('status.nowExpired') })
    else setMessage(expireProblem(answer.value.error.kind))
  }
  const resend = async (row: TicketRow) => {
    if (resending) return
    if (row.status === 'expired') {
      const draft = { from: row.from, ...lifetimeFrom(row.lifetimeMinutes) }
      navigate({ kind: 'go', page: { kind: 'invite', draft, replaces: row.endsAt } })
      return
    }
    setResending(true)
    const answer = await send('resendTicket', { ticketId: row.id })
    setResending(false)
    if (!answer.ok) return
    if (answer.value.ok) {
      const { path } = answer.value.value
      setMessage({ tone: 'success', text: (t) => `${t('saved.text')} ${oneLine(path)}` })
    } else if (answer.value.error.kind !== 'cancelled') {
      const { error } = answer.value
      setMessage({
        tone: 'error',
        text: (t) => saveFailureText(error, t),
        topic: topicOfSaveFailure(error),
      })
    }
  }
  const remove = ({ id }: TicketRow) => {
    tell('deleteTicket', { ticketId: id })
    setDeleting(null)
    setSelected(null)
    setDetailed(false)
  }
  /** Every button acts on the chosen invitation, or says that none is chosen. */
  const act = (action: (row: TicketRow) => void) => () => {
    if (ticket === undefined) {
      setMessage({ tone: 'warning', text: (t) => t('status.pleaseSelect') })
      return
    }
    setMessage(null)
    action(ticket)
  }

  return (
    <Page icon="status" title={t('status.title')}>
      {view.damagedTickets > 0 && <Damaged />}
      <NotAllowed policy={view.policy} permission={view.permission} navigate={navigate} />
      {tickets.length === 0 ? (
        <div className="empty">
          <p>{t('status.none')}</p>
          <button type="button" onClick={invite}>
            {t('status.create')}
          </button>
        </div>
      ) : (
        <>
          <p>{t('status.text')}</p>
          <TicketTable
            tickets={tickets}
            order={order}
            onOrder={setOrder}
            selected={selected}
            onSelect={(id) => {
              setSelected(id)
              setMessage(null)
            }}
          />
          <div className="button-row button-row-start">
            <button type="button" aria-expanded={detailed} onClick={act(() => setDetailed(!detailed))}>
              <SteadyLabel texts={[t('action.details'), t('action.hideDetails')]} shown={detailed ? 1 : 0} />
            </button>
            <button type="button" onClick={act((row) => void expire(row))}>
              {t('status.expire')}
            </button>
            <button
              type="button"
              disabled={resending && view.savingInvitation}
              onClick={act((row) => void resend(row))}
            >
              {t('status.resend')}
            </button>
            <button
              type="button"
              onClick={act((row) => (row.status === 'expired' ? remove(row) : setDeleting(row)))}
            >
              {t('status.delete')}
            </button>
          </div>
        </>
      )}
      {resending && view.savingInvitation && (
        <Appeared>
          <Progress label={t('status.resending')} share={null} />
        </Appeared>
      )}
      {message !== null && (
        <Appeared about={message}>
          <Alert tone={message.tone}>
            <p>{message.text(t)}</p>
            {message.topic !== undefined && <MoreHelp topic={message.topic} />}
          </Alert>
        </Appeared>
      )}
      {ticket !== undefined && !detailed && <ResendNote ticket={ticket} live />}
      {ticket !== undefined && detailed && (
        <Appeared beginning>
          <TicketDetails ticket={ticket}>
            <ResendNote ticket={ticket} live={false} />
          </TicketDetails>
        </Appeared>
      )}
      <p>
        <Link onClick={() => testConnection(navigate)}>{t('connectionTest.title')}</Link>
      </p>
      <MoreHelp topic="invitation-status">{t('status.help')}</MoreHelp>
      {deleting !== null && <DeleteBox onYes={() => remove(deleting)} onNo={() => setDeleting(null)} />}
    </Page>
  )
}

function Damaged() {
  const { t } = useTranslation()
  return (
    <Alert tone="warning">
      <p>{t('status.damaged')}</p>
      <MoreHelp topic="invitation-status" />
      <button type="button" onClick={() => tell('acknowledgeDamage', undefined)}>
        {t('action.ok')}
      </button>
    </Alert>
  )
}

function expireProblem(kind: 'already-expired' | 'unknown-ticket' | 'not-stored'): Message {
  switch (kind) {
    case 'unknown-ticket':
      return { tone: 'warning', text: (t) => t('status.unknownTicket') }
    case 'not-stored':
      return { tone: 'warning', text: (t) => t('disk.notKept') }
    case 'already-expired':
      return { tone: 'info', text: (t) => t('status.alreadyExpired') }
    default:
      return unreachable(kind)
  }
}
