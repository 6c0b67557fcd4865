// Renderer. "Address of this computer from outside": what makes a port that was forwarded by hand useful.

import { useState, type SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { ButtonRow } from '../controls/button-row.tsx'
import { TextField } from '../controls/field.tsx'
import { Group } from '../controls/group.tsx'
import { send } from '../store/command.ts'
import { oneLine } from '../text/names.ts'

const ADDRESS_LIMIT = 300

/** `address`: the one that is kept; mount it anew when that changes. */
export function OutsideAddress({ address }: { readonly address: string | null }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(address ?? '')
  const [wrong, setWrong] = useState(false)
  const keep = async (wanted: string | null) => {
    const answer = await send('setOutsideAddress', { address: wanted })
    setWrong(answer.ok && !answer.value.ok)
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    void keep(typed.trim() === '' ? null : typed)
  }
  return (
    <Group title={t('outsideAddress.title')}>
      <form className="form" onSubmit={submit} noValidate>
        <p>{t('outsideAddress.text')}</p>
        <TextField
          label={t('outsideAddress.label')}
          value={typed}
          maxLength={ADDRESS_LIMIT}
          onChange={(value) => {
            setTyped(value)
            setWrong(false)
          }}
          error={wrong ? t('outsideAddress.wrong') : undefined}
        />
        <ButtonRow align="start">
          <button type="submit">{t('outsideAddress.save')}</button>
          {address !== null && (
            <button type="button" onClick={() => void keep(null)}>
              {t('outsideAddress.remove')}
            </button>
          )}
        </ButtonRow>
        <p className="quiet" role="status">
          {address === null
            ? t('outsideAddress.none')
            : t('outsideAddress.kept', { address: oneLine(address) })}
        </p>
      </form>
    </Group>
  )
}
