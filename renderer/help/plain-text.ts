// Renderer. The words of a topic without its Markdown, for the index and for the pieces that results show. Pure.

import { parser, RuleType, type MarkdownToJSX } from 'markdown-to-jsx/react'

/** Paragraphs, headings and list items, each followed by a space. */
export const plainText = (markdown: string): string =>
  textOf(parser(markdown, { disableParsingRawHTML: true, disableAutoLink: true }))
    .replace(/\s+/gu, ' ')
    .trim()

function textOf(nodes: readonly MarkdownToJSX.ASTNode[]): string {
  return nodes
    .map((node) => {
      if ('items' in node) return ` ${node.items.map(textOf).join(' ')} `
      if ('children' in node && node.children) return inBlock(node, textOf(node.children))
      return node.type === RuleType.text || node.type === RuleType.codeInline ? node.text : ' '
    })
    .join('')
}

/** Words of two paragraphs do not run into each other; a bold word keeps the comma behind it. */
const inBlock = ({ type }: MarkdownToJSX.ASTNode, text: string): string =>
  type === RuleType.link || type === RuleType.textFormatted ? text : ` ${text} `
