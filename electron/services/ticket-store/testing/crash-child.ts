// Tests. A program that works on the store until it is killed. It writes a line after each call that returned, and
// one before each removal, because a removal that was under way may or may not have happened.
// Arguments: the store's file, a prefix for its tickets. Without them it ends at once.

import { writeSync } from 'node:fs'
import { systemClock } from '../../ports.ts'
import { openTicketStore } from '../disk-ticket-store.ts'
import { draft, random, secretsOf, testBox } from './fixtures.ts'

const [file = '', prefix = ''] = process.argv.slice(2)
if (file === '') process.exit()
const say = (line: string) => writeSync(1, `${line}\n`)

const store = openTicketStore({ file, clock: systemClock, secretBox: testBox(), random })
say('opened')
for (let n = 0; n < 10_000; n += 1) {
  const id = `${prefix}-${n}`
  store.create(draft(id, { createdAt: Date.now(), minutes: 5000 }), secretsOf(id))
  say(`created ${id}`)
  if (n % 2 === 0) continue
  const victim = `${prefix}-${n - 1}`
  if (n % 4 === 1) store.expire(victim)
  else for (let i = 0; i < 3; i += 1) store.countWrongProof(victim)
  say(`expired ${victim}`)
  if (n % 3 !== 0) continue
  for (const gone of [id, victim]) {
    say(`removing ${gone}`)
    store.remove(gone)
    say(`removed ${gone}`)
  }
}
