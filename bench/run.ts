// Bench. `npm run bench`: our app alone, with `--peers` beside others of its kind, with `--stages` stage by stage. What
// each row means: README.md.

const [first = ''] = process.argv.slice(2)

if (first === '--stages') await import('./stages.ts')
else if (first === '') await import('./own.ts')
else await import('./peers.ts')

export {}
