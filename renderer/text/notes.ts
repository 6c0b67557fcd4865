// Renderer. What the chat history and the ended window tell, worded for the side that reads it.

import type { TFunction } from 'i18next'
import { unreachable } from '../../shared/result.ts'
import type { ControlEnd, SessionEnd, SessionNote } from '../../shared/session.ts'
import type { VoiceEnd } from '../../shared/voice.ts'
import { fileNoteText } from './files.ts'

export type Side = 'novice' | 'expert'

/** `name` is the other person's, ready to show. */
export function noteText(note: SessionNote, side: Side, name: string, t: TFunction): string {
  const novice = side === 'novice'
  switch (note.kind) {
    case 'connected':
      return novice ? t('note.novice.connected', { name }) : t('note.expert.connected', { name })
    case 'control-asked':
      return novice ? t('note.novice.controlAsked', { name }) : t('note.expert.controlAsked', { name })
    case 'control-refused':
      return novice ? t('note.novice.controlRefused', { name }) : t('note.expert.controlRefused', { name })
    case 'control-taken':
      return novice ? t('note.novice.controlTaken', { name }) : t('note.expert.controlTaken', { name })
    case 'control-ended':
      return controlEndText(note.by, novice, name, t)
    case 'paused':
      return novice ? t('note.novice.paused', { name }) : t('note.expert.paused', { name })
    case 'resumed':
      return novice ? t('note.novice.resumed', { name }) : t('note.expert.resumed', { name })
    case 'line-broken':
      return t('line.broken', { name })
    case 'line-back':
      return t('line.back', { name })
    case 'talking':
      return t('voice.talking', { name })
    case 'not-talking':
      return voiceEndText(note.end, side, name, t)
    case 'session-ended':
      return endText(note.reason, side, name, t)
    case 'file':
      return fileNoteText(note, name, t)
    default:
      return unreachable(note)
  }
}

function controlEndText(by: ControlEnd, novice: boolean, name: string, t: TFunction): string {
  switch (by) {
    case 'escape':
      return novice ? t('note.novice.escape') : t('note.expert.escape', { name })
    case 'stop-button':
      return novice ? t('note.novice.stopButton') : t('note.expert.stopButton', { name })
    case 'expert-released':
      return novice ? t('note.novice.expertReleased', { name }) : t('note.expert.expertReleased')
    case 'expert-escape':
      return novice ? t('note.novice.expertEscape', { name }) : t('note.expert.expertEscape')
    case 'screen-locked':
      return novice ? t('note.novice.screenLocked') : t('note.expert.screenLocked', { name })
    case 'paused':
      return novice ? t('note.novice.controlPaused') : t('note.expert.controlPaused', { name })
    case 'line-broken':
      return t('line.controlEnded')
    case 'session-ended':
      return novice ? t('note.novice.sessionEnded') : t('note.expert.sessionEnded')
    default:
      return unreachable(by)
  }
}

/** Why nobody talks, or not any more; `name` is the other person's, ready to show. */
export function voiceEndText(end: VoiceEnd, side: Side, name: string, t: TFunction): string {
  const novice = side === 'novice'
  const declined = (here: boolean) => (here ? t('voice.declinedHere') : t('voice.declinedThere', { name }))
  const hungUp = (here: boolean) => (here ? t('voice.stoppedHere') : t('voice.stoppedThere', { name }))
  const silent = (here: boolean) => (here ? t('voice.silentHere') : t('voice.silentThere', { name }))
  switch (end) {
    case 'novice-declined':
      return declined(novice)
    case 'expert-declined':
      return declined(!novice)
    case 'novice-hung-up':
      return hungUp(novice)
    case 'expert-hung-up':
      return hungUp(!novice)
    case 'novice-has-no-microphone':
      return silent(novice)
    case 'expert-has-no-microphone':
      return silent(!novice)
    case 'withdrawn':
      return t('voice.withdrawn')
    case 'no-answer':
      return t('voice.noAnswer')
    case 'no-path':
      return t('voice.noPath')
    default:
      return unreachable(end)
  }
}

/** Why the session is over; `name` is the other person's, ready to show. */
export function endText(reason: SessionEnd, side: Side, name: string, t: TFunction): string {
  const novice = side === 'novice'
  switch (reason) {
    case 'novice-disconnected':
      return novice ? t('end.novice.noviceDisconnected') : t('end.expert.noviceDisconnected', { name })
    case 'expert-disconnected':
      return novice ? t('end.novice.expertDisconnected', { name }) : t('end.expert.expertDisconnected')
    case 'invitation-expired':
      return t('end.invitationExpired')
    case 'link-lost':
      return t('end.linkLost', { name })
    case 'protocol-broken':
      return t('end.protocolBroken')
    case 'screen-unavailable':
      return t('end.screenUnavailable')
    case 'application-closed':
      return t('end.applicationClosed')
    default:
      return unreachable(reason)
  }
}
