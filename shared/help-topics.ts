// Both processes. The help topics by name, so that a link to one that does not exist does not compile.
// Each is a file assets/help/LANGUAGE/NAME.md; which stand together is in assets/help/contents.json.

import type { Role } from './ipc/views.ts'

export const helpTopics = [
  'about-remote-assistance',
  'invite-someone',
  'give-the-file',
  'how-long-it-lasts',
  'invitation-password',
  'invitation-status',
  'expire-or-delete',
  'open-an-invitation',
  'invitation-will-not-open',
  'windows-invitations',
  'how-connecting-works',
  'connection-not-established',
  'refused',
  'the-question',
  'check-words',
  'control-and-esc',
  'beware-of-strangers',
  'chat',
  'send-files',
  'voice',
  'pause-and-settings',
  'session-ended',
  'networks-and-routers',
  'account-and-event-log',
  'policy',
  'language-and-look',
  'when-something-goes-wrong',
] as const

export type HelpTopic = (typeof helpTopics)[number]

export const isHelpTopic = (name: string): name is HelpTopic => helpTopics.some((topic) => topic === name)

/** When a topic was read last; epoch milliseconds. */
export type TopicVisit = { readonly topic: HelpTopic; readonly at: number }

/**
 * The windows from which a topic can be opened. Not the questions put to the novice: a window that came up beside one would
 * draw the eye from it, and everything needed to answer stands in it.
 */
export const rolesWithHelp: readonly Role[] = ['center', 'invitation', 'novice-session', 'expert-session']
