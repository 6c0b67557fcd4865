// Test host: the markup of a dialog. It has no policy of its own, so its script may stand inside.

export type DialogPage = {
  readonly title: string
  readonly message?: string
  readonly detail?: string
  /** Present: a field for a path, with this text in it. */
  readonly path?: string
  readonly checkbox?: string
  readonly buttons: readonly string[]
  readonly defaultId: number
  readonly cancelId: number
}

const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

export function dialogPage(page: DialogPage, answerTo: string): string {
  const buttons = page.buttons.map(
    (label, index) =>
      `<button type="${index === page.defaultId ? 'submit' : 'button'}" data-index="${index}">${escape(label)}</button>`,
  )
  const field =
    page.path === undefined
      ? ''
      : `<label>File name <input name="path" value="${escape(page.path)}" autofocus spellcheck="false"></label>`
  const checkbox =
    page.checkbox === undefined
      ? ''
      : `<label class="check"><input type="checkbox" name="checked">${escape(page.checkbox)}</label>`
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escape(page.title)}</title>
<style>
  body { font: 13px 'DejaVu Sans', sans-serif; margin: 16px; background: #f2f2f2; }
  form { display: flex; flex-direction: column; gap: 12px; }
  p { margin: 0; white-space: pre-wrap; }
  input[name=path] { box-sizing: border-box; width: 100%; margin-top: 6px; padding: 4px; font: inherit; }
  div { display: flex; gap: 8px; justify-content: flex-end; }
  button { min-width: 80px; padding: 4px 10px; font: inherit; }
</style>
<form>${page.message ? `<p><b>${escape(page.message)}</b></p>` : ''}${page.detail ? `<p>${escape(page.detail)}</p>` : ''}
${field}${checkbox}<div>${buttons.join('')}</div></form>
<script>
  const form = document.querySelector('form')
  const answer = (button) => fetch(${JSON.stringify(answerTo)}, { method: 'POST', body: JSON.stringify({
    button, path: form.elements.path?.value ?? '', checked: form.elements.checked?.checked ?? false }) })
  form.addEventListener('submit', (event) => { event.preventDefault(); answer(${page.defaultId}) })
  for (const button of form.querySelectorAll('button[type=button]')) button.addEventListener('click', () => answer(Number(button.dataset.index)))
  addEventListener('keydown', (event) => { if (event.key === 'Escape') answer(${page.cancelId}) })
  ;(form.elements.path ?? form.querySelector('button[type=submit]')).focus()
  form.elements.path?.select()
</script>`
}
