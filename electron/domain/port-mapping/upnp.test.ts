import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDeviceDescription, XML_LIMIT } from './device-description.ts'
import { parseHttpUrl, resolveHttpUrl } from './http-url.ts'
import { addCall, isGone, readAdded, readExternalAddress, readOwner, renewCall } from './igd.ts'
import { parseSoapReply, soapRequest } from './soap.ts'
import { parseSearchAnswer, searchMessage, searchTargets } from './ssdp.ts'

const router = '192.168.1.1'
const source = { host: router, port: 5000, path: '/upnp/desc.xml' }
const igd = 'urn:schemas-upnp-org:device:InternetGatewayDevice:1'

const found = (location: string, { status = 'HTTP/1.1 200 OK', st = igd } = {}) =>
  parseSearchAnswer(`${status}\r\nST:${st}\r\nlocation: ${location}\r\n\r\n`, router)

describe('the search', () => {
  it('[NET-2] is what UPnP devices listen for', () => {
    expect(searchMessage(searchTargets[0])).toBe(
      `M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nMAN: "ssdp:discover"\r\nMX: 1\r\nST: ${igd}\r\n\r\n`,
    )
  })

  it('[NET-2] finds where a gateway describes itself', () => {
    expect(found(`http://${router}:5000/upnp/desc.xml`)).toEqual({ kind: 'gateway', description: source })
    expect(found(`http://${router}`)).toMatchObject({ description: { port: 80, path: '/' } })
  })

  it.each([
    'http://192.168.1.2:5000/desc.xml',
    'http://router.example/desc.xml',
    `http://${router}@evil.example/`,
    `https://${router}/desc.xml`,
    'file:///etc/passwd',
    `http://${router}:99999/`,
    `http://${router}:0/`,
    `http://${router}/a b`,
    `http://${router}/${'a'.repeat(600)}`,
    'http://192.168.001.1/',
    '',
  ])('[NET-4] does not follow it to %s', (location) => {
    expect(found(location)).toEqual({ kind: 'nonsense' })
  })

  it('[NET-4] passes over what is no gateway and what is no answer', () => {
    const there = `http://${router}/`
    expect(found(there, { st: 'urn:schemas-upnp-org:device:MediaServer:1' }).kind).toBe('not-for-us')
    expect(found(there, { status: 'NOTIFY * HTTP/1.1' }).kind).toBe('not-for-us')
    expect(found(there, { status: 'HTTP/1.1 500 No' }).kind).toBe('not-for-us')
  })

  it('[NET-4] never throws, and never leads to another host', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const answer = found(text)
        if (answer.kind === 'gateway') expect(answer.description.host).toBe(router)
      }),
    )
  })
})

const service = (type: string, control: string) =>
  `<service><serviceType>${type}</serviceType><controlURL>${control}</controlURL></service>`
const device = (inner: string, before = '') =>
  `<?xml version="1.0"?>${before}<root xmlns="urn:schemas-upnp-org:device-1-0"><device><deviceList><device><serviceList>${inner}</serviceList></device></deviceList></device></root>`
const ip1 = 'urn:schemas-upnp-org:service:WANIPConnection:1'
const ip2 = 'urn:schemas-upnp-org:service:WANIPConnection:2'
const ppp = 'urn:schemas-upnp-org:service:WANPPPConnection:1'

describe('a description', () => {
  it('[NET-2] tells its services, the best first', () => {
    const text = device(
      service(ppp, '/ppp') + service(ip1, 'ctl?a=1&amp;b=2') + service(ip2, `http://${router}:81/ip2`),
    )
    expect(parseDeviceDescription(`\uFEFF${text}\n\0`, source)).toEqual([
      { type: ip2, control: { host: router, port: 81, path: '/ip2' } },
      { type: ip1, control: { host: router, port: 5000, path: '/upnp/ctl?a=1&b=2' } },
      { type: ppp, control: { host: router, port: 5000, path: '/ppp' } },
    ])
  })

  it('[NET-2] may have a base of its own, on its own host', () => {
    const text = (base: string) =>
      device(service(ip1, '/c')).replace('<device>', `<URLBase>${base}</URLBase><device>`)
    expect(parseDeviceDescription(text(`http://${router}:90/`), source)?.[0]?.control.port).toBe(90)
    expect(parseDeviceDescription(text('http://10.0.0.1:90/'), source)?.[0]?.control).toEqual({
      host: router,
      port: 5000,
      path: '/c',
    })
  })

  it.each(['http://192.168.1.2/c', '//192.168.1.2/c', 'https://192.168.1.1/c', 'a b', ''])(
    '[NET-4] a control URL of "%s" is left out',
    (control) => expect(parseDeviceDescription(device(service(ip1, control)), source)).toEqual([]),
  )

  it('[NET-4] refuses declarations, what is too long, too deep, or no XML', () => {
    const bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    const good = device(service(ip1, '/c'))
    expect(parseDeviceDescription(device(service(ip1, '/&b;'), bomb), source)).toBeUndefined()
    expect(parseDeviceDescription(good + ' '.repeat(XML_LIMIT), source)).toBeUndefined()
    expect(parseDeviceDescription('<a>'.repeat(200) + '</a>'.repeat(200), source)).toBeUndefined()
    expect(parseDeviceDescription('<html><body>Log in', source)).toBeUndefined()
    expect(parseDeviceDescription(good + good, source)).toBeUndefined()
    expect(parseDeviceDescription('', source)).toBeUndefined()
    expect(parseDeviceDescription(device(service(ip1, '/&unknown;')), source)).toEqual([])
  })

  it('[NET-4] asks a device with a hundred connections about four', () => {
    const text = device(Array.from({ length: 100 }, (_, n) => service(ip1, `/${n}`)).join(''))
    expect(parseDeviceDescription(text, source)).toHaveLength(4)
  })

  it('[NET-4] damaged anywhere it never throws and never leads to another host', () => {
    const text = device(service(ip1, '/c') + service(ip2, `http://${router}/d`))
    const wound = fc.record({ at: fc.nat(text.length), cut: fc.nat(20), put: fc.string({ maxLength: 12 }) })
    fc.assert(
      fc.property(fc.array(wound, { minLength: 1, maxLength: 3 }), (wounds) => {
        const damaged = wounds.reduce(
          (all, { at, cut, put }) => all.slice(0, at) + put + all.slice(at + cut),
          text,
        )
        for (const { control } of parseDeviceDescription(damaged, source) ?? [])
          expect(control.host).toBe(router)
      }),
    )
  })
})

describe('addresses', () => {
  it('[NET-4] a resolved URL stays on its host, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl(), fc.string(), fc.webPath()), (text) => {
        expect(resolveHttpUrl(text, source)?.host ?? router).toBe(router)
        expect(parseHttpUrl(text, router)?.host ?? router).toBe(router)
      }),
    )
  })
})

const wish = { transport: 'tcp', internalPort: 3389, externalPort: 3389, leaseSeconds: 60 } as const
const envelope = (inner: string) =>
  `<?xml version="1.0"?><SOAP:Envelope xmlns:SOAP="http://schemas.xmlsoap.org/soap/envelope/"><SOAP:Body>${inner}</SOAP:Body></SOAP:Envelope>`
const done = (action: string, inner = '') =>
  parseSoapReply(envelope(`<m:${action}Response>${inner}</m:${action}Response>`), action)
const fault = (code: string) =>
  parseSoapReply(
    envelope(
      `<SOAP:Fault><faultcode>x</faultcode><detail><UPnPError><errorCode>${code}</errorCode></UPnPError></detail></SOAP:Fault>`,
    ),
    'AddPortMapping',
  )

describe('a call', () => {
  it('[NET-2] is made for the service that is there', () => {
    expect(addCall(ip1, wish, '10.0.0.5').action).toBe('AddPortMapping')
    expect(addCall(ip2, wish, '10.0.0.5').action).toBe('AddAnyPortMapping')
    expect(renewCall(ip2, wish, '10.0.0.5').action).toBe('AddPortMapping')
    const text = soapRequest(addCall(ip1, wish, '10.0.0.5'))
    expect(text).toContain(`<u:AddPortMapping xmlns:u="${ip1}">`)
    expect(text).toContain('<NewInternalClient>10.0.0.5</NewInternalClient>')
    expect(text).toContain('<NewLeaseDuration>60</NewLeaseDuration>')
  })

  it('writes what it is given as text, whatever it is', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const text = soapRequest({ service: ip1, action: 'A', input: [['v', value]] })
        expect(text.split('<v>')[1]?.split('</v>')[0]).not.toMatch(/[<>"']/)
      }),
    )
  })

  it('[NET-2] [NET-4] its answer is granted, taken, permanent only, refused or nonsense', () => {
    expect(readAdded(done('AddPortMapping'), wish)).toEqual({ port: 3389 })
    expect(readAdded(done('X', '<NewReservedPort>5000</NewReservedPort>'), wish)).toEqual({ port: 5000 })
    for (const bad of ['0', '65536', '-1', '1e3', 'x', ''])
      expect(readAdded(done('X', `<NewReservedPort>${bad}</NewReservedPort>`), wish)).toEqual({
        refusal: 'nonsense',
      })
    for (const code of ['718', '724', '729'])
      expect(readAdded(fault(code), wish)).toEqual({ refusal: 'port-taken' })
    expect(readAdded(fault('725'), wish)).toEqual({ refusal: 'permanent-only' })
    for (const code of ['401', '602'])
      expect(readAdded(fault(code), wish)).toEqual({ refusal: 'unknown-action' })
    for (const code of ['606', '501', '402', '728'])
      expect(readAdded(fault(code), wish)).toEqual({ refusal: 'refused' })
    expect(readAdded(fault('no number'), wish)).toEqual({ refusal: 'nonsense' })
  })

  it('[NET-3] what is gone needs no removing', () => {
    expect(isGone(done('DeletePortMapping'))).toBe(true)
    expect(isGone(fault('714'))).toBe(true)
    expect(isGone(fault('606'))).toBe(false)
    expect(isGone({ kind: 'nonsense' })).toBe(false)
  })

  it('tells the outside address and whose a port is', () => {
    expect(readExternalAddress(done('X', '<NewExternalIPAddress> 1.2.3.4 </NewExternalIPAddress>'))).toBe(
      '1.2.3.4',
    )
    const owner = (client: string, port: string) =>
      readOwner(
        done(
          'X',
          `<NewInternalClient>${client}</NewInternalClient><NewInternalPort>${port}</NewInternalPort>`,
        ),
      )
    expect(owner('10.0.0.9', '80')).toEqual({ kind: 'taken', client: '10.0.0.9', port: 80 })
    expect(owner('somebody', '80')).toEqual({ kind: 'free' })
    expect(readOwner(fault('714'))).toEqual({ kind: 'free' })
  })

  it.each([
    '',
    '<a/>',
    'no xml',
    envelope(''),
    envelope('<m:OtherResponse/>'),
    envelope('<m:XResponse><a>1</a><a>2</a></m:XResponse>'),
    envelope('<m:XResponse><a>&bomb;</a></m:XResponse>'),
    `<!DOCTYPE a []>${envelope('<m:XResponse/>')}`,
    envelope(`<m:XResponse>${Array.from({ length: 40 }, (_, n) => `<a${n}/>`).join('')}</m:XResponse>`),
  ])('[NET-4] %s is nonsense', (text) => {
    expect(parseSoapReply(text, 'X')).toEqual({ kind: 'nonsense' })
  })

  it('[NET-4] never throws on any answer', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('<', '>', '/', '&', ';', '!', '[', 'X', 's:', ' ', '"', '=') }),
        (text) => {
          expect(parseSoapReply(text, 'X').kind).toBe('nonsense')
          expect(parseSoapReply(envelope(text), 'X')).toHaveProperty('kind')
        },
      ),
    )
  })
})
