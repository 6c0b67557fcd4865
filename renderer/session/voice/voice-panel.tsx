// Renderer, session. Talking: the question, the waiting, and the strip while two people talk.

import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { VoiceState } from '../../../shared/voice.ts'
import { Appeared } from '../../controls/appeared.tsx'
import { Icon } from '../../icons/icon.tsx'
import { tell } from '../../store/command.ts'
import { DeviceChoice, SoundDevices, useDevices } from './devices.tsx'
import { measureLevel } from './level.ts'
import { useCall } from './use-call.ts'
import { VoiceQuestion } from './voice-question.tsx'

type VoicePanelProps = {
  readonly voice: VoiceState
  /** The other person's, ready to show. */
  readonly name: string
  /** The novice's page offers the connection. */
  readonly side: 'novice' | 'expert'
}

export function VoicePanel({ voice, name, side }: VoicePanelProps) {
  const { t } = useTranslation()
  switch (voice.kind) {
    case 'off':
      return null
    case 'asked':
      return <VoiceQuestion name={name} />
    case 'asking':
      return (
        <section className="voice" aria-label={t('voice.panel')}>
          <p role="status">{t('voice.waiting', { name })}</p>
          <button type="button" onClick={() => tell('stopTalking', undefined)}>
            {t('action.cancel')}
          </button>
        </section>
      )
    case 'talking':
      return <Talking key={voice.call} number={voice.call} name={name} offering={side === 'novice'} />
  }
}

type TalkingProps = { readonly number: number; readonly name: string; readonly offering: boolean }

function Talking({ number, name, offering }: TalkingProps) {
  const { t } = useTranslation()
  const { connected, own, other, call } = useCall(number, offering)
  const [muted, setMuted] = useState(false)
  const [failed, setFailed] = useState(false)
  const devices = useDevices()
  const of = (kind: MediaDeviceKind) =>
    devices.filter((device) => device.kind === kind && device.deviceId !== '')
  const [microphones, speakers] = [of('audioinput'), of('audiooutput')]
  const mute = () => {
    call.current?.mute(!muted)
    setMuted(!muted)
  }
  const withCall = (act: (current: NonNullable<typeof call.current>) => Promise<void>) => {
    setFailed(false)
    return call.current === null ? Promise.reject(new Error('the call is over')) : act(call.current)
  }
  return (
    <section className="voice" aria-label={t('voice.panel')}>
      <p role="status">
        {connected ? (muted ? t('voice.muted') : t('voice.talking', { name })) : t('voice.connecting')}
      </p>
      <button type="button" className="button-icon" aria-pressed={muted} onClick={mute}>
        <Icon name={muted ? 'mute' : 'talk'} size={20} />
        {t('voice.mute')}
      </button>
      <div className="voice-levels">
        <Level label={t('voice.own')} stream={muted ? null : own} />
        <Level label={name} stream={other} />
      </div>
      <SoundDevices shown={microphones.length > 1 || speakers.length > 1}>
        <DeviceChoice
          label={t('voice.microphone')}
          devices={microphones}
          choose={(id) => withCall((current) => current.useMicrophone(id))}
          onFailed={() => setFailed(true)}
        />
        <DeviceChoice
          label={t('voice.speaker')}
          devices={speakers}
          choose={(id) => withCall((current) => current.useSpeaker(id))}
          onFailed={() => setFailed(true)}
        />
        {failed && (
          <Appeared>
            <p role="alert">{t('voice.deviceFailed')}</p>
          </Appeared>
        )}
      </SoundDevices>
    </section>
  )
}

function Level({ label, stream }: { readonly label: string; readonly stream: MediaStream | null }) {
  const meter = useRef<HTMLMeterElement>(null)
  useEffect(() => {
    if (stream === null) {
      if (meter.current !== null) meter.current.value = 0
      return undefined
    }
    // Ten times a second, past React: nothing else changes with it.
    return measureLevel(stream, (level) => {
      if (meter.current !== null) meter.current.value = level
    })
  }, [stream])
  return (
    <label className="voice-level">
      <span>{label}</span>
      <meter ref={meter} min={0} max={1} />
    </label>
  )
}
