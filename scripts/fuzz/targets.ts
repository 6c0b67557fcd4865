// Fuzzing. The readers of everything that comes from somebody else.

import { databaseRows, ipc, settingsFile } from './targets/inside.ts'
import { invitation } from './targets/invitation.ts'
import {
  addresses,
  commandLine,
  description,
  gatewayDatagrams,
  soap,
  ssdp,
  tables,
} from './targets/network.ts'
import { policyFile } from './targets/policy.ts'
import { clientStream, server, serverStream } from './targets/rfb.ts'
import {
  fileNames,
  files,
  frames,
  fromExpert,
  fromNovice,
  logon,
  promptDesk,
  voice,
} from './targets/session.ts'
import type { Target } from './target.ts'

export const targets: readonly Target[] = [
  invitation,
  frames,
  logon,
  fromNovice,
  fromExpert,
  voice,
  clientStream,
  server,
  serverStream,
  files,
  fileNames,
  promptDesk,
  ssdp,
  description,
  soap,
  gatewayDatagrams,
  tables,
  addresses,
  commandLine,
  policyFile,
  settingsFile,
  databaseRows,
  ipc,
]
