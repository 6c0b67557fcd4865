// Renderer. What helps somebody else to find the cause of a trouble, as lines of text.
// SECURITY: addresses and states only; no name of an invitation, no file, no key, no password stands in it.

import type { TFunction } from 'i18next'
import type { CenterView } from '../../shared/ipc/views.ts'
import { exactTime } from '../text/format.ts'
import { eventText } from '../text/events.ts'
import { oneLine } from '../text/names.ts'
import { mappingText } from '../text/network.ts'
import { statusText } from './ticket-words.ts'

const LATEST_EVENTS = 30

/** `now`: epoch milliseconds; `browser`: the engine's own description of itself. */
export function diagnostics(view: CenterView, now: number, browser: string, t: TFunction): string {
  const { about, account, addresses, listeningPort, mapping, tickets, events } = view
  const line = (label: string, value: string) => `${label} ${value}`
  return [
    t('window.center'),
    line(t('support.time'), new Date(now).toISOString()),
    line(t('support.version'), about.version),
    line(t('support.system'), about.system),
    line(t('support.engine'), browser),
    line(t('tools.capture'), view.capture),
    line(t('tools.state'), account.enabled ? t('tools.enabled') : t('tools.disabled')),
    line(t('tools.listening'), listeningPort === null ? t('tools.notListening') : String(listeningPort)),
    line(t('tools.addresses'), addresses.map(plain).join(', ')),
    line(t('tools.mappings'), mappingText(mapping, false, t).map(plain).join('; ')),
    line(t('support.invitations'), tickets.map(({ status }) => statusText(status, t)).join(', ') || '0'),
    '',
    t('tools.events'),
    ...events.slice(0, LATEST_EVENTS).map(({ at, kind }) => `${exactTime(at)}  ${eventText(kind, t)}`),
  ]
    .map((text) => text.trimEnd())
    .join('\n')
}

/** Without the marks that keep its direction on a page. */
const plain = (text: string): string => oneLine(text).slice(1, -1)
