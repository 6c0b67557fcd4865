// Renderer. XP's green blocks: filled to a share of the whole, or wandering when nobody knows how long it takes.

import { useNow } from './use-now.ts'

type ProgressProps = { readonly label: string; /** 0 to 1; null wanders. */ readonly share: number | null }

export function Progress({ label, share }: ProgressProps) {
  const percent = share === null ? null : Math.round(Math.min(1, Math.max(0, share)) * 100)
  return (
    <div
      className="blocks"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent ?? undefined}
    >
      {percent === null ? <Wandering /> : <div className="blocks-bar" style={{ width: `${percent}%` }} />}
    </div>
  )
}

const STEP_MS = 100
const ROUND_MS = 2200

/** In steps, as XP's did. An animation would have the page painted without end: nothing bounds how often that is (electron/shell/frames.ts). */
function Wandering() {
  const share = (useNow(STEP_MS) % ROUND_MS) / ROUND_MS
  const marginInlineStart = `calc(-60px + ${share} * (100% + 60px))`
  return <div className="blocks-bar blocks-wander" style={{ marginInlineStart }} />
}
