// Renderer. Tools: whether the system's key store guards the secrets of this profile, and what it means when it does not (TKT-10).

import { useTranslation } from 'react-i18next'
import { Fact, Facts } from '../controls/facts.tsx'
import { Group } from '../controls/group.tsx'

export function KeyStore({ sealed }: { readonly sealed: boolean }) {
  const { t } = useTranslation()
  return (
    <Group title={t('keyStore.title')}>
      <Facts>
        <Fact label={t('keyStore.label')}>{sealed ? t('keyStore.sealed') : t('keyStore.notSealed')}</Fact>
      </Facts>
      {!sealed && <p>{t('keyStore.text')}</p>}
    </Group>
  )
}
