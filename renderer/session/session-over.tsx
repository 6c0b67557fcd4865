// Renderer. What a session leaves behind on the novice's computer: an invitation that still lets somebody in.

import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { NoviceSessionView } from '../../shared/ipc/views.ts'
import { Alert } from '../controls/alert.tsx'
import { Appeared } from '../controls/appeared.tsx'
import { MoreHelp } from '../controls/topic-link.tsx'
import { tell } from '../store/command.ts'
import { shortTime } from '../text/format.ts'

export function SessionOver({ invitation, end }: Pick<NoviceSessionView, 'invitation' | 'end'>) {
  const { t } = useTranslation()
  const said = useRef<HTMLParagraphElement>(null)
  const [clicked, setClicked] = useState(false)
  const open = invitation?.open ?? false
  useEffect(() => {
    // The button that had the focus has gone.
    if (clicked && !open) said.current?.focus()
  }, [clicked, open])
  const expire = () => {
    setClicked(true)
    tell('expireInvitation', undefined)
  }
  // While help is not allowed an open invitation lets nobody in.
  if (invitation === null || end === 'policy') return null
  if (open)
    return (
      <Appeared>
        <Alert tone="info">
          <p>{t('sessionOver.reuse', { time: shortTime(invitation.expiresAt) })}</p>
          <div className="button-row">
            <button type="button" onClick={expire}>
              {t('status.expire')}
            </button>
            <MoreHelp topic="expire-or-delete" />
          </div>
        </Alert>
      </Appeared>
    )
  // The reason of the end has said it already.
  if (end === 'invitation-expired') return null
  return (
    <Alert tone="success">
      <p ref={said} tabIndex={-1}>
        {t('status.nowExpired')}
      </p>
    </Alert>
  )
}
