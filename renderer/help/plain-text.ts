// Renderer. The words of a topic without its Markdown, for the index and for the pieces that results show. Pure.

import { parser, RuleType, type MarkdownToJSX } from 'markdown-to-jsx/react'

/** U+2029, paragraph separator: stands in no topic. */
const END = '\u2029'

/** Paragraphs, headings and list items in one line, none of which reads as a part of the next: "A heading · And its text." */
export const plainText = (markdown: string): string =>
  textOf(parser(markdown, { disableParsingRawHTML: true, disableAutoLink: true }))
    .split(END)
    .map((block) => block.replace(/\s+/gu, ' ').trim())
    .filter((block) => block !== '')
    .map((block, at, all) => (at === all.length - 1 || isSentence(block) ? block : `${block} ·`))
    .join(' ')

const isSentence = (text: string): boolean => /[.!?…:;][”“»"')]*$/u.test(text)

function textOf(nodes: readonly MarkdownToJSX.ASTNode[]): string {
  return nodes
    .map((node) => {
      if ('items' in node) return `${END}${node.items.map(textOf).join(END)}${END}`
      if ('children' in node && node.children) return inBlock(node, textOf(node.children))
      return node.type === RuleType.text || node.type === RuleType.codeInline ? node.text : ' '
    })
    .join('')
}

/** A bold word keeps the comma behind it. */
const inBlock = ({ type }: MarkdownToJSX.ASTNode, text: string): string =>
  type === RuleType.link || type === RuleType.textFormatted ? text : `${END}${text}${END}`
