// Renderer. What to do with an invitation that names old addresses (TKT-8). It stands below the buttons; among the details where
// they are shown, which so begin right where they were asked for.

import { useTranslation } from 'react-i18next'
import type { TicketRow } from '../../shared/ipc/views.ts'
import { Alert } from '../controls/alert.tsx'
import { MoreHelp } from '../controls/topic-link.tsx'

/** `live`: false where it has been read out already. */
type ResendNoteProps = { readonly ticket: TicketRow; readonly live: boolean }

export function ResendNote({ ticket, live }: ResendNoteProps) {
  const { t } = useTranslation()
  if (ticket.status !== 'resend-required') return null
  return (
    <Alert tone="warning" live={live}>
      <p>{t('status.resendNote')}</p>
      <MoreHelp topic="invitation-status" />
    </Alert>
  )
}
