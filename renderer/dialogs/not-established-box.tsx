// Renderer. The one box for "no address answered" (CON-2); Details lists what became of each address, below the button that was
// pressed, which stays where it is.

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TriedAddress } from '../../shared/ipc/views.ts'
import { Appeared } from '../controls/appeared.tsx'
import { Box } from '../controls/box.tsx'
import { ButtonRow } from '../controls/button-row.tsx'
import { SteadyLabel } from '../controls/steady-label.tsx'
import { MoreHelp } from '../controls/topic-link.tsx'
import { Icon } from '../icons/icon.tsx'
import { addressFailureText } from '../text/errors.ts'
import { oneLine } from '../text/names.ts'
import { addressKindText } from '../text/network.ts'

type NotEstablishedBoxProps = {
  readonly tried: readonly TriedAddress[]
  /** It was opened again for what was tried. */
  readonly startsDetailed: boolean
  readonly onClose: () => void
}

export function NotEstablishedBox({ tried, startsDetailed, onClose }: NotEstablishedBoxProps) {
  const { t } = useTranslation()
  const [detailed, setDetailed] = useState(startsDetailed)
  return (
    <Box title={t('window.assistance')} grows onClose={onClose}>
      <div className="box-message">
        <Icon name="disconnect" size={40} />
        <div>
          <p>{t('connectFailure.noAddress')}</p>
          <MoreHelp topic="connection-not-established" />
        </div>
      </div>
      <ButtonRow>
        <button type="button" aria-expanded={detailed} onClick={() => setDetailed(!detailed)}>
          <SteadyLabel texts={[t('action.details'), t('action.hideDetails')]} shown={detailed ? 1 : 0} />
        </button>
        <button type="button" className="default" onClick={onClose}>
          {t('action.ok')}
        </button>
      </ButtonRow>
      {detailed && (
        <Appeared beginning>
          <div
            className="table-frame box-details"
            tabIndex={0}
            role="region"
            aria-label={t('connectFailure.tried')}
          >
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{t('connectFailure.address')}</th>
                  <th scope="col">{t('connectFailure.result')}</th>
                </tr>
              </thead>
              <tbody>
                {tried.map(({ address, leads, failure }, index) => (
                  <tr key={index}>
                    <td className="wraps">
                      {oneLine(address)}
                      <span className="table-more">{addressKindText(leads, t)}</span>
                    </td>
                    <td>{addressFailureText(failure, t)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </Appeared>
      )}
    </Box>
  )
}
