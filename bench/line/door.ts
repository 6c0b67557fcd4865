// Bench, a process of its own inside a network namespace: brings a port of its loopback out to a socket in the file
// system, which belongs to no network. Arguments: SOCKET PORT. Says "ready"; ends with its standard input.

import { connect, createServer } from 'node:net'

const [path = '', port = ''] = process.argv.slice(2)
const server = createServer((outside) => {
  const inside = connect(Number(port), '127.0.0.1')
  outside.pipe(inside).pipe(outside)
  outside.on('error', () => inside.destroy())
  inside.on('error', () => outside.destroy())
})
server.listen(path, () => process.stdout.write('ready\n'))
process.stdin.resume().once('end', () => process.exit())
