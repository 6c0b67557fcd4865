// Renderer. The English help topics as they stand in assets/help/en: a file of their own, so that a window loads one language.

export const files: Readonly<Record<string, string>> = import.meta.glob('../../assets/help/en/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
})
