// Renderer. Options: how the program speaks and looks.

import { useTranslation } from 'react-i18next'
import type { CenterView } from '../../shared/ipc/views.ts'
import { Page } from './page.tsx'

export function OptionsPage({ view }: { readonly view: CenterView }) {
  const { t } = useTranslation()
  return (
    <Page icon="options" title={t('nav.options')} lead={view.profileName}>
      {null}
    </Page>
  )
}
