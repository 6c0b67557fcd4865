// What is shipped, read from the lock file: every package that the program needs when it runs, and Electron around it.

import { z } from 'zod'

const entry = z.object({
  version: z.string().optional(),
  resolved: z.string().optional(),
  integrity: z.string().optional(),
  license: z.string().optional(),
  dev: z.boolean().optional(),
  /** Only where something else, which is installed anyway, would like it. */
  devOptional: z.boolean().optional(),
  optional: z.boolean().optional(),
  hasInstallScript: z.boolean().optional(),
  dependencies: z.record(z.string(), z.string()).optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
})

const lockFile = z.object({ lockfileVersion: z.literal(3), packages: z.record(z.string(), entry) })

export type Package = Readonly<z.output<typeof entry>> & {
  /** Where it lies, `node_modules/a/node_modules/b`. */
  readonly path: string
  readonly name: string
  readonly shipped: boolean
}

/** Nobody's dependency, but what everything runs in. */
const SHIPPED_TOOLS: ReadonlySet<string> = new Set(['node_modules/electron'])

/** Throws on a lock file of another kind. */
export function packagesIn(text: string): readonly Package[] {
  const { packages } = lockFile.parse(JSON.parse(text))
  return Object.entries(packages)
    .filter(([path]) => path !== '')
    .map(([path, each]) => ({
      ...each,
      path,
      name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
      shipped: SHIPPED_TOOLS.has(path) || !(each.dev ?? each.devOptional ?? false),
    }))
}

/** Licences under which this program may be given on with them. */
export const ALLOWED_LICENCES: ReadonlySet<string> = new Set([
  'MIT',
  '0BSD',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  // noVNC: file by file, and its files stay what they are.
  'MPL-2.0',
])

/** What is wrong with how a package is named in the lock file; empty when nothing is. */
export function faultsOf({
  name,
  version,
  resolved,
  integrity,
  license,
  shipped,
}: Package): readonly string[] {
  const faults = [
    !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version ?? '') && 'no exact version',
    !/^sha512-[\w+/]{86}==$/.test(integrity ?? '') && 'no SHA-512',
    resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/') && `comes from ${resolved}`,
    shipped && !ALLOWED_LICENCES.has(license ?? '') && `its licence is ${license ?? 'not named'}`,
  ]
  return faults.flatMap((fault) => (fault === false ? [] : [`${name}: ${fault}`]))
}
