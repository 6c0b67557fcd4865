// Renderer. Tools: what an administrator has decided, where it stands, and what follows from it (POL-1, POL-2).

import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { CenterView } from '../../shared/ipc/views.ts'
import type { Policy, PolicyValues } from '../../shared/policy.ts'
import { unreachable } from '../../shared/result.ts'
import { Alert } from '../controls/alert.tsx'
import { Fact, Facts } from '../controls/facts.tsx'
import { Group } from '../controls/group.tsx'
import { MoreHelp } from '../controls/topic-link.tsx'
import { duration } from '../text/format.ts'
import { oneLine } from '../text/names.ts'
import { problemOfPolicy, verdictText } from '../text/policy.ts'
import { longest, unitNames } from './lifetime.ts'

type PolicyGroupProps = Pick<CenterView, 'policy' | 'permission'>

export function PolicyGroup({ policy, permission }: PolicyGroupProps) {
  const { t } = useTranslation()
  const limit = longest(permission.maximumMinutes)
  const others = policy.kind === 'in-force' ? withoutEffect(policy.values, t) : []
  return (
    <Group title={t('tools.policy')}>
      <State policy={policy} />
      <Facts>
        <Fact label={t('policy.location')}>
          <span className="path">{oneLine(policy.source)}</span>
        </Fact>
        <Fact label={t('policy.help')}>{verdictText(permission.getHelp, t)}</Fact>
        <Fact label={t('policy.control')}>{verdictText(permission.fullControl, t)}</Fact>
        {permission.getHelp === 'allowed' && (
          <Fact label={t('tools.longest')}>{duration(limit.count, unitNames[limit.unit])}</Fact>
        )}
        {others.map(({ label, value }) => (
          <Fact key={label} label={label}>
            {value}
          </Fact>
        ))}
      </Facts>
      {others.length > 0 && <p className="quiet">{t('policy.unused')}</p>}
      <MoreHelp topic="policy" />
    </Group>
  )
}

function State({ policy }: { readonly policy: Policy }) {
  const { t } = useTranslation()
  switch (policy.kind) {
    case 'not-set':
      return <p>{t('policy.notSet')}</p>
    case 'in-force':
      return <p>{t('policy.inForce')}</p>
    case 'broken':
      return (
        <Alert tone="error" live={false}>
          <p>{t('policy.broken')}</p>
          <p>{problemOfPolicy(policy.problem, t)}</p>
        </Alert>
      )
    default:
      return unreachable(policy)
  }
}

type Said = { readonly label: string; readonly value: string }

/** What the administrator has set for parts of Remote Assistance that this version does not have. */
function withoutEffect(values: PolicyValues, t: TFunction): readonly Said[] {
  const yesOrNo = (value: boolean) => (value ? t('policy.allowed') : t('policy.notAllowed'))
  const { useMailto, allowUnsolicited, allowUnsolicitedFullControl, unsolicitedHelpers, logging } = values
  const said: readonly { readonly label: string; readonly value: string | null }[] = [
    {
      label: t('policy.mail'),
      value: useMailto === null ? null : useMailto ? t('policy.mailto') : t('policy.mapi'),
    },
    { label: t('policy.offers'), value: allowUnsolicited === null ? null : yesOrNo(allowUnsolicited) },
    {
      label: t('policy.offersControl'),
      value: allowUnsolicitedFullControl === null ? null : yesOrNo(allowUnsolicitedFullControl),
    },
    {
      label: t('policy.helpers'),
      value:
        unsolicitedHelpers === null ? null : unsolicitedHelpers.map(oneLine).join(', ') || t('policy.nobody'),
    },
    {
      label: t('policy.logging'),
      value: logging === null ? null : logging ? t('policy.on') : t('policy.off'),
    },
  ]
  return said.flatMap(({ label, value }) => (value === null ? [] : [{ label, value }]))
}
