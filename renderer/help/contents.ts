// Renderer. "Pick a Help topic": the groups of topics, in the order of assets/help/contents.json.

import type { TFunction } from 'i18next'
import contents from '../../assets/help/contents.json' with { type: 'json' }
import { isHelpTopic, type HelpTopic } from '../../shared/help-topics.ts'
import { unreachable } from '../../shared/result.ts'
import type { IconName } from '../icons/icon.tsx'

export const groupIds = ['start', 'invite', 'help', 'session', 'trouble', 'computer'] as const
export type GroupId = (typeof groupIds)[number]

export type TopicGroup = { readonly id: GroupId; readonly topics: readonly HelpTopic[] }

export const groups: readonly TopicGroup[] = contents.flatMap(({ id, topics }) => {
  const known = groupIds.find((group) => group === id)
  return known === undefined ? [] : [{ id: known, topics: topics.filter(isHelpTopic) }]
})

export const groupOf = (topic: HelpTopic): GroupId =>
  groups.find(({ topics }) => topics.includes(topic))?.id ?? 'start'

export const topicsOf = (group: GroupId): readonly HelpTopic[] =>
  groups.find(({ id }) => id === group)?.topics ?? []

type GroupWords = { readonly title: string; readonly text: string; readonly icon: IconName }

export function groupWords(group: GroupId, t: TFunction): GroupWords {
  switch (group) {
    case 'start':
      return { title: t('group.start'), text: t('group.startText'), icon: 'mark' }
    case 'invite':
      return { title: t('group.invite'), text: t('group.inviteText'), icon: 'invite' }
    case 'help':
      return { title: t('group.help'), text: t('group.helpText'), icon: 'open' }
    case 'session':
      return { title: t('group.session'), text: t('group.sessionText'), icon: 'screen' }
    case 'trouble':
      return { title: t('group.trouble'), text: t('group.troubleText'), icon: 'warning' }
    case 'computer':
      return { title: t('group.computer'), text: t('group.computerText'), icon: 'tools' }
    default:
      return unreachable(group)
  }
}
