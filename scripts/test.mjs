// `npm test`: everything in lanes beside each other, because half of the tests wait (dark lines, slow routers, windows) while the
// other half computes. What a step says is shown in one piece when it has ended; what has failed is shown again at the end.
// Usage: node scripts/test.mjs
import { spawn } from 'node:child_process'
import { getPriority, setPriority } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const node = join(root, 'node_modules', 'node', 'bin', 'node')
const tool = (...path) => join(root, 'node_modules', ...path)

const script = (name) => ['npm', 'run', '--silent', name]
const vitest = (project) => [node, tool('vitest', 'vitest.mjs'), 'run', '--project', project]

/** Before anything else: the app that service and end-to-end tests run. */
const BUILD = ['build', script('build')]

/** A lane is done from top to bottom. Nothing in one writes what another one reads, and each listens on ports of its own. */
const LANES = [
  // The longest, and the one that people would feel first: the others give way.
  { niceness: 0, steps: [['e2e', [node, tool('@playwright', 'test', 'cli.js'), 'test']]] },
  {
    niceness: 0,
    steps: [
      ['networks', vitest('networks')],
      ['lint', script('lint')],
      ['format', script('format')],
      ['types', script('types')],
    ],
  },
  { niceness: 3, steps: [['service', vitest('service')]] },
  {
    niceness: 5,
    steps: [
      ['unit', script('test:unit')],
      ['gallery', vitest('gallery')],
    ],
  },
]

const clock = (ms) => `${Math.floor(ms / 60_000)}:${String(Math.round(ms / 1000) % 60).padStart(2, '0')}`
const say = (text) => process.stdout.write(`${text}\n`)
const heading = (text) => say(`\n=== ${text} ${'='.repeat(Math.max(3, 100 - text.length))}`)

/** Hundreds of processes of Node's start during a run: what the first one has compiled the others read. */
const env = { ...process.env, NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'compiled') }

const running = new Set()

function giveWay(pid, niceness) {
  try {
    setPriority(pid, Math.max(getPriority(), niceness))
  } catch {
    // It has ended already, or nobody may change it here: then it runs as it is.
  }
}

const LAST_WORDS_MS = 5000

/** Runs a step to its end; its output is kept. */
function run([name, [command, ...words]], niceness) {
  const begun = performance.now()
  const child = spawn(command, words, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  if (child.pid !== undefined) giveWay(child.pid, niceness)
  const heard = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => heard.push(bytes))
  running.add(child)
  return new Promise((done) => {
    const end = (ok) => {
      running.delete(child)
      const output = Buffer.concat(heard).toString('utf8').trim()
      done({ name, ok, output, ms: performance.now() - begun })
    }
    child.once('error', (cause) => {
      heard.push(Buffer.from(cause.message))
      end(false)
    })
    child.once('close', (code) => end(code === 0))
    // Something that it has left behind may hold its output open.
    child.once('exit', (code) => setTimeout(() => end(code === 0), LAST_WORDS_MS).unref())
  })
}

/** Runs a lane until something in it fails. */
async function drive({ niceness, steps }, finished) {
  for (const step of steps) {
    say(`${step[0]} ...`)
    const result = await run(step, niceness)
    finished.push(result)
    heading(`${result.name}: ${result.ok ? 'passed' : 'FAILED'} in ${clock(result.ms)}`)
    say(result.output)
    if (!result.ok) return
  }
}

// Ctrl+C reaches them all by itself; a runner that is ended takes them along.
process.once('SIGTERM', () => {
  for (const child of running) child.kill('SIGTERM')
})

const begun = performance.now()
const finished = []
await drive({ niceness: 0, steps: [BUILD] }, finished)
if (finished.every(({ ok }) => ok)) await Promise.all(LANES.map((lane) => drive(lane, finished)))

const failed = finished.filter(({ ok }) => !ok)
for (const { name, output } of failed) {
  heading(`${name} FAILED; once more what it said`)
  say(output)
}
heading(`${failed.length === 0 ? 'all passed' : 'FAILED'} in ${clock(performance.now() - begun)}`)
for (const { name, ok, ms } of finished) say(`${ok ? 'passed' : 'FAILED'}  ${clock(ms).padStart(6)}  ${name}`)
process.exitCode = failed.length === 0 ? 0 : 1
