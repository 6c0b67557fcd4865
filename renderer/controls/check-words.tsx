// Renderer. The four words both people read to each other on the telephone.

import { useTranslation } from 'react-i18next'
import type { CheckWords as Words } from '../../shared/ipc/views.ts'

export function CheckWords({ words }: { readonly words: Words }) {
  const { t } = useTranslation()
  return (
    <ol className="check-words" aria-label={t('words.label')}>
      {words.map((word, index) => (
        <li key={index}>{word}</li>
      ))}
    </ol>
  )
}
