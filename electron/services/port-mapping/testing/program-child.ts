// Tests. The whole program without its windows, inside a network namespace. It obeys on standard input, one word a line, and
// answers each with one line of JSON. Argument: the folder of its store and its invitation.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { readInvitation } from '../../../domain/invitation/read-invitation.ts'
import { systemTimers } from '../../ports.ts'
import { startTestProgram } from '../../testing/two-programs.ts'
import type { ProgramReport } from './mapper-orders.ts'

const [folder = ''] = process.argv.slice(2)
const file = join(folder, 'Ann.msrcincident')
const { program, close, until } = startTestProgram('Ann', systemTimers, { folder, portMapping: true })

function addressesInFile(): readonly string[] {
  const read = readInvitation(readFileSync(file, 'utf8'))
  return read.ok ? read.value.addresses.map(({ host, port }) => `${host}:${port}`) : []
}

async function obey(order: string): Promise<void> {
  const [ticket] = program.store.list()
  switch (order) {
    case 'invite':
      await program.invitations.create({ from: 'Ann', minutes: 20, password: null, path: file })
      return
    case 'expire':
      program.expire(ticket?.id ?? '')
      return until(() => program.mapping().kind === 'off', 'the routers have closed their ports')
    case 'settle':
      return until(() => ['asked', 'off'].includes(program.mapping().kind), 'the routers have answered')
    case 'quit':
      return close()
    default:
      throw new Error(`unknown: ${order}`)
  }
}

process.stdout.write('ready\n')
for await (const order of createInterface({ input: process.stdin })) {
  const began = performance.now()
  await obey(order)
  const isOpen = order !== 'quit'
  const report: ProgramReport = {
    ms: Math.round(performance.now() - began),
    mapping: program.mapping(),
    listed: order === 'invite' ? addressesInFile() : [],
    present: isOpen
      ? program.reachability.present().addresses.map(({ host, port }) => `${host}:${port}`)
      : [],
    written: isOpen ? program.store.mappings.all().length : 0,
    events: isOpen ? program.store.events(20).map(({ kind }) => kind) : [],
  }
  process.stdout.write(`${JSON.stringify(report)}\n`)
}
process.exit(0)
