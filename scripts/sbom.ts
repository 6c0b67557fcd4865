// npm run sbom: dist/sbom.json, the list of all parts that are shipped (CycloneDX 1.6), from the lock file. Then npm's own list of
// known faults is asked, where the registry answers; without an answer it says so.

import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { cycloneDx } from './sbom/cyclone-dx.ts'
import { faultsOf, packagesIn } from './sbom/lock.ts'

const root = join(import.meta.dirname, '..')
const read = (name: string) => readFileSync(join(root, name), 'utf8')
const say = (text: string) => process.stdout.write(`${text}\n`)

const manifest = z
  .object({
    name: z.string(),
    version: z.string(),
    license: z.string(),
    dependencies: z.record(z.string(), z.string()),
  })
  .parse(JSON.parse(read('package.json')))
const packages = packagesIn(read('package-lock.json'))
const file = join(root, 'dist', 'sbom.json')
mkdirSync(join(root, 'dist'), { recursive: true })
const list = cycloneDx(manifest, packages, Object.keys(manifest.dependencies))
writeFileSync(file, `${JSON.stringify(list, null, 2)}\n`)

const shipped = packages.filter((part) => part.shipped)
say(`${file}: ${shipped.length} parts`)
for (const licence of [...new Set(shipped.map(({ license = 'none' }) => license))].sort())
  say(`  ${licence.padEnd(14)} ${shipped.filter(({ license = 'none' }) => license === licence).length}`)
const faults = packages.flatMap(faultsOf)
for (const fault of faults) say(`  ${fault}`)

const severities = z.object({
  metadata: z.object({ vulnerabilities: z.record(z.string(), z.number()) }),
  error: z.undefined(),
})
const audit = spawnSync('npm', ['audit', '--json', '--omit=dev'], {
  cwd: root,
  encoding: 'utf8',
  shell: process.platform === 'win32',
  timeout: 60_000,
})
const known = severities.safeParse(parsed(audit.stdout))
if (known.success) {
  const { total = 0, ...each } = known.data.metadata.vulnerabilities
  say(`npm audit: ${total} known faults ${JSON.stringify(each)}`)
  process.exitCode = total > 0 ? 1 : 0
} else say('npm audit: the registry gave no answer; whether there are known faults was NOT checked')
if (faults.length > 0) process.exitCode = 1

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
