// Renderer. Options: the two switches of System Properties, Remote. They narrow a policy and never widen it (POL-2).

import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { CenterView } from '../../shared/ipc/views.ts'
import { MoreHelp } from '../controls/topic-link.tsx'
import { tell } from '../store/command.ts'

type OwnSwitchesProps = Pick<CenterView, 'ownSwitches' | 'permission'>

export function OwnSwitches({ ownSwitches, permission }: OwnSwitchesProps) {
  const { t } = useTranslation()
  const helpDecided = permission.getHelp === 'policy'
  const controlDecided = permission.fullControl === 'policy'
  return (
    <>
      <Switch
        label={t('policy.switchHelp')}
        on={ownSwitches.allowToGetHelp && !helpDecided}
        decided={helpDecided}
        change={(allowToGetHelp) => tell('setOwnSwitches', { ...ownSwitches, allowToGetHelp })}
      />
      <Switch
        label={t('policy.switchControl')}
        on={ownSwitches.allowFullControl && !controlDecided}
        decided={controlDecided}
        change={(allowFullControl) => tell('setOwnSwitches', { ...ownSwitches, allowFullControl })}
      />
      <MoreHelp topic="policy" />
    </>
  )
}

type SwitchProps = {
  readonly label: string
  readonly on: boolean
  /** An administrator does not allow it, whatever this person wants. */
  readonly decided: boolean
  readonly change: (on: boolean) => void
}

function Switch({ label, on, decided, change }: SwitchProps) {
  const { t } = useTranslation()
  const id = useId()
  return (
    <div className="field">
      <label className="check">
        <input
          type="checkbox"
          checked={on}
          disabled={decided}
          aria-describedby={decided ? id : undefined}
          onChange={({ target }) => change(target.checked)}
        />
        <span>{label}</span>
      </label>
      {decided && (
        <p className="quiet" id={id}>
          {t('policy.decided')}
        </p>
      )}
    </div>
  )
}
