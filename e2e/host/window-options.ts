// Test host: the options of a BrowserWindow that have an effect here, and its first, empty document.

export type WindowOptions<W> = {
  readonly width?: number
  readonly height?: number
  readonly x?: number
  readonly y?: number
  readonly show?: boolean
  readonly title?: string
  readonly frame?: boolean
  readonly focusable?: boolean
  readonly resizable?: boolean
  readonly minWidth?: number
  readonly minHeight?: number
  readonly alwaysOnTop?: boolean
  readonly skipTaskbar?: boolean
  readonly fullscreen?: boolean
  readonly modal?: boolean
  readonly parent?: W
  readonly backgroundColor?: string
  readonly webPreferences?: { readonly preload?: string }
}

export const blank = (title: string, colour: string): string => {
  const safe = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
  return `<!doctype html><meta charset="utf-8"><title>${safe(title)}</title><body style="background:${safe(colour)}">`
}
