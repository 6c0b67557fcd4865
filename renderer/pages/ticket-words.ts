// Renderer. The words for a ticket's status (TKT-8) and for what closed it.

import type { TFunction } from 'i18next'
import type { TicketRow, TicketStatus } from '../../shared/ipc/views.ts'
import { unreachable } from '../../shared/result.ts'
import { oneLine } from '../text/names.ts'

export function statusText(status: TicketStatus, t: TFunction): string {
  switch (status) {
    case 'open':
      return t('status.open')
    case 'expired':
      return t('status.expired')
    case 'resend-required':
      return t('status.resendRequired')
    default:
      return unreachable(status)
  }
}

/** The status as Details tells it: an expired ticket says why. */
export function fullStatusText({ status, closedBy }: TicketRow, t: TFunction): string {
  switch (closedBy) {
    case 'time':
      return t('details.byTime')
    case 'novice':
      return t('details.byNovice')
    case 'wrong-proofs':
      return t('details.byWrongProofs')
    case null:
      return statusText(status, t)
    default:
      return unreachable(closedBy)
  }
}

/** The file's name without its folders; a ticket whose file is not known was saved all the same. */
export function sentTo({ file }: TicketRow, t: TFunction): string {
  const name = file?.split(/[/\\]/u).at(-1)
  return name === undefined || name === '' ? t('status.savedFile') : oneLine(name)
}
