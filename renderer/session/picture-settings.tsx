// Renderer. The expert's settings of the picture: how many colours cross the line, how it looks when it is scaled.

import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { colourChoices, type Colours } from '../../shared/session.ts'
import { tell } from '../store/command.ts'

export type Scaling = 'smooth' | 'sharp'

type PictureSettingsProps = {
  readonly colours: Colours
  readonly scaling: Scaling
  readonly onColours: (colours: Colours) => void
  readonly onScaling: (scaling: Scaling) => void
}

export function PictureSettings({ colours, scaling, onColours, onScaling }: PictureSettingsProps) {
  const { t } = useTranslation()
  const id = useId()
  const names: Readonly<Record<Colours, string>> = {
    all: t('settings.allColours'),
    many: t('settings.manyColours'),
    few: t('settings.fewColours'),
  }
  return (
    <div className="picture-settings" role="group" aria-label={t('settings.title')}>
      <label htmlFor={`${id}-colours`}>{t('settings.colours')}</label>
      <select
        id={`${id}-colours`}
        value={colours}
        onChange={({ target }) => {
          const chosen = colourChoices.find((choice) => choice === target.value)
          if (chosen !== undefined) onColours(chosen)
        }}
      >
        {colourChoices.map((choice) => (
          <option key={choice} value={choice}>
            {names[choice]}
          </option>
        ))}
      </select>
      <label htmlFor={`${id}-scaling`}>{t('settings.scaling')}</label>
      <select
        id={`${id}-scaling`}
        value={scaling}
        onChange={({ target }) => onScaling(target.value === 'sharp' ? 'sharp' : 'smooth')}
      >
        <option value="smooth">{t('settings.smooth')}</option>
        <option value="sharp">{t('settings.sharp')}</option>
      </select>
    </div>
  )
}

/** What was chosen, for as long as the window is open. */
export function usePictureSettings(): PictureSettingsProps {
  const [colours, setColours] = useState<Colours>('all')
  const [scaling, setScaling] = useState<Scaling>('smooth')
  const onColours = (chosen: Colours) => {
    setColours(chosen)
    tell('setColours', { colours: chosen })
  }
  return { colours, scaling, onColours, onScaling: setScaling }
}
