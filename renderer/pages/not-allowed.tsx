// Renderer. Says that nobody can be invited from this computer, who has decided so, and what can be done (POL-1).

import { useTranslation } from 'react-i18next'
import type { CenterView } from '../../shared/ipc/views.ts'
import { Alert } from '../controls/alert.tsx'
import { Link } from '../controls/link.tsx'
import { MoreHelp } from '../controls/topic-link.tsx'
import { oneLine } from '../text/names.ts'
import { problemOfPolicy } from '../text/policy.ts'
import type { Navigate } from './navigation.ts'

type NotAllowedProps = Pick<CenterView, 'policy' | 'permission'> & { readonly navigate: Navigate }

/** Nothing while help is allowed. */
export function NotAllowed({ policy, permission, navigate }: NotAllowedProps) {
  const { t } = useTranslation()
  if (permission.getHelp === 'allowed') return null
  return (
    <Alert tone="warning">
      <h2>{t('policy.offTitle')}</h2>
      {permission.getHelp === 'own-settings' ? (
        <>
          <p>{t('policy.offOwn')}</p>
          <p>
            <Link onClick={() => navigate({ kind: 'go', page: { kind: 'options' } })}>
              {t('policy.options')}
            </Link>
          </p>
        </>
      ) : policy.kind === 'broken' ? (
        <>
          <p>{t('policy.broken')}</p>
          <p>{problemOfPolicy(policy.problem, t)}</p>
          <p className="path">{oneLine(policy.source)}</p>
        </>
      ) : (
        <p>{t('policy.offPolicy')}</p>
      )}
      <MoreHelp topic="policy" />
    </Alert>
  )
}
