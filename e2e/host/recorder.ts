// Test host: what cannot be shown here is recorded, so that a test can ask what the app asked for.

export type Record_ = { readonly what: string; readonly args: readonly unknown[] }

const calls: Record_[] = []

/** Every recorded call so far, oldest first. */
export const recorded = (): readonly Record_[] => calls

export function record(what: string, ...args: readonly unknown[]): void {
  calls.push({ what, args })
  if (process.env['HELP_HOST_VERBOSE'] !== undefined) process.stderr.write(`host: ${what}\n`)
}

/** An object whose functions only record. */
export function setOf<const N extends string>(names: readonly N[]): Record<N, (...args: unknown[]) => void> {
  return Object.fromEntries(
    names.map((name) => [name, (...args: unknown[]) => record(name, ...args)]),
  ) as Record<N, (...args: unknown[]) => void>
}
