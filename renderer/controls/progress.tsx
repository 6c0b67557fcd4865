// Renderer. XP's green blocks: filled to a share of the whole, or wandering when nobody knows how long it takes.

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
      <div
        className={percent === null ? 'blocks-bar blocks-wander' : 'blocks-bar'}
        style={percent === null ? {} : { width: `${percent}%` }}
      />
    </div>
  )
}
