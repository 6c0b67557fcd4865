// Renderer. What the chat history and the ended window tell, worded for the side that reads it.

import type { TFunction } from 'i18next'
import { unreachable } from '../../shared/result.ts'
import type { ControlEnd, ControlRefusal, SessionEnd, SessionNote } from '../../shared/session.ts'
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
      return novice ? refusedHere(note.why, name, t) : refusedThere(note.why, name, t)
    case 'control-taken':
      return novice ? t('note.novice.controlTaken', { name }) : t('note.expert.controlTaken', { name })
    case 'control-ended':
      return controlEndText(note.by, novice, name, t)
    case 'input-blocked':
      return blockedText(note.blocked, novice, name, t)
    case 'paused':
      return novice ? t('note.novice.paused', { name }) : t('note.expert.paused', { name })
    case 'unanswered':
      return novice ? t('guarded.novice.unanswered', { name }) : t('note.expert.paused', { name })
    case 'resumed':
      return novice ? t('note.novice.resumed', { name }) : t('note.expert.resumed', { name })
    case 'line-broken':
      return t('line.broken', { name })
    case 'line-back':
      return t('line.back', { name })
    case 'talking':
      // The sound has not found its way yet, and may not.
      return t('voiceNote.agreed', { name })
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

/** For the novice: why somebody did not get control. */
function refusedHere(why: ControlRefusal, name: string, t: TFunction): string {
  switch (why) {
    case 'denied':
      return t('note.novice.controlRefused', { name })
    case 'no-answer':
      return t('controlRefusal.novice.noAnswer', { name })
    case 'not-possible':
      return t('controlRefusal.novice.notPossible', { name })
    case 'policy':
      return t('policy.controlAsked', { name })
    case 'too-soon':
    case 'paused':
      return t('controlRefusal.novice.unasked', { name })
    default:
      return unreachable(why)
  }
}

/** For the expert: why there is no control, and what to do instead. */
function refusedThere(why: ControlRefusal, name: string, t: TFunction): string {
  switch (why) {
    case 'denied':
      return t('note.expert.controlRefused', { name })
    case 'no-answer':
      return t('controlRefusal.expert.noAnswer', { name })
    case 'not-possible':
      return t('controlRefusal.expert.notPossible', { name })
    case 'too-soon':
      return t('controlRefusal.expert.tooSoon')
    case 'policy':
      return t('policy.controlRefused', { name })
    case 'paused':
      return t('controlRefusal.expert.paused', { name })
    default:
      return unreachable(why)
  }
}

function controlEndText(by: ControlEnd, novice: boolean, name: string, t: TFunction): string {
  switch (by) {
    case 'escape':
      return novice ? t('note.novice.escape') : t('note.expert.escape', { name })
    case 'escape-unheard':
      return novice ? t('guarded.novice.escapeUnheard') : t('guarded.expert.escapeUnheard', { name })
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
    case 'policy':
      return novice ? t('policy.controlEndedHere') : t('policy.controlEndedThere', { name })
    case 'line-broken':
      return t('line.controlEnded')
    case 'session-ended':
      return novice ? t('note.novice.sessionEnded') : t('note.expert.sessionEnded')
    default:
      return unreachable(by)
  }
}

function blockedText(blocked: boolean, novice: boolean, name: string, t: TFunction): string {
  if (!blocked) return novice ? t('guarded.novice.freed', { name }) : t('guarded.expert.freed')
  return novice ? t('guarded.novice.blocked', { name }) : t('guarded.expert.blocked', { name })
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
      // The novice's window knows whether the invitation is still open, and says so itself.
      return novice ? t('sessionOver.linkLost', { name }) : t('end.linkLost', { name })
    case 'protocol-broken':
      return t('end.protocolBroken')
    case 'screen-unavailable':
      return t('end.screenUnavailable')
    case 'application-closed':
      return t('end.applicationClosed')
    case 'policy':
      return novice ? t('policy.endedHere') : t('policy.endedThere', { name })
    case 'failed':
      return novice ? t('sessionOver.failedHere') : t('sessionOver.failedThere', { name })
    default:
      return unreachable(reason)
  }
}
