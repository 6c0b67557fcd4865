// Renderer. The expert's settings of the picture: how many colours cross the line, how much of the line they may take, how it
// looks when it is scaled.

import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { colourChoices, lineSpeeds, type Colours, type LineSpeed } from '../../shared/session.ts'
import { tell } from '../store/command.ts'

const scalings = ['smooth', 'sharp'] as const
export type Scaling = (typeof scalings)[number]

type PictureSettingsProps = {
  readonly colours: Colours
  readonly speed: LineSpeed
  readonly scaling: Scaling
  readonly onColours: (colours: Colours) => void
  readonly onSpeed: (speed: LineSpeed) => void
  readonly onScaling: (scaling: Scaling) => void
}

export function PictureSettings(props: PictureSettingsProps) {
  const { t } = useTranslation()
  const colours: Readonly<Record<Colours, string>> = {
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
  const looks: Readonly<Record<Scaling, string>> = {
    smooth: t('settings.smooth'),
    sharp: t('settings.sharp'),
  }
  return (
    <div className="picture-settings" role="group" aria-label={t('settings.title')}>
      <Setting
        label={t('settings.colours')}
        choices={colourChoices}
        names={colours}
        chosen={props.colours}
        onChoose={props.onColours}
      />
      <Setting
        label={t('lineSpeed.label')}
        choices={lineSpeeds}
        names={speeds}
        chosen={props.speed}
        onChoose={props.onSpeed}
      />
      <Setting
        label={t('settings.scaling')}
        choices={scalings}
        names={looks}
        chosen={props.scaling}
        onChoose={props.onScaling}
      />
    </div>
  )
}

type SettingProps<T extends string> = {
  readonly label: string
  readonly choices: readonly T[]
  readonly names: Readonly<Record<T, string>>
  readonly chosen: T
  readonly onChoose: (choice: T) => void
}

/** A label and its choice, which stay together when the line is too short for all. */
function Setting<T extends string>({ label, choices, names, chosen, onChoose }: SettingProps<T>) {
  const id = useId()
  return (
    <span className="picture-setting">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={chosen}
        onChange={({ target }) => {
          const choice = choices.find((each) => each === target.value)
          if (choice !== undefined) onChoose(choice)
        }}
      >
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {names[choice]}
          </option>
        ))}
      </select>
    </span>
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
