// Domain. The envelope: from the file's text to the attributes of its one UPLOADDATA (INV-2), and nothing fetched or
// expanded on the way (INV-8).

import { err, ok } from '../../../shared/result.ts'
import type { Result } from '../../../shared/result.ts'
import type { InvitationProblem } from '../../../shared/invitation.ts'
import { declaresEntities, parseElements, unescapeXml } from '../xml/elements.ts'
import type { XmlElement } from '../xml/elements.ts'

/** Attribute values by lower-case name; `undefined` stands for a name that occurs twice in different spelling. */
export type UploadData = ReadonlyMap<string, string | undefined>

/**
 * Reads `<UPLOADINFO TYPE="Escalated"><UPLOADDATA …/></UPLOADINFO>`. Line breaks in values become blanks and
 * references become characters, as XML 1.0 section 3.3.3 asks. Never throws.
 */
export function parseUploadData(text: string): Result<UploadData, InvitationProblem> {
  if (declaresEntities(text)) return err({ kind: 'declares-entities' })
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

/** Undefined when a value is not well-formed. */
function readAttributes(element: XmlElement): UploadData | undefined {
  const values = new Map<string, string | undefined>()
  for (const [prefixed, raw] of Object.entries(element.attributes)) {
    const value = typeof raw === 'string' ? unescapeXml(raw.replace(/\r\n|[\t\r\n]/g, ' ')) : undefined
    if (value === undefined) return undefined
    const name = prefixed.slice(1).toLowerCase()
    values.set(name, values.has(name) ? undefined : value)
  }
  return values
}
