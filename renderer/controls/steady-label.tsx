// Renderer. A button's label that changes, in a button that does not: its neighbours would move under the pointer.

type SteadyLabelProps = {
  /** All that it may say, each once. */
  readonly texts: readonly string[]
  /** Which of them it says. */
  readonly shown: number
}

/** As wide as the widest of them; only the one that is shown is read out. */
export const SteadyLabel = ({ texts, shown }: SteadyLabelProps) => (
  <span className="steady-label">
    {texts.map((text, index) => (
      <span key={text} className={index === shown ? undefined : 'steady-hidden'}>
        {text}
      </span>
    ))}
  </span>
)
