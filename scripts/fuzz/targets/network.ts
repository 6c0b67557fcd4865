// Fuzzing. Routers, which answer anything, and the addresses people type.

import { formatAddress, parseAddress } from '../../../electron/domain/invitation/address.ts'
import {
  formatOutsideAddress,
  parseOutsideAddress,
} from '../../../electron/domain/addresses/outside-address.ts'
import {
  linuxGateways,
  macosGateways,
  windowsGateways,
} from '../../../electron/domain/port-mapping/default-gateways.ts'
import { parseDeviceDescription } from '../../../electron/domain/port-mapping/device-description.ts'
import { judgeExternalAddress } from '../../../electron/domain/port-mapping/external-address.ts'
import { readAdded, readExternalAddress, readOwner } from '../../../electron/domain/port-mapping/igd.ts'
import { parseNatPmpAnswer } from '../../../electron/domain/port-mapping/nat-pmp.ts'
import { parsePcpAnswer } from '../../../electron/domain/port-mapping/pcp.ts'
import { parseSoapReply } from '../../../electron/domain/port-mapping/soap.ts'
import { parseSearchAnswer } from '../../../electron/domain/port-mapping/ssdp.ts'
import { readArguments } from '../../../electron/shell/arguments.ts'
import { insist, textOf, utf8, type Target } from '../target.ts'

const ROUTER = '192.168.1.1'
const small = { always: 64 * 1024, perByte: 32 }
const XML = [
  '<!DOCTYPE x>',
  '<!ENTITY',
  '&#x41;',
  '&lt;',
  '<![CDATA[',
  ']]>',
  '<a>',
  '</a>',
  'http://10.0.0.1/',
  '//',
  '@',
  '?#',
]

export const ssdp: Target = {
  name: 'ssdp',
  seeds: [
    utf8(
      `HTTP/1.1 200 OK\r\nST: urn:schemas-upnp-org:device:InternetGatewayDevice:1\r\nLOCATION: http://${ROUTER}:5000/root.xml\r\n\r\n`,
    ),
    utf8(
      'HTTP/1.1 200 OK\r\nST: urn:schemas-upnp-org:service:WANIPConnection:1\r\nLocation: http://10.0.0.9/x\r\n\r\n',
    ),
  ],
  words: XML,
  memory: small,
  shortRun: 500,
  run: (input) => {
    const answer = parseSearchAnswer(textOf(input), ROUTER)
    if (answer.kind === 'gateway')
      insist(answer.description.host === ROUTER, `led to ${answer.description.host}`)
    return answer.kind
  },
}

export const description: Target = {
  name: 'device-description',
  seeds: [
    utf8(
      `<?xml version="1.0"?><root xmlns="urn:schemas-upnp-org:device-1-0"><URLBase>http://${ROUTER}:5000/</URLBase><device>` +
        '<serviceList><service><serviceType>urn:schemas-upnp-org:service:WANIPConnection:1</serviceType>' +
        '<controlURL>/ctl/IPConn</controlURL></service></serviceList></device></root>',
    ),
    utf8(
      '<root><service><serviceType>urn:schemas-upnp-org:service:WANPPPConnection:1</serviceType>' +
        '<controlURL>http://10.0.0.9:80/ctl</controlURL></service></root>',
    ),
  ],
  words: XML,
  memory: small,
  shortRun: 500,
  run: (input) => {
    const found = parseDeviceDescription(textOf(input), { host: ROUTER, port: 80, path: '/' })
    for (const { control } of found ?? []) {
      insist(control.host === ROUTER, `led to ${control.host}`)
      insist(
        /^\/[!-~]*$/.test(control.path) && control.path.length <= 512,
        `the path ${JSON.stringify(control.path)}`,
      )
    }
    return found === undefined ? 'no XML' : `${found.length} services`
  },
}

export const soap: Target = {
  name: 'soap',
  seeds: [
    ['AddAnyPortMappingResponse', '<NewReservedPort>4711</NewReservedPort>'],
    ['GetExternalIPAddressResponse', '<NewExternalIPAddress>203.0.113.7</NewExternalIPAddress>'],
    [
      'GetSpecificPortMappingEntryResponse',
      '<NewInternalClient>10.0.0.2</NewInternalClient><NewInternalPort>3389</NewInternalPort>',
    ],
    ['Fault', '<detail><UPnPError><errorCode>725</errorCode></UPnPError></detail>'],
  ].map(([name = '', inside = '']) =>
    utf8(`<s:Envelope xmlns:s="x"><s:Body><u:${name}>${inside}</u:${name}></s:Body></s:Envelope>`),
  ),
  words: [...XML, '__proto__', 'NewInternalPort'],
  memory: small,
  shortRun: 500,
  run: (input) => {
    const text = textOf(input)
    const wish = { transport: 'tcp', internalPort: 3389, externalPort: 3389, leaseSeconds: 3600 } as const
    const added = readAdded(parseSoapReply(text, 'AddAnyPortMapping'), wish)
    if ('port' in added) insist(added.port >= 1 && added.port <= 65_535, `the port ${added.port}`)
    const said = readExternalAddress(parseSoapReply(text, 'GetExternalIPAddress'))
    const judged = said === undefined ? 'no address' : judgeExternalAddress(said)
    const owner = readOwner(parseSoapReply(text, 'GetSpecificPortMappingEntry'))
    return `${'port' in added ? 'added' : added.refusal} ${judged} ${owner.kind}`
  },
}

export const gatewayDatagrams: Target = {
  name: 'nat-pmp-and-pcp',
  seeds: [
    Uint8Array.of(0, 128, 0, 0, 0, 0, 0, 1, 203, 0, 113, 7),
    Uint8Array.of(0, 130, 0, 0, 0, 0, 0, 1, 13, 61, 13, 61, 0, 0, 14, 16),
    Uint8Array.from({ length: 60 }, (_, at) =>
      at === 0 ? 2 : at === 1 ? 129 : at === 36 ? 6 : at === 54 || at === 55 ? 255 : 0,
    ),
    Uint8Array.from({ length: 24 }, (_, at) => (at === 0 ? 2 : at === 1 ? 128 : 0)),
  ],
  memory: small,
  shortRun: 800,
  run: (input) => {
    const [natPmp, pcp] = [parseNatPmpAnswer(input), parsePcpAnswer(input)]
    if (pcp.kind === 'mapped')
      insist(judgeExternalAddress(pcp.externalHost) !== 'nonsense' || pcp.externalHost !== '', 'no host')
    return `${natPmp.kind} ${pcp.kind}`
  },
}

export const tables: Target = {
  name: 'routing-tables',
  seeds: [
    utf8('Iface Destination Gateway Flags\neth0\t00000000\t0101A8C0\t0003\t0\t0\t100\t00000000\n'),
    utf8('default            192.168.1.1        UGScg                 en0\n'),
    utf8('          0.0.0.0          0.0.0.0      192.168.1.1    192.168.1.34     25\n'),
  ],
  memory: small,
  shortRun: 400,
  run: (input) => {
    const text = textOf(input)
    const found = [...linuxGateways(text), ...macosGateways(text), ...windowsGateways(text)]
    insist(
      found.every((host) => /^\d{1,3}(\.\d{1,3}){3}$/.test(host)),
      `a gateway ${found.join(' ')}`,
    )
    return `${Math.min(found.length, 5)} gateways`
  },
}

export const addresses: Target = {
  name: 'addresses',
  seeds: [
    '10.0.0.1:3389',
    '[2001:db8::1]:3389',
    'home.example:3389',
    'fe80::1%eth0',
    '::ffff:1.2.3.4',
    'bücher.example',
  ].map(utf8),
  words: ['::', '%', '[', ']', ':', '.', '0x7f.1', '127.0.0.1', '\u3002', '\uff0e', '\u200d'],
  memory: small,
  shortRun: 800,
  run: (input) => {
    const text = textOf(input)
    const [address, outside] = [parseAddress(text), parseOutsideAddress(text)]
    if (address)
      insist(
        JSON.stringify(parseAddress(formatAddress(address))) === JSON.stringify(address),
        'read differently',
      )
    if (outside)
      insist(
        JSON.stringify(parseOutsideAddress(formatOutsideAddress(outside))) === JSON.stringify(outside),
        `${formatOutsideAddress(outside)} is read differently`,
      )
    return `${address ? 'address' : 'none'} ${outside ? 'outside' : 'none'}`
  },
}

/** The words of a command line stand between NULs here, as in /proc/PID/cmdline. */
export const commandLine: Target = {
  name: 'command-line',
  seeds: [
    '--profile\0Ann\0/a/b.msrcincident',
    'file:///tmp/a%20b.MsRcIncident',
    '--profile=../x\0c.msrcincident',
  ].map(utf8),
  words: [
    'file://',
    '%',
    '%2f',
    '%00',
    '%E0%A4%A',
    '.msrcincident',
    '--profile=',
    '\\\\server\\share\\',
    'app://help-and-support/',
  ],
  memory: small,
  shortRun: 500,
  run: (input) => {
    const { profile, files } = readArguments(textOf(input).split('\0'), '/home/ann')
    insist(profile === undefined || !/[/\\.\0]|^$/.test(profile), `the profile ${JSON.stringify(profile)}`)
    insist(
      files.every((file) => file.startsWith('/') && /\.msrcincident$/i.test(file)),
      `the files ${JSON.stringify(files)}`,
    )
    return `${profile === undefined ? 'default' : 'named'} ${Math.min(files.length, 3)} files`
  },
}
