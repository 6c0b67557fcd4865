// Shell. The last resort: what nobody caught is logged, and from that moment nobody controls or sees this computer (CTL-6).

type Process = {
  on(event: 'uncaughtException' | 'unhandledRejection', listener: (cause: unknown) => void): unknown
}

/** `letGo` ends what an expert may do here; tickets and windows go on. */
export function guardAgainstBugs(
  logged: (cause: unknown) => unknown,
  letGo: () => void,
  from: Process = process,
): void {
  from.on('uncaughtException', (cause) => {
    logged(cause)
    try {
      letGo()
    } catch (another) {
      logged(another)
    }
  })
  from.on('unhandledRejection', (cause) => {
    logged(cause)
  })
}
