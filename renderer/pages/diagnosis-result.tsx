// Renderer. The verdicts of a connection test, and beneath them what can be done, most useful first.

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Advice, Diagnosis, Forwarding } from '../../shared/diagnosis.ts'
import { unreachable } from '../../shared/result.ts'
import { Alert, type Tone } from '../controls/alert.tsx'
import { MoreHelp } from '../controls/topic-link.tsx'
import { send } from '../store/command.ts'
import { adviceText, homeText, internetText } from '../text/diagnosis.ts'
import { oneLine } from '../text/names.ts'
import { homeTone, internetTone } from './verdict-tone.ts'

type DiagnosisResultProps = { readonly diagnosis: Diagnosis; readonly invite: () => void }

export function DiagnosisResult({ diagnosis, invite }: DiagnosisResultProps) {
  const { t } = useTranslation()
  return (
    <>
      <Verdicts diagnosis={diagnosis} />
      {diagnosis.kind === 'not-allowed' ? (
        <MoreHelp topic="policy" />
      ) : (
        <section className="advice">
          <h2>{t('connectionTest.advice')}</h2>
          <ul className="steps">
            {diagnosis.advice.map((advice) => (
              <li key={advice.kind}>
                <AdviceItem advice={advice} invite={invite} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function Verdicts({ diagnosis }: { readonly diagnosis: Diagnosis }) {
  const { t } = useTranslation()
  switch (diagnosis.kind) {
    case 'no-network':
      return <Verdict tone="error" lines={[t('connectionTest.noNetwork')]} />
    case 'not-allowed':
      return <Verdict tone="warning" lines={[t('policy.untestable')]} />
    case 'no-invitation':
      return <Verdict tone="info" lines={[t('connectionTest.noInvitation')]} />
    case 'cannot-listen':
      return <Verdict tone="error" lines={[t('connectionTest.cannotListen')]} />
    case 'listening': {
      const { home, internet, ipv6 } = diagnosis
      const six = ipv6 === null ? [] : [t('connectionTest.ipv6', { at: oneLine(ipv6) })]
      return (
        <>
          <Verdict tone={homeTone(home)} title={t('connectionTest.home')} lines={homeText(home, t)} />
          <Verdict
            tone={home.kind === 'silent' ? 'error' : internetTone(internet)}
            title={t('connectionTest.internet')}
            lines={[internetText(internet, t), ...six]}
          />
        </>
      )
    }
    default:
      return unreachable(diagnosis)
  }
}

type VerdictProps = { readonly tone: Tone; readonly title?: string; readonly lines: readonly string[] }

const Verdict = ({ tone, title, lines }: VerdictProps) => (
  <Alert tone={tone}>
    {title !== undefined && <h2>{title}</h2>}
    {lines.map((line) => (
      <p key={line}>{line}</p>
    ))}
  </Alert>
)

function AdviceItem({ advice, invite }: { readonly advice: Advice; readonly invite: () => void }) {
  const { t } = useTranslation()
  return (
    <>
      <p>{adviceText(advice, t)}</p>
      {advice.kind === 'forward' && <CopyNumbers {...advice} />}
      {advice.kind === 'invite' && (
        <button type="button" onClick={invite}>
          {t('assistance.invite')}
        </button>
      )}
    </>
  )
}

/** What a router's settings page asks for, to paste into a message to whoever knows that page. */
function CopyNumbers({ outer, host, port }: Forwarding) {
  const { t } = useTranslation()
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    const text = t('connectionTest.numbers', { outer: String(outer), host, port: String(port) })
    const answer = await send('copyText', { text })
    setCopied(answer.ok)
  }
  return (
    <div className="tested">
      <button type="button" onClick={() => void copy()}>
        {t('connectionTest.copy')}
      </button>
      <span className="quiet" role="status">
        {copied ? t('connectionTest.copied') : ''}
      </span>
    </div>
  )
}
