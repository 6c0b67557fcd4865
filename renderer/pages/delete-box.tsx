// Renderer. Asks before an open invitation is deleted; No is the default.

import { useTranslation } from 'react-i18next'
import { Box } from '../controls/box.tsx'
import { ButtonRow } from '../controls/button-row.tsx'
import { Icon } from '../icons/icon.tsx'

type DeleteBoxProps = { readonly onYes: () => void; readonly onNo: () => void }

export function DeleteBox({ onYes, onNo }: DeleteBoxProps) {
  const { t } = useTranslation()
  return (
    <Box title={t('status.deleteTitle')} onClose={onNo}>
      <div className="box-message">
        <Icon name="warning" size={40} />
        <div>
          <p>{t('status.deleteText')}</p>
          <p>{t('status.deleteQuestion')}</p>
        </div>
      </div>
      <ButtonRow>
        <button type="button" onClick={onYes}>
          {t('action.yes')}
        </button>
        <button type="button" className="default" onClick={onNo}>
          {t('action.no')}
        </button>
      </ButtonRow>
    </Box>
  )
}
