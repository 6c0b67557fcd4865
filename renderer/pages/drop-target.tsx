// Renderer. Dropping an invitation file anywhere on the center opens it (EXP-1).

import { useState, type DragEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Box } from '../controls/box.tsx'
import { ButtonRow } from '../controls/button-row.tsx'
import { Icon } from '../icons/icon.tsx'
import { tell } from '../store/command.ts'

const carriesFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files')

export function DropTarget({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation()
  const [over, setOver] = useState(false)
  const [noFile, setNoFile] = useState(false)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const path = window.assist.pathOf(event.dataTransfer.files[0])
    if (path === '') setNoFile(true)
    else tell('openInvitation', { path })
  }
  return (
    <div
      className="drop-target"
      onDragEnter={(event) => setOver(carriesFiles(event))}
      onDragOver={(event) => event.preventDefault()}
      onDragLeave={(event) => {
        // Leaving a child is not leaving the window.
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false)
      }}
      onDrop={drop}
    >
      {children}
      {over && (
        <div className="drop-hint">
          <Icon name="open" size={64} />
          <p>{t('drop.hint')}</p>
        </div>
      )}
      {noFile && (
        <Box title={t('window.assistance')} onClose={() => setNoFile(false)}>
          <p>{t('drop.noFile')}</p>
          <ButtonRow>
            <button type="button" className="default" onClick={() => setNoFile(false)}>
              {t('action.ok')}
            </button>
          </ButtonRow>
        </Box>
      )}
    </div>
  )
}
