// Renderer, session. Which microphone and which loudspeaker; there to be opened when there is a choice.

import { useEffect, useId, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useIntoView } from '../../controls/use-into-view.ts'
import { oneLine } from '../../text/names.ts'

/** Kept up to date: a headset may be plugged in during the call. */
export function useDevices(): readonly MediaDeviceInfo[] {
  const [devices, setDevices] = useState<readonly MediaDeviceInfo[]>([])
  useEffect(() => {
    let gone = false
    const look = () =>
      void navigator.mediaDevices.enumerateDevices().then(
        (found) => gone || setDevices(found),
        () => undefined,
      )
    look()
    navigator.mediaDevices.addEventListener('devicechange', look)
    return () => {
      gone = true
      navigator.mediaDevices.removeEventListener('devicechange', look)
    }
  }, [])
  return devices
}

type SoundDevicesProps = { readonly shown: boolean; readonly children: ReactNode }

/** Closed to begin with: the chat needs the room, and most people have nothing to choose. */
export function SoundDevices({ shown, children }: SoundDevicesProps) {
  const { t } = useTranslation()
  const id = useId()
  const [open, setOpen] = useState(false)
  const choices = useIntoView<HTMLDivElement>(open || null)
  if (!shown) return null
  return (
    <>
      <button
        type="button"
        className="link voice-more"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        {t('soundDevices.title')}
      </button>
      {/* Hidden, not removed: a device that was chosen stays the chosen one. */}
      <div ref={choices} id={id} className="voice-devices" hidden={!open}>
        {children}
      </div>
    </>
  )
}

type DeviceChoiceProps = {
  readonly label: string
  readonly devices: readonly MediaDeviceInfo[]
  /** Rejects when the device cannot be used. */
  readonly choose: (deviceId: string) => Promise<void>
  readonly onFailed: () => void
}

export function DeviceChoice({ label, devices, choose, onFailed }: DeviceChoiceProps) {
  const { t } = useTranslation()
  const id = useId()
  const [chosen, setChosen] = useState<string>()
  if (devices.length < 2) return null
  const change = (deviceId: string) => {
    choose(deviceId).then(() => setChosen(deviceId), onFailed)
  }
  return (
    <div className="voice-device">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={chosen ?? devices[0]?.deviceId} onChange={(event) => change(event.target.value)}>
        {devices.map((device, index) => (
          <option key={device.deviceId} value={device.deviceId}>
            {oneLine(device.label) || t('voice.device', { number: String(index + 1) })}
          </option>
        ))}
      </select>
    </div>
  )
}
