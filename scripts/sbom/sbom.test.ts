// The parts of the program: all pinned to one content, all under licences that allow what we do, all in the list.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { cycloneDx } from './cyclone-dx.ts'
import { faultsOf, packagesIn, type Package } from './lock.ts'

const root = join(import.meta.dirname, '..', '..')
const read = (name: string) => readFileSync(join(root, name), 'utf8')
const versions = z.record(z.string(), z.string())
const manifest = z
  .object({
    dependencies: versions,
    devDependencies: versions,
    allowScripts: z.record(z.string(), z.boolean()),
  })
  .parse(JSON.parse(read('package.json')))
const packages = packagesIn(read('package-lock.json'))

describe('the dependencies', () => {
  it('are pinned: one version and one content each, from npm’s registry, under a licence we may use', () => {
    expect(packages.flatMap(faultsOf)).toEqual([])
    const ranges = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
    )
    expect(ranges).toEqual([])
  })

  it('run no script at their installation but those that are named', () => {
    const own = packages.filter(({ hasInstallScript, shipped }) => hasInstallScript === true && shipped)
    expect(own.map(({ name }) => name).filter((name) => manifest.allowScripts[name] !== true)).toEqual([])
  })

  it.each<readonly [Partial<Package>, string]>([
    [{ version: '^1.0.0' }, 'a: no exact version'],
    [{ integrity: 'sha1-abc' }, 'a: no SHA-512'],
    [{ resolved: 'git+ssh://git@example.org/a.git' }, 'a: comes from git+ssh://git@example.org/a.git'],
    [{ license: 'AGPL-3.0' }, 'a: its licence is AGPL-3.0'],
  ])('are found when they are not: %j', (over, fault) => {
    const good = { name: 'a', path: 'node_modules/a', version: '1.0.0', license: 'MIT', shipped: true }
    const integrity = `sha512-${'a'.repeat(86)}==`
    expect(faultsOf({ ...good, integrity })).toEqual([])
    expect(faultsOf({ ...good, integrity, ...over })).toEqual([fault])
  })
})

describe('the list of parts', () => {
  const bom = z
    .object({
      bomFormat: z.literal('CycloneDX'),
      components: z.array(
        z.object({
          name: z.string(),
          purl: z.string(),
          'bom-ref': z.string(),
          hashes: z.array(z.object({ content: z.string().regex(/^[\da-f]{128}$/) })).min(1),
        }),
      ),
      dependencies: z.array(z.object({ ref: z.string(), dependsOn: z.array(z.string()) })),
    })
    .parse(
      cycloneDx(
        { name: 'p', version: '1.0.0', license: 'MIT' },
        packages,
        Object.keys(manifest.dependencies),
      ),
    )

  it('names what is shipped, Electron included, and no tool', () => {
    const names = bom.components.map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining([...Object.keys(manifest.dependencies), 'electron']))
    for (const tool of ['vitest', 'eslint', 'playwright-core', 'typescript'])
      expect(names).not.toContain(tool)
    expect(bom.components.map(({ purl }) => purl)).toContain('pkg:npm/%40noble/curves@2.4.0')
  })

  it('knows who needs whom, and every part is needed by somebody', () => {
    const needed = new Set(bom.dependencies.flatMap(({ dependsOn }) => dependsOn))
    const idle = bom.components.map((part) => part['bom-ref']).filter((ref) => !needed.has(ref))
    expect(idle).toEqual([])
  })
})
