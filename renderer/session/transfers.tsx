// Renderer. The files of this session below the chat: what is on its way, how far it is, what became of it.

import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { unreachable } from '../../shared/result.ts'
import type { TransferView } from '../../shared/transfer.ts'
import { Progress } from '../controls/progress.tsx'
import { useIntoView } from '../controls/use-into-view.ts'
import { Icon, type IconName } from '../icons/icon.tsx'
import { tell } from '../store/command.ts'
import { transferText } from '../text/files.ts'
import { oneLine, personName } from '../text/names.ts'

type TransfersProps = {
  /** The other person's name as it came. */
  readonly other: string
  readonly transfers: readonly TransferView[]
}

export function Transfers({ other, transfers }: TransfersProps) {
  const { t } = useTranslation()
  const id = useId()
  const newest = transfers.at(-1)?.id ?? null
  const [before] = useState(newest)
  const section = useIntoView<HTMLElement>(newest === before ? null : newest)
  if (transfers.length === 0) return null
  return (
    <section ref={section} className="transfers" aria-labelledby={id}>
      <h2 id={id}>{t('files.heading')}</h2>
      {/* The newest first, and each in its place to the end: another one's button must not come under the pointer. */}
      <ul className="transfer-list" tabIndex={0} aria-labelledby={id}>
        {transfers.toReversed().map((transfer) => (
          <Row key={transfer.id} transfer={transfer} name={personName(other)} />
        ))}
      </ul>
    </section>
  )
}

function Row({ transfer, name }: { readonly transfer: TransferView; readonly name: string }) {
  const { t } = useTranslation()
  const { status } = transfer
  const file = oneLine(transfer.name)
  return (
    <li className={`transfer transfer-${status.kind}`}>
      <Icon name={iconOf(transfer)} size={24} />
      <div className="transfer-text">
        <p className="transfer-name">{file}</p>
        {(status.kind === 'moving' || status.kind === 'checking') && (
          <Progress
            label={file}
            share={status.kind === 'moving' && transfer.size > 0 ? status.done / transfer.size : 1}
          />
        )}
        <p className="transfer-status">{transferText(transfer, name, t)}</p>
      </div>
      <RowButton transfer={transfer} file={file} />
    </li>
  )
}

function RowButton({ transfer, file }: { readonly transfer: TransferView; readonly file: string }) {
  const { t } = useTranslation()
  const { id, direction, status } = transfer
  switch (status.kind) {
    case 'offered':
      // The question is answered where it is asked.
      if (direction === 'receiving') return null
      return <CancelButton id={id} file={file} />
    case 'waiting':
    case 'moving':
    case 'checking':
      return <CancelButton id={id} file={file} />
    case 'done':
      if (direction === 'sending') return null
      return (
        <button
          type="button"
          aria-label={t('files.showFile', { file })}
          onClick={() => tell('showReceivedFile', { transfer: id })}
        >
          {t('files.show')}
        </button>
      )
    case 'declined':
    case 'cancelled':
    case 'failed':
      return null
    default:
      return unreachable(status)
  }
}

function CancelButton({ id, file }: { readonly id: string; readonly file: string }) {
  const { t } = useTranslation()
  return (
    <button
      type="button"
      aria-label={t('files.cancel', { file })}
      onClick={() => tell('cancelTransfer', { transfer: id })}
    >
      {t('action.cancel')}
    </button>
  )
}

function iconOf({ status }: TransferView): IconName {
  switch (status.kind) {
    case 'offered':
    case 'waiting':
    case 'moving':
    case 'checking':
      return 'file'
    case 'done':
      return 'success'
    case 'declined':
    case 'cancelled':
      return 'stop'
    case 'failed':
      return 'error'
    default:
      return unreachable(status)
  }
}
