// Renderer. What each router said to the request for a port (NET-2, NET-4).

import { useTranslation } from 'react-i18next'
import type { MappingView } from '../../shared/network.ts'
import { mappingText } from '../text/network.ts'

type MappingListProps = {
  readonly mapping: MappingView
  /** It was like this when an invitation was written, and may be otherwise now. */
  readonly past?: boolean
}

export function MappingList({ mapping, past = false }: MappingListProps) {
  const { t } = useTranslation()
  const lines = mappingText(mapping, past, t)
  return (
    <ul className="mappings">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}
