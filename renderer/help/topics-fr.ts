// Renderer. The French help topics as they stand in assets/help/fr: a file of their own, so that a window loads one language.

export const files: Readonly<Record<string, string>> = import.meta.glob('../../assets/help/fr/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
})
