// Services. The whole program without its windows: both sides' services, put together once.

import { randomBytes } from 'node:crypto'
import type { Rect } from '../../shared/screen.ts'
import type { Network } from './addresses.ts'
import type { Capture } from './capture/capture.ts'
import type { EscapeSensor } from './escape-sensor/escape-sensor.ts'
import { createCases } from './expert/cases.ts'
import type { Cases } from './expert/cases.ts'
import { createDisk } from './files/disk.ts'
import { holdGate } from './injector/gate.ts'
import type { Gate } from './injector/gate.ts'
import type { LocalInput } from './local-input/local-input.ts'
import type { InputObstacle } from './obstacle/obstacle.ts'
import { createDoor } from './novice/door.ts'
import { createEntrance } from './novice/entrance.ts'
import { createInvitations } from './novice/invitations.ts'
import type { Invitations } from './novice/invitations.ts'
import { createVisits } from './novice/visits.ts'
import type { Visits } from './novice/visits.ts'
import { keepTime } from './novice/time-keeper.ts'
import type { Clock, Log, SecretBox, Timers } from './ports.ts'
import { createReachability } from './reachability.ts'
import type { Reachability } from './reachability.ts'
import { keepPolicy } from './policy/policy-keeper.ts'
import type { PolicyKeeper } from './policy/policy-keeper.ts'
import type { PolicySource } from './policy/policy-source.ts'
import type { PortMapper, PortMapperPorts } from './port-mapping/port-mapper.ts'
import { systemRouters } from './port-mapping/network.ts'
import type { OpenVideoEncoder } from './rfb-server/video.ts'
import type { Settings } from './settings.ts'
import { comeBack, logOnAsExpert, logOnAsNovice, reach } from './terminal-services/log-on.ts'
import { createListener } from './terminal-services/listener.ts'
import { serverNameOf } from './terminal-services/server-name.ts'
import { openTicketStore } from './ticket-store/disk-ticket-store.ts'
import type { TicketStore } from './ticket-store/ticket-store.ts'
import type { MappedPort, MappingView } from '../../shared/network.ts'
import type { VoiceSignal } from '../../shared/voice.ts'
import { withMappedCandidates } from '../domain/voice/mapped-candidate.ts'
import { findVoicePort } from './voice/voice-port.ts'

export type SessionWindow = { readonly role: 'novice-session' | 'expert-session'; readonly id: string }

export type ProgramPorts = {
  readonly clock: Clock
  readonly timers: Timers
  readonly storeFile: string
  readonly settings: () => Settings
  readonly network: Network
  /** Asks the routers in front of this computer. */
  readonly mapper: (ports: PortMapperPorts) => PortMapper
  readonly secretBox: SecretBox
  /** What an administrator has decided (POL-1). */
  readonly policy: PolicySource
  readonly log: Log
  readonly capture: Capture
  readonly video?: OpenVideoEncoder
  readonly gate: Gate
  /** Asked at each request for control. */
  controlPossible(): boolean
  readonly escapeSensor: EscapeSensor
  readonly localInput: LocalInput
  readonly inputObstacle: InputObstacle
  screens(): readonly Rect[]
  /** The login name. */
  readonly ownName: string
  /** RFB bytes for the viewer of one case. */
  picture(caseId: string, bytes: Uint8Array): void
  /** What the other person's page says about the sound, for the page of a session window. */
  voice(window: SessionWindow, call: number, signal: VoiceSignal): void
  changed(): void
}

export type Program = {
  readonly store: TicketStore
  readonly invitations: Invitations
  readonly visits: Visits
  readonly cases: Cases
  listeningPort(): number | undefined
  /** This computer's addresses as an invitation made now would list them, and "Test my connection". */
  readonly reachability: Pick<Reachability, 'present' | 'test'>
  /** POL-1: as it was read last, for windows, and what is allowed at this moment, for whoever acts on it. */
  readonly policy: Pick<PolicyKeeper, 'permission' | 'shown'>
  /** What the routers in front of this computer said (NET-2 … NET-4). */
  mapping(): MappingView
  /** The UDP port that a router lets the expert's sound in by; undefined: any will do. */
  voicePort(): number | undefined
  /** What the novice's page tells the expert's, and how routers let that in. */
  voiceFromOutside(signal: VoiceSignal): readonly VoiceSignal[]
  /** TKT-3: closes the ticket, and ends a session that runs on it. False: it was not open. */
  expire(ticketId: string): boolean
  remove(ticketId: string): void
  /** The computer slept or its clock was changed: what is over expires now. */
  awoke(): void
  close(): Promise<void>
}

export function startProgram(ports: ProgramPorts): Program {
  const { clock, timers, log, changed } = ports
  const store = openTicketStore({
    file: ports.storeFile,
    clock,
    secretBox: ports.secretBox,
    random: (bytes) => randomBytes(bytes),
  })
  const ticketOf = (serverName: string) => store.list().find(({ id }) => serverNameOf(id) === serverName)
  const policy = keepPolicy({
    source: ports.policy,
    timers,
    own: ports.settings,
    changed: (permission, now) => {
      // What runs first, then the rest.
      visits.heed(permission)
      followAccount()
      changed()
      if (now) tryToRecord('policy-changed', { policy: now.kind })
    },
  })
  const isAllowed = () => policy.permission().getHelp === 'allowed'
  const tryToRecord: TicketStore['record'] = (kind, details) => {
    try {
      store.record(kind, details)
    } catch (cause) {
      log('the event log could not be written', cause)
    }
  }
  const listener = createListener({
    credentials: (serverName) => {
      const ticket = ticketOf(serverName)
      return ticket && store.secrets(ticket.id)
    },
    onLink: (link) => visits.knock(link),
    log,
    timers,
  })
  const disk = createDisk(log)
  const door = createDoor({
    listener,
    store: { account: store.account, record: tryToRecord },
    log,
    isAllowed,
    wishedPort: () => ports.settings().port,
    changed,
  })
  const mapper = ports.mapper({
    clock,
    timers,
    network: systemRouters(log),
    book: store.mappings,
    log,
    news: ({ kind, ...details }) => tryToRecord(kind, details),
    changed,
  })
  const mappedPorts = () => portsIn(mapper.view())
  const entrance = createEntrance({
    door,
    mapper,
    store,
    timers,
    mayAskRouters: () => ports.settings().portMapping,
    findVoicePort,
  })
  const reachability = createReachability({
    ...ports,
    store,
    mapping: { view: mapper.view, answered: () => entrance.ready().then(() => undefined) },
    listeningPort: () => door.port(),
    isAllowed,
    moved: (addresses) => visits.moved(addresses),
  })
  const visits = createVisits({
    clock,
    timers,
    log,
    store,
    capture: ports.capture,
    ...(ports.video && { video: ports.video }),
    gate: ports.gate,
    controlPossible: ports.controlPossible,
    permission: policy.permission,
    escapeSensor: ports.escapeSensor,
    localInput: ports.localInput,
    inputObstacle: ports.inputObstacle,
    screens: ports.screens,
    disk,
    voice: (visit, call, signal) => ports.voice({ role: 'novice-session', id: String(visit) }, call, signal),
    nameFor: (ticketId) => store.find(ticketId)?.from ?? ports.ownName,
    logOn: (link, session) => logOnAsNovice(link, store, isAllowed, session),
    changed,
  })
  const helperName = () => ports.settings().helperName ?? ports.ownName
  const cases = createCases({
    clock,
    timers,
    log,
    disk,
    hold: () => holdGate(ports.gate),
    isOwnTicket: (ticketId) => store.find(ticketId) !== undefined,
    reach,
    logOn: (link, invitation, password) => logOnAsExpert(link, invitation, password, helperName()),
    comeBack,
    picture: ports.picture,
    voice: (caseId, call, signal) => ports.voice({ role: 'expert-session', id: caseId }, call, signal),
    changed,
  })
  const time = keepTime({ store, timers, log })
  const followAccount = () =>
    void entrance.follow().catch((cause: unknown) => log('the listener could not follow the account', cause))
  const stopFollowing = store.onChange(() => {
    time.reschedule()
    followAccount()
    reachability.follow()
    changed()
  })
  time.reschedule()
  followAccount()
  reachability.follow()

  return {
    store,
    invitations: createInvitations({
      clock,
      store,
      entrance,
      log,
      permission: policy.permission,
      mapping: mapper.view,
      addresses: reachability.addressesAt,
    }),
    visits,
    cases,
    listeningPort: () => door.port(),
    policy,
    reachability,
    mapping: mapper.view,
    voicePort: () => mappedPorts().find(({ transport }) => transport === 'udp')?.internalPort,
    voiceFromOutside: (signal) => withMappedCandidates(signal, mappedPorts()),
    expire: (ticketId) => {
      try {
        return store.expire(ticketId)
      } finally {
        visits.end('invitation-expired', ticketId)
      }
    },
    remove: (ticketId) => {
      visits.end('invitation-expired', ticketId)
      store.remove(ticketId)
    },
    awoke: () => {
      time.look()
      void mapper.again()
    },
    close: async () => {
      stopFollowing()
      time.stop()
      policy.stop()
      reachability.stop()
      // CTL-6: first of all, whatever fails afterwards.
      ports.gate.shut()
      visits.end('application-closed')
      cases.closeAll()
      await Promise.all([listener.close(), mapper.close()])
      // SES-3: no half file stays behind.
      await disk.settled()
      store.close()
    },
  }
}

const portsIn = (view: MappingView): readonly MappedPort[] =>
  view.kind === 'asked'
    ? view.gateways.flatMap(({ outcome }) => (outcome.kind === 'mapped' ? outcome.ports : []))
    : []
