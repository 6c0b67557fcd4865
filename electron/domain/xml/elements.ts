// Domain. XML from strangers: checked, read into plain elements, and nothing declared, expanded or fetched on the way.

import { XMLParser, XMLValidator } from 'fast-xml-parser'

export type XmlElement = {
  /** As it is spelt, with its prefix. */
  readonly name: string
  /** Names begin with `@`, values are as they stand in the text: `unescapeXml` reads them. */
  readonly attributes: Readonly<Record<string, unknown>>
  readonly children: readonly XmlElement[]
  /** What stands directly in it, as it is in the text. */
  readonly text: string
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  // SECURITY: the parser expands nothing; `unescapeXml` knows the five predefined entities and numbers, no more.
  processEntities: false,
  maxNestedTags: 16,
})

/** SECURITY: asked before any parser sees the text, and true even for a comment: no text of ours has a reason for these. */
export const declaresEntities = (text: string): boolean => /<!\s*(?:DOCTYPE|ENTITY)/i.test(text)

/** The elements at the top; undefined when the text is not well-formed. The caller bounds its length. Never throws. */
export function parseElements(text: string): readonly XmlElement[] | undefined {
  // NUL and halves of surrogate pairs are what a binary file or a wrong encoding leaves behind.
  if (/[\0\p{Cs}]/u.test(text)) return undefined
  // The parser itself repairs what it can, and a repaired text is a guess: the validator goes first. Its successor
  // is a package of its own with the same code.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  if (XMLValidator.validate(text) !== true) return undefined
  try {
    return elementsOf(parser.parse(text))
  } catch {
    // The parser refuses some names and too deep a nest by throwing.
    return undefined
  }
}

function elementsOf(nodes: unknown): readonly XmlElement[] {
  if (!Array.isArray(nodes)) return []
  return nodes.filter(isRecord).flatMap((node) => {
    const { ':@': attributes, ...rest } = node
    const [name, children] = Object.entries(rest)[0] ?? []
    if (name === undefined || name === '#text') return []
    return [
      {
        name,
        attributes: isRecord(attributes) ? attributes : {},
        children: elementsOf(children),
        text: textIn(children),
      },
    ]
  })
}

function textIn(nodes: unknown): string {
  if (!Array.isArray(nodes)) return ''
  return nodes
    .filter(isRecord)
    .map((node) => (typeof node['#text'] === 'string' ? node['#text'] : ''))
    .join('')
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** References become characters. Undefined for a bare `&` or `<`, an unknown name and a number that is no character. */
export function unescapeXml(raw: string): string | undefined {
  let sound = !/<|&(?!#\d{1,7};|#x[\da-f]{1,6};|(?:amp|lt|gt|quot|apos);)/i.test(raw)
  const value = raw.replace(/&(#x?)?(\w+);/gi, (_, number: string | undefined, body: string) => {
    if (number === undefined) {
      sound &&= Object.hasOwn(named, body)
      return named[body] ?? ''
    }
    const code = parseInt(body, number.length === 2 ? 16 : 10)
    const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
    sound &&= isCharacter
    return isCharacter ? String.fromCodePoint(code) : ''
  })
  return sound ? value : undefined
}
