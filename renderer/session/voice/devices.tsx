// Renderer, session. Which microphone and which loudspeaker; shown when there is a choice.

import { useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
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
