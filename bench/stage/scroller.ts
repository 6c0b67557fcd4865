// Bench, inside an xterm on the novice's screen: sixty lines of changing text a second, so that the window scrolls.

const WORDS =
  'the quick brown fox jumps over a lazy dog while seven wizards pack my box with five dozen jugs'.split(' ')
const LINE_MS = 1000 / 60

let number = 0
setInterval(() => {
  number += 1
  const from = (number * 7) % WORDS.length
  const line = [...WORDS.slice(from), ...WORDS.slice(0, from)].slice(0, 5 + (number % 9)).join(' ')
  process.stdout.write(`${number} ${line}\n`)
}, LINE_MS)
