// Command line. `npm run -s invitation -- show FILE` prints an invitation as JSON, and one line on stderr with exit
// code 1 for anything else.

import { resolve } from 'node:path'
import type { Invitation } from '../domain/invitation/invitation.ts'
import { readInvitationFile } from '../services/invitation-file.ts'
import { sentenceFor } from './problem-sentences.ts'

const USAGE = 'Usage: npm run -s invitation -- show FILE'

// A reader such as `head` may go away early; that is no failure of ours.
process.stdout.on('error', () => undefined)
process.stderr.on('error', () => undefined)

const [command, file, ...more] = process.argv.slice(2)
if (command === 'show' && file !== undefined && file !== '' && more.length === 0) await show(file)
else fail(USAGE)

async function show(path: string): Promise<void> {
  const read = await readInvitationFile(resolve(callersFolder(), path))
  if (!read.ok) fail(sentenceFor(read.error))
  else process.stdout.write(`${JSON.stringify(shown(read.value), null, 2)}\n`)
}

/** SECURITY: the ticket's secret, its id and PassStub are not printed. */
function shown(invitation: Invitation) {
  const { username, passwordRequired, createdAt, expiresAt, addresses, writtenBy } = invitation
  return {
    username,
    passwordRequired,
    createdAt: new Date(createdAt).toISOString(),
    expiresAt: new Date(expiresAt).toISOString(),
    addresses: addresses.map(({ host, port }) => ({ host, port })),
    writtenBy,
  }
}

/** `npm run` goes to the project's folder first; a relative FILE is meant from where the user stands. */
function callersFolder(): string {
  const { npm_lifecycle_event: script, INIT_CWD: folder } = process.env
  return script === 'invitation' && folder !== undefined ? folder : process.cwd()
}

function fail(line: string): void {
  process.exitCode = 1
  process.stderr.write(`${line}\n`)
}
