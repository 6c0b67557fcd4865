// Renderer. "Test my connection" in plain words.

import type { TFunction } from 'i18next'
import type { Advice, ConnectionTestView, HomeVerdict, InternetVerdict } from '../../shared/diagnosis.ts'
import type { MappingFailure } from '../../shared/network.ts'
import { unreachable } from '../../shared/result.ts'
import { oneLine } from './names.ts'

type Running = Extract<ConnectionTestView, { readonly kind: 'running' }>

export function stepText({ step, done, total }: Running, t: TFunction): string {
  switch (step) {
    case 'listener':
      return t('connectionTest.stepListener', { done, total })
    case 'routers':
      return t('connectionTest.stepRouters')
    default:
      return unreachable(step)
  }
}

const several = (hosts: readonly string[]): string => hosts.map(oneLine).join(', ')

export function homeText(home: HomeVerdict, t: TFunction): readonly string[] {
  switch (home.kind) {
    case 'reachable':
      return [
        t('connectionTest.homeReachable', { at: oneLine(home.at) }),
        ...(home.silent.length === 0
          ? []
          : [t('connectionTest.homePartly', { addresses: several(home.silent) })]),
      ]
    case 'silent':
      return [t('connectionTest.homeSilent', { addresses: several(home.silent) })]
    case 'no-address':
      return [t('connectionTest.homeNoAddress')]
    default:
      return unreachable(home)
  }
}

export function internetText(internet: InternetVerdict, t: TFunction): string {
  switch (internet.kind) {
    case 'direct':
      return t('connectionTest.direct', { at: oneLine(internet.at) })
    case 'mapped':
      return t('connectionTest.mapped', { at: oneLine(internet.at), router: oneLine(internet.router) })
    case 'typed':
      return t('connectionTest.typed', { at: oneLine(internet.at) })
    case 'behind-another':
      return t('connectionTest.behindAnother', { router: oneLine(internet.router) })
    case 'failed':
      return failureText(internet.why, oneLine(internet.router), t)
    case 'no-router':
      return t('connectionTest.noRouter')
    case 'not-asked':
      return t('connectionTest.notAsked')
    default:
      return unreachable(internet)
  }
}

function failureText(why: MappingFailure, router: string, t: TFunction): string {
  switch (why) {
    case 'refused':
      return t('connectionTest.refused', { router })
    case 'nonsense':
      return t('connectionTest.nonsense', { router })
    case 'late':
      return t('connectionTest.late', { router })
    case 'taken':
      return t('connectionTest.taken', { router })
    default:
      return unreachable(why)
  }
}

export function adviceText(advice: Advice, t: TFunction): string {
  switch (advice.kind) {
    case 'join-network':
      return t('connectionTest.joinNetwork')
    case 'invite':
      return t('connectionTest.invite')
    case 'free-port':
      return t('connectionTest.freePort')
    case 'firewall':
      return t('connectionTest.firewall')
    case 'forward':
      return t('connectionTest.forward', {
        outer: String(advice.outer),
        host: oneLine(advice.host),
        port: String(advice.port),
      })
    case 'outer-router':
      return t('connectionTest.outerRouter')
    case 'type-address':
      return t('connectionTest.typeAddress')
    case 'use-vpn':
      return t('connectionTest.useVpn', { at: oneLine(advice.at) })
    case 'join-vpn':
      return t('connectionTest.joinVpn')
    default:
      return unreachable(advice)
  }
}
