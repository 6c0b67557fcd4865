// Bench. The kernel's own counters of a network device, out of the text of /proc/PID/net/dev and its neighbours.

/** Bytes received and sent by the device so far. Throws when there is none of this name. */
export function bytesThrough(devices: string, name: string): number {
  const line = devices.split('\n').find((text) => text.trim().startsWith(`${name}:`))
  if (line === undefined) throw new Error(`no network device ${name}`)
  const numbers = line
    .slice(line.indexOf(':') + 1)
    .trim()
    .split(/\s+/)
    .map(Number)
  return (numbers[0] ?? 0) + (numbers[8] ?? 0)
}

const LISTEN = '0A'

/** Whether somebody listens on the port, from /proc/PID/net/tcp or tcp6. */
export function listens(sockets: string, port: number): boolean {
  const ending = `:${port.toString(16).toUpperCase().padStart(4, '0')}`
  return sockets.split('\n').some((line) => {
    const [, local = '', , state] = line.trim().split(/\s+/)
    return local.endsWith(ending) && state === LISTEN
  })
}
