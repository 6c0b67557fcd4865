// Renderer. Sends commands to main. An unexpected error is shown once, by the window that sent the command.

import { create } from 'zustand'
import type { Answer } from '../../shared/ipc/bridge.ts'
import type { Command, Input } from '../../shared/ipc/contract.ts'

/** The log number of the last unexpected error; null when there is none to show. '' when main gave no number. */
export const useTrouble = create<{ readonly logId: string | null }>(() => ({ logId: null }))

export const dismissTrouble = () => useTrouble.setState({ logId: null })

/**
 * Sends one command and resolves with main's answer; never rejects.
 * `ok: false` is a bug or a forbidden call and is already on the screen when this resolves.
 */
export async function send<C extends Command>(name: C, input: Input<C>): Promise<Answer<C>> {
  const answer = await window.assist.command(name, input).catch((): Answer<C> => unanswered)
  if (!answer.ok) useTrouble.setState({ logId: answer.error.logId })
  return answer
}

/** Main did not answer at all: the channel itself failed, so there is no number in the log. */
const unanswered = { ok: false, error: { kind: 'unexpected', logId: '' } } as const

/** For buttons that await nothing. */
export function tell<C extends Command>(name: C, input: Input<C>): void {
  void send(name, input)
}
