// Renderer. Which of several screens the helper may see; shown only where there are several.

import { useTranslation } from 'react-i18next'
import type { NoviceSessionView } from '../../shared/ipc/views.ts'
import { tell } from '../store/command.ts'

const ALL = 'all'

export function ScreenChoice({ screens, screen }: Pick<NoviceSessionView, 'screens' | 'screen'>) {
  const { t } = useTranslation()
  return (
    <select
      aria-label={t('session.shared')}
      value={screen ?? ALL}
      onChange={({ target }) =>
        tell('chooseScreen', { screen: target.value === ALL ? null : Number(target.value) })
      }
    >
      <option value={ALL}>{t('session.allScreens')}</option>
      {screens.map(({ width, height }, index) => (
        <option key={index} value={index}>
          {t('session.oneScreen', {
            number: String(index + 1),
            width: String(width),
            height: String(height),
          })}
        </option>
      ))}
    </select>
  )
}
