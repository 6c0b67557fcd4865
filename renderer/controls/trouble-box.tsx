// Renderer. Says that something unexpected went wrong, in the window in which it did, with its number in the log.

import { useTranslation } from 'react-i18next'
import { rolesWithHelp } from '../../shared/help-topics.ts'
import { dismissTrouble, useTrouble } from '../store/command.ts'
import { useMirror } from '../store/mirror.ts'
import { Icon } from '../icons/icon.tsx'
import { Box } from './box.tsx'
import { ButtonRow } from './button-row.tsx'
import { MoreHelp } from './topic-link.tsx'

export function TroubleBox() {
  const { t } = useTranslation()
  const logId = useTrouble((trouble) => trouble.logId)
  const role = useMirror((mirror) => mirror.view?.role)
  if (logId === null) return null
  const helped = rolesWithHelp.some((known) => known === role)
  return (
    <Box title={t('unexpected.title')} onClose={dismissTrouble}>
      <div className="box-message">
        <Icon name="error" size={40} />
        <div>
          <p>{t('unexpected.text')}</p>
          {logId !== '' && <p className="quiet">{t('unexpected.log', { logId })}</p>}
          {helped && <MoreHelp topic="when-something-goes-wrong" onOpened={dismissTrouble} />}
        </div>
      </div>
      <ButtonRow>
        <button type="button" className="default" onClick={dismissTrouble}>
          {t('action.ok')}
        </button>
      </ButtonRow>
    </Box>
  )
}
