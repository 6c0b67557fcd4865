// Renderer. "Duration: 01 Hours": the two boxes of XP's form, in which no impossible number can be typed.

import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { twoDigits } from '../text/format.ts'
import { counts, units } from './lifetime.ts'
import type { Draft } from './navigation.ts'

type LifetimeFieldsProps = {
  readonly value: Pick<Draft, 'count' | 'unit'>
  readonly onChange: (part: Partial<Draft>) => void
}

export function LifetimeFields({ value, onChange }: LifetimeFieldsProps) {
  const { t } = useTranslation()
  const labelId = useId()
  const unitWords = { minutes: t('invite.minutes'), hours: t('invite.hours'), days: t('invite.days') }
  return (
    <div className="lifetime" role="group" aria-labelledby={labelId}>
      <span id={labelId}>{t('invite.duration')}</span>
      <select
        aria-label={t('invite.count')}
        value={value.count}
        onChange={(event) => onChange({ count: Number(event.target.value) })}
      >
        {counts.map((count) => (
          <option key={count} value={count}>
            {twoDigits(count)}
          </option>
        ))}
      </select>
      <select
        aria-label={t('invite.unit')}
        value={value.unit}
        onChange={(event) => {
          const unit = units.find((known) => known === event.target.value)
          if (unit !== undefined) onChange({ unit })
        }}
      >
        {units.map((unit) => (
          <option key={unit} value={unit}>
            {unitWords[unit]}
          </option>
        ))}
      </select>
    </div>
  )
}
