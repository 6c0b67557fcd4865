// Renderer. A button's label that changes, in a button that does not: its neighbours would move under the pointer.

type SteadyLabelProps = { readonly texts: readonly [string, string]; readonly shown: 0 | 1 }

/** As wide as the wider of the two; only the one that is shown is read out. */
export const SteadyLabel = ({ texts, shown }: SteadyLabelProps) => (
  <span className="steady-label">
    {texts.map((text, index) => (
      <span key={text} className={index === shown ? undefined : 'steady-hidden'}>
        {text}
      </span>
    ))}
  </span>
)
