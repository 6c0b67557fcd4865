// Renderer. One labelled text box, with its error said to screen readers as well; where an error appears, it can be mended at once.

import { useEffect, useId, useRef, type ComponentProps } from 'react'
import { useIntoView } from './use-into-view.ts'

type TextFieldProps = Omit<ComponentProps<'input'>, 'id' | 'type' | 'value' | 'onChange'> & {
  readonly label: string
  readonly type?: 'text' | 'password'
  readonly value: string
  readonly onChange: (value: string) => void
  readonly error?: string | undefined
}

export function TextField({ label, type = 'text', value, onChange, error, ...rest }: TextFieldProps) {
  const id = useId()
  const errorId = `${id}-error`
  const field = useIntoView<HTMLDivElement>(error ?? null)
  const input = useRef<HTMLInputElement>(null)
  const wrong = error !== undefined
  useEffect(() => {
    if (wrong) input.current?.focus()
  }, [wrong])
  return (
    <div ref={field} className="field">
      <label htmlFor={id}>{label}</label>
      <input
        ref={input}
        id={id}
        type={type}
        value={value}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={wrong}
        aria-describedby={wrong ? errorId : undefined}
        onChange={(event) => onChange(event.target.value)}
        {...rest}
      />
      {wrong && (
        <p className="field-error" id={errorId} role="alert">
          {error}
        </p>
      )}
    </div>
  )
}
