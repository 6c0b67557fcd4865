// Domain. The envelope: from the file's text to the attributes of its one UPLOADDATA (INV-2), and nothing fetched or
// expanded on the way (INV-8).

import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { err, ok } from '../../../shared/result.ts'
import type { Result } from '../../../shared/result.ts'
import type { InvitationProblem } from '../../../shared/invitation.ts'

/** Attribute values by lower-case name; `undefined` stands for a name that occurs twice in different spelling. */
export type UploadData = ReadonlyMap<string, string | undefined>

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  // SECURITY: the parser expands nothing; `unescape` below knows the five predefined entities and numbers, no more.
  processEntities: false,
  maxNestedTags: 16,
})

/**
 * Reads `<UPLOADINFO TYPE="Escalated"><UPLOADDATA …/></UPLOADINFO>`. Line breaks in values become blanks and
 * references become characters, as XML 1.0 section 3.3.3 asks. Never throws.
 */
export function parseUploadData(text: string): Result<UploadData, InvitationProblem> {
  // SECURITY: before any parser sees the text, and even inside a comment: no invitation has a reason for these.
  if (/<!\s*(?:DOCTYPE|ENTITY)/i.test(text)) return err({ kind: 'declares-entities' })
  const roots = parseElements(text.trimStart())
  if (roots === undefined) return err({ kind: 'not-xml' })
  const [root, second] = roots
  if (root === undefined || second !== undefined) return err({ kind: 'not-xml' })
  const envelope = readAttributes(root)
  const entries = root.children.filter((element) => element.name === 'UPLOADDATA')
  const [entry, another] = entries
  if (envelope === undefined) return err({ kind: 'not-xml' })
  if (root.name !== 'UPLOADINFO' || envelope.get('type') !== 'Escalated')
    return err({ kind: 'not-an-invitation' })
  if (entry === undefined || another !== undefined) return err({ kind: 'not-an-invitation' })
  const data = readAttributes(entry)
  return data === undefined ? err({ kind: 'not-xml' }) : ok(data)
}

type Element = {
  readonly name: string
  readonly attributes: Readonly<Record<string, unknown>>
  readonly children: readonly Element[]
}

/** The elements at the top; undefined when the text is not well-formed. */
function parseElements(text: string): readonly Element[] | undefined {
  // NUL and halves of surrogate pairs are what a binary file or a wrong encoding leaves behind.
  if (/[\0\p{Cs}]/u.test(text)) return undefined
  // The parser itself repairs what it can, and a repaired invitation is a guess: the validator goes first. Its successor
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

function elementsOf(nodes: unknown): readonly Element[] {
  if (!Array.isArray(nodes)) return []
  return nodes.filter(isRecord).flatMap((node) => {
    const { ':@': attributes, ...rest } = node
    const [name, children] = Object.entries(rest)[0] ?? []
    if (name === undefined || name === '#text') return []
    return [{ name, attributes: isRecord(attributes) ? attributes : {}, children: elementsOf(children) }]
  })
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

/** Undefined when a value is not well-formed. */
function readAttributes(element: Element): UploadData | undefined {
  const values = new Map<string, string | undefined>()
  for (const [prefixed, raw] of Object.entries(element.attributes)) {
    const value = typeof raw === 'string' ? unescape(raw.replace(/\r\n|[\t\r\n]/g, ' ')) : undefined
    if (value === undefined) return undefined
    const name = prefixed.slice(1).toLowerCase()
    values.set(name, values.has(name) ? undefined : value)
  }
  return values
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Undefined for a bare `&` or `<`, an unknown name and a number that is no character. */
function unescape(raw: string): string | undefined {
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
