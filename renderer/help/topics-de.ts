// Renderer. The German help topics as they stand in assets/help/de: a file of their own, so that a window loads one language.

export const files: Readonly<Record<string, string>> = import.meta.glob('../../assets/help/de/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
})
