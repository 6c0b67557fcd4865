// Test networks. A router's program that answers otherwise than it should, each kind in its own way; `liar` says only what
// one should, and does nothing of it. Arguments: the address it listens at, the kind. It says `ready`; a line on standard input is
// answered with all it was asked so far.

import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { ServerResponse } from 'node:http'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'

/** Longer than anybody waits (NET-4). */
const TOO_LONG_MS = 6000
const SERVICE = 'urn:schemas-upnp-org:service:WANIPConnection:1'
const DEVICE = 'urn:schemas-upnp-org:device:InternetGatewayDevice:1'

const [address = '', kind = ''] = process.argv.slice(2)
const asked: string[] = []
/** By external port: whose it is, and the port there, as this router believes. */
const mapped = new Map<string, { readonly client: string; readonly port: string }>()
// One that gives away what another computer has, without a word.
if (kind === 'generous') mapped.set('TCP 3389', { client: '192.168.77.11', port: '3389' })

const answerTo = (st: string, location: string) =>
  `HTTP/1.1 200 OK\r\nCACHE-CONTROL: max-age=120\r\nST: ${st}\r\nLOCATION: ${location}\r\nEXT:\r\n\r\n`

const locations: Readonly<Record<string, string>> = {
  elsewhere: 'http://192.168.77.11:5000/rootDesc.xml',
  'by-name': 'http://router.example:5000/rootDesc.xml',
  file: 'file:///etc/passwd',
}

async function searched() {
  const socket = createSocket({ type: 'udp4', reuseAddr: true })
  socket.on('message', (bytes, { address: host, port }) => {
    const st = /^ST: (.*)$/m.exec(bytes.toString('latin1'))?.[1]?.trim() ?? ''
    if (!bytes.toString('latin1').startsWith('M-SEARCH')) return
    const answer =
      kind === 'garbage'
        ? Buffer.from(Array.from({ length: 1400 }, (_, index) => (index * 37) & 0xff))
        : answerTo(st, locations[kind] ?? `http://${address}:5000/rootDesc.xml`)
    if (!['nat-pmp', 'packet-garbage', 'packet-refusal', 'web'].includes(kind))
      socket.send(answer, port, host)
  })
  socket.bind(1900)
  await once(socket, 'listening')
  socket.addMembership('239.255.255.250', address)
}

const service = (control: string) => `<?xml version="1.0"?>
<root xmlns="urn:schemas-upnp-org:device-1-0"><specVersion><major>1</major><minor>0</minor></specVersion>
<device><deviceType>${DEVICE}</deviceType><friendlyName>odd</friendlyName><deviceList><device><serviceList><service>
<serviceType>${SERVICE}</serviceType><serviceId>urn:upnp-org:serviceId:WANIPConn1</serviceId><controlURL>${control}</controlURL>
</service></serviceList></device></deviceList></device></root>`

const bomb = `<?xml version="1.0"?><!DOCTYPE x [${Array.from({ length: 9 }, (_, n) => `<!ENTITY e${n + 1} "${`&e${n};`.repeat(10)}">`).join('')}<!ENTITY e0 "ha">]>${service('/&e9;').slice(21)}`

async function describe(answer: ServerResponse) {
  switch (kind) {
    case 'slow':
      await wait(TOO_LONG_MS)
      break
    case 'redirect':
      answer.writeHead(302, { Location: 'http://192.168.77.11:5000/rootDesc.xml' }).end()
      return
    case 'bomb':
      answer.end(bomb)
      return
    case 'giant':
      answer.write('<?xml version="1.0"?><root>')
      while (!answer.destroyed) {
        if (!answer.write('<filler/>'.repeat(5000)))
          await Promise.race([once(answer, 'drain'), once(answer, 'close')])
      }
      return
    case 'drip':
      for (const letter of service('/control')) {
        answer.write(letter)
        await wait(50)
      }
      break
    case 'no-xml':
      answer.end('<html><body>Please log in')
      return
    default:
  }
  answer.end(service(kind === 'control-elsewhere' ? 'http://192.168.77.11:5000/control' : '/control'))
}

const externals: Readonly<Record<string, string>> = {
  'double-nat': '192.168.0.2',
  loopback: '127.0.0.1',
  multicast: '239.1.2.3',
  'no-address': 'http://evil.example/',
  offline: '0.0.0.0',
}

const done = (action: string, inner = '') =>
  `<?xml version="1.0"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><u:${action}Response xmlns:u="${SERVICE}">${inner}</u:${action}Response></s:Body></s:Envelope>`

const fault = (code: number) =>
  `<?xml version="1.0"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultcode>s:Client</faultcode><faultstring>UPnPError</faultstring><detail><UPnPError xmlns="urn:schemas-upnp-org:control-1-0"><errorCode>${code}</errorCode></UPnPError></detail></s:Fault></s:Body></s:Envelope>`

const field = (body: string, name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(body)?.[1] ?? ''

async function control(action: string, body: string, answer: ServerResponse) {
  const refuse = (code: number) => answer.writeHead(500).end(fault(code))
  const port = `${field(body, 'NewProtocol')} ${field(body, 'NewExternalPort')}`
  switch (action) {
    case 'GetExternalIPAddress':
      return answer.end(
        done(action, `<NewExternalIPAddress>${externals[kind] ?? '11.22.33.1'}</NewExternalIPAddress>`),
      )
    case 'GetSpecificPortMappingEntry': {
      const owner = mapped.get(port)
      if (owner === undefined) return refuse(714)
      return answer.end(
        done(
          action,
          `<NewInternalPort>${owner.port}</NewInternalPort><NewInternalClient>${owner.client}</NewInternalClient>`,
        ),
      )
    }
    case 'AddPortMapping':
      if (kind === 'full') return refuse(718)
      if (kind === 'permanent' && field(body, 'NewLeaseDuration') !== '0') return refuse(725)
      mapped.set(port, { client: field(body, 'NewInternalClient'), port: field(body, 'NewInternalPort') })
      if (kind === 'late') await wait(TOO_LONG_MS)
      return answer.end(done(action))
    case 'DeletePortMapping':
      return mapped.delete(port) ? answer.end(done(action)) : refuse(714)
    default:
      return refuse(401)
  }
}

async function serve() {
  const server = createServer((request, answer) => {
    void (async () => {
      const action = /#(\w+)"?$/.exec(String(request.headers['soapaction'] ?? ''))?.[1]
      let body = ''
      for await (const piece of request) body += String(piece)
      asked.push(
        action === undefined
          ? `${request.method ?? ''} ${request.url ?? ''}`
          : `${action} ${field(body, 'NewExternalPort')} ${field(body, 'NewLeaseDuration')}`.trim(),
      )
      if (action === undefined) await describe(answer)
      else await control(action, body, answer)
    })().catch(() => answer.destroy())
  })
  server.listen(5000, address)
  await once(server, 'listening')
}

function answerToPacket(bytes: Buffer): Uint8Array {
  const [version = 0, opcode = 0] = bytes
  if (kind === 'packet-garbage') return Uint8Array.of(9, 200, 1, 2, 3, 4, 5, 6, 7, 8, 9)
  if (version !== 0) return Uint8Array.of(0, 0x80 | opcode, 0, 1, 0, 0, 0, 1)
  if (opcode === 0) return Uint8Array.of(0, 0x80, 0, 0, 0, 0, 0, 1, 11, 22, 33, 1)
  if (kind === 'packet-refusal') return Uint8Array.of(0, 0x80 | opcode, 0, 2, 0, 0, 0, 1)
  const inside = String(bytes.readUInt16BE(4))
  if (bytes.readUInt32BE(8) === 0) mapped.delete(inside)
  else mapped.set(inside, { client: '192.168.77.10', port: inside })
  return Buffer.concat([Uint8Array.of(0, 0x80 | opcode, 0, 0, 0, 0, 0, 1), bytes.subarray(4, 12)])
}

/** NAT-PMP as RFC 6886 has it, or nonsense. */
async function packets() {
  const socket = createSocket('udp4')
  socket.on('message', (bytes, { address: host, port }) => {
    asked.push(`packet ${bytes.toString('hex')}`)
    socket.send(answerToPacket(bytes), port, host)
  })
  socket.bind(5351, address)
  await once(socket, 'listening')
}

if (kind !== 'web') await searched()
await serve()
if (kind === 'nat-pmp' || kind.startsWith('packet')) await packets()
process.stdout.write('ready\n')
createInterface({ input: process.stdin }).on('line', () => {
  process.stdout.write(
    `${JSON.stringify({ asked, mapped: [...mapped].map(([port, { client }]) => `${port} ${client}`) })}\n`,
  )
})
