// Test networks. Calls an address as an expert would, and says what it hears, or why it hears nothing. Arguments: host, port.

import { createConnection } from 'node:net'

const PATIENCE_MS = 2000

const [host = '', port = ''] = process.argv.slice(2)
const say = (line: string) => {
  process.stdout.write(`${line}\n`)
  process.exit(0)
}
const socket = createConnection({ host, port: Number(port) })
socket.setTimeout(PATIENCE_MS, () => say('silence'))
socket.once('data', (bytes) => say(bytes.toString()))
socket.once('error', (cause) => say(cause.message))
