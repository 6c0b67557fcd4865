// The list of parts in CycloneDX 1.6 (ECMA-424), JSON.

import { createHash } from 'node:crypto'
import type { Package } from './lock.ts'

export type Product = { readonly name: string; readonly version: string; readonly license: string }

const purlOf = ({ name, version = '' }: Pick<Package, 'name' | 'version'>): string =>
  `pkg:npm/${name.replace('@', '%40')}@${version}`

/** The package that `require(name)` would find from `path`: the nearest folder outwards. */
function resolved(all: ReadonlyMap<string, Package>, path: string, name: string): Package | undefined {
  const found = all.get(`${path === '' ? '' : `${path}/`}node_modules/${name}`)
  if (found !== undefined || path === '') return found
  const outer = path.lastIndexOf('/node_modules/')
  return resolved(all, outer < 0 ? '' : path.slice(0, outer), name)
}

const componentOf = (part: Package) => ({
  type: part.name === 'electron' ? 'framework' : 'library',
  'bom-ref': part.path,
  name: part.name,
  version: part.version,
  scope: part.optional === true ? 'optional' : 'required',
  purl: purlOf(part),
  licenses: [{ license: { id: part.license } }],
  hashes: part.integrity === undefined ? [] : [hashOf(part.integrity)],
})

/** npm writes base64, CycloneDX hexadecimal. */
const hashOf = (integrity: string) => ({
  alg: 'SHA-512',
  content: Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex'),
})

/** The same parts make the same text, number included. */
export function cycloneDx(
  product: Product,
  packages: readonly Package[],
  direct: readonly string[],
): unknown {
  const shipped = packages.filter((part) => part.shipped)
  const byPath = new Map(shipped.map((part) => [part.path, part]))
  const parts = shipped.map(componentOf)
  const refsFrom = (path: string, names: readonly string[]) =>
    names.flatMap((name) => resolved(byPath, path, name)?.path ?? []).sort()
  const needs = (part: Package) =>
    refsFrom(part.path, Object.keys({ ...part.dependencies, ...part.optionalDependencies }))
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${uuidOf(JSON.stringify([product, parts]))}`,
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': product.name,
        name: product.name,
        version: product.version,
        licenses: [{ license: { id: product.license } }],
      },
    },
    components: parts,
    dependencies: [
      { ref: product.name, dependsOn: refsFrom('', [...direct, 'electron']) },
      ...shipped.map((part) => ({ ref: part.path, dependsOn: needs(part) })),
    ],
  }
}

/** RFC 9562, version 8: made from what is in the list. */
function uuidOf(text: string): string {
  const hash = createHash('sha256').update(text).digest()
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80
  return hash.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
