// Bench. `npm run bench`: our app alone, or with `--peers` beside others of its kind. What each row means: README.md.

const isPeers = process.argv.slice(2).some((word) => /^--(?:peers|lines|rounds)(?:=|$)/.test(word))

await (isPeers ? import('./peers.ts') : import('./own.ts'))

export {}
