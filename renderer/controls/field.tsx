// Renderer. One labelled text box, with its error said to screen readers as well; where an error appears, it can be mended at once.

import { useEffect, useId, useRef, type ComponentProps } from 'react'
import { useIntoView } from './use-into-view.ts'

type TextFieldProps = Omit<ComponentProps<'input'>, 'id' | 'type' | 'value' | 'onChange'> & {
  readonly label: string
  readonly type?: 'text' | 'password'
  readonly value: string
  readonly onChange: (value: string) => void
  readonly error?: string | undefined
  /** Stands beneath while it is shown; its place is kept when it is not. */
  readonly note?: { readonly text: string; readonly shown: boolean }
}

export function TextField({ label, type = 'text', value, onChange, error, note, ...rest }: TextFieldProps) {
  const id = useId()
  const errorId = `${id}-error`
  const noteId = `${id}-note`
  const field = useIntoView<HTMLDivElement>(error ?? null)
  const input = useRef<HTMLInputElement>(null)
  const wrong = error !== undefined
  useEffect(() => {
    if (wrong) input.current?.focus()
  }, [wrong])
  const describedBy = wrong ? errorId : note?.shown === true ? noteId : undefined
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
        aria-describedby={describedBy}
        onChange={(event) => onChange(event.target.value)}
        {...rest}
      />
      {wrong && (
        <p className="field-error" id={errorId} role="alert">
          {error}
        </p>
      )}
      {note !== undefined && (
        <p className={note.shown && !wrong ? 'quiet' : 'quiet steady-hidden'} id={noteId}>
          {note.text}
        </p>
      )}
    </div>
  )
}
