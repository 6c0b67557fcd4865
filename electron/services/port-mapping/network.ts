// Services. What the system says of its own addresses and of the routers behind them.

import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { linuxGateways, macosGateways, windowsGateways } from '../../domain/port-mapping/default-gateways.ts'
import type { OwnAddress } from '../../domain/port-mapping/default-gateways.ts'
import { adapterOf } from '../../domain/addresses/adapter.ts'
import type { Log } from '../ports.ts'

export type Network = {
  /** IPv4, loopback left out, virtual interfaces last. */
  addresses(): readonly OwnAddress[]
  /** Empty where the system does not tell. Never rejects. */
  defaultGateways(): Promise<readonly string[]>
}

const COMMAND_MS = 1000
const OUTPUT_LIMIT = 256 * 1024

export const systemRouters = (log: Log): Network => ({
  addresses: () => ownAddresses(networkInterfaces()),
  defaultGateways: () =>
    readGateways(process.platform, process.env).catch((cause: unknown) => {
      log('the default gateways could not be read', cause)
      return []
    }),
})

export function ownAddresses(interfaces: ReturnType<typeof networkInterfaces>): readonly OwnAddress[] {
  const all = Object.entries(interfaces).flatMap(([name, infos = []]) =>
    infos
      .filter(({ family, internal }) => family === 'IPv4' && !internal)
      .map(({ address, netmask }) => ({ name, address, netmask, isVirtual: adapterOf(name) !== 'network' })),
  )
  return [...all.filter(({ isVirtual }) => !isVirtual), ...all.filter(({ isVirtual }) => isVirtual)]
}

async function readGateways(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): Promise<readonly string[]> {
  switch (platform) {
    case 'linux':
      return linuxGateways(await readFile('/proc/net/route', 'utf8'))
    // Written against the systems' documentation; no such system was at hand to run it on.
    case 'darwin':
      return macosGateways(await output('/usr/sbin/netstat', ['-rn', '-f', 'inet']))
    case 'win32': {
      const system = join(env['SystemRoot'] ?? 'C:\\Windows', 'System32')
      return windowsGateways(await output(join(system, 'route.exe'), ['print', '-4', '0.0.0.0']))
    }
    default:
      return []
  }
}

/** SECURITY: a program by its whole path, without a shell. */
async function output(program: string, args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(program, [...args], {
    timeout: COMMAND_MS,
    maxBuffer: OUTPUT_LIMIT,
    windowsHide: true,
  })
  return stdout
}
