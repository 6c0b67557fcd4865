// Renderer. A small window in the colours of a scheme. It takes them from the scheme itself, so it cannot lie.

import type { Scheme } from '../../shared/appearance.ts'

export const SchemePreview = ({ scheme }: { readonly scheme: Scheme }) => (
  <span className="preview" data-scheme={scheme} aria-hidden="true">
    <span className="preview-title" />
    <span className="preview-band" />
    <span className="preview-body">
      <span className="preview-heading" />
      <span className="preview-text" />
      <span className="preview-text" />
      <span className="preview-button" />
    </span>
  </span>
)
