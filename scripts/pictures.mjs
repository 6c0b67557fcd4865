// npm run pictures: takes the README's pictures anew, of two real programs on virtual displays (e2e/demo/pictures.ts), into
// assets/pictures. ImageMagick, where it is there, gives them a palette: a quarter of the size, and nobody sees it.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { takePictures } from '../e2e/demo/pictures.ts'
import { build } from './build.mjs'

const root = resolve(import.meta.dirname, '..')
const folder = join(root, 'assets', 'pictures')
const MOST_BYTES = 150_000

function shrink(file) {
  const before = statSync(file).size
  const palette = ['-strip', '+dither', '-colors', '256', '-define', 'png:compression-level=9']
  const done = spawnSync('convert', [file, ...palette, `PNG8:${file}`], { stdio: 'ignore' })
  return { before, after: statSync(file).size, shrunk: done.status === 0 }
}

build()
const names = await takePictures(folder)
for (const old of readdirSync(folder).filter((file) => !names.includes(file.replace(/\.png$/u, ''))))
  rmSync(join(folder, old))
for (const name of names) {
  const { after } = shrink(join(folder, `${name}.png`))
  console.log(`${name}.png: ${Math.round(after / 1000)} kB`)
  if (after > MOST_BYTES) process.exitCode = 1
}
const readme = readFileSync(join(root, 'README.md'), 'utf8')
const shown = [...readme.matchAll(/assets\/pictures\/([\w-]+)\.png/gu)].map(([, name]) => name)
const differ = [
  ...names.filter((name) => !shown.includes(name)),
  ...shown.filter((name) => !names.includes(name)),
]
if (differ.length > 0) {
  console.error(`in the README or here, but not in both: ${differ.join(', ')}`)
  process.exitCode = 1
}
