// Renderer. A policy in words: whether it is followed, and what is wrong with one that is not.

import type { TFunction } from 'i18next'
import type { Policy, PolicyProblem, Verdict } from '../../shared/policy.ts'
import { unreachable } from '../../shared/result.ts'
import { oneLine } from './names.ts'

export function problemOfPolicy(problem: PolicyProblem, t: TFunction): string {
  switch (problem.kind) {
    case 'unreadable':
      return t('policy.unreadable', { code: oneLine(problem.code) })
    case 'not-a-file':
      return t('policy.notAFile')
    case 'not-protected':
      return problem.what === 'file' ? t('policy.fileOpen') : t('policy.folderOpen')
    case 'too-large':
      return t('policy.tooLarge')
    case 'not-json':
      return t('policy.notJson')
    case 'unknown-name':
      return t('policy.unknownName', { name: oneLine(problem.name) })
    case 'named-twice':
      return t('policy.namedTwice', { name: oneLine(problem.name) })
    case 'bad-value':
      return t('policy.badValue', { name: problem.name })
    case 'half':
      return t('policy.half', { name: problem.name, missing: problem.missing })
    default:
      return unreachable(problem)
  }
}

export function verdictText(verdict: Verdict, t: TFunction): string {
  switch (verdict) {
    case 'allowed':
      return t('policy.allowed')
    case 'policy':
      return t('policy.notAllowed')
    case 'own-settings':
      return t('policy.ownChoice')
    default:
      return unreachable(verdict)
  }
}

/** For the event log. */
export function policyStates(t: TFunction): Readonly<Record<Policy['kind'], string>> {
  return {
    'not-set': t('policy.stateNotSet'),
    'in-force': t('policy.stateInForce'),
    broken: t('policy.stateBroken'),
  }
}
