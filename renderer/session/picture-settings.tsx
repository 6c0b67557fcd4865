// Renderer. The expert's settings of the picture: how many colours cross the line, how much of the line they may take, how it
// looks when it is scaled.

import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { colourChoices, lineSpeeds, type Colours, type LineSpeed } from '../../shared/session.ts'
import { tell } from '../store/command.ts'

export type Scaling = 'smooth' | 'sharp'

type PictureSettingsProps = {
  readonly colours: Colours
  readonly speed: LineSpeed
  readonly scaling: Scaling
  readonly onColours: (colours: Colours) => void
  readonly onSpeed: (speed: LineSpeed) => void
  readonly onScaling: (scaling: Scaling) => void
}

export function PictureSettings(props: PictureSettingsProps) {
  const { colours, speed, scaling, onColours, onSpeed, onScaling } = props
  const { t } = useTranslation()
  const id = useId()
  const names: Readonly<Record<Colours, string>> = {
    all: t('settings.allColours'),
    many: t('settings.manyColours'),
    few: t('settings.fewColours'),
  }
  const speeds: Readonly<Record<LineSpeed, string>> = {
    automatic: t('lineSpeed.automatic'),
    '256k': t('lineSpeed.upTo256k'),
    '1m': t('lineSpeed.upTo1m'),
    '10m': t('lineSpeed.upTo10m'),
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
      <label htmlFor={`${id}-speed`}>{t('lineSpeed.label')}</label>
      <select
        id={`${id}-speed`}
        value={speed}
        onChange={({ target }) => {
          const chosen = lineSpeeds.find((choice) => choice === target.value)
          if (chosen !== undefined) onSpeed(chosen)
        }}
      >
        {lineSpeeds.map((choice) => (
          <option key={choice} value={choice}>
            {speeds[choice]}
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
  const [speed, setSpeed] = useState<LineSpeed>('automatic')
  const [scaling, setScaling] = useState<Scaling>('smooth')
  const onColours = (chosen: Colours) => {
    setColours(chosen)
    tell('setColours', { colours: chosen })
  }
  const onSpeed = (chosen: LineSpeed) => {
    setSpeed(chosen)
    tell('setLineSpeed', { speed: chosen })
  }
  return { colours, speed, scaling, onColours, onSpeed, onScaling: setScaling }
}
