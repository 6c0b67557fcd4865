// Bench. A run that takes too long, or that somebody stops, ends as one that failed does: everything is closed, and what
// was measured until then is printed.

/** Never resolves; rejects when `limitMs` are over, or at Ctrl-C. */
export function stopped(limitMs: number): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error('not done in time')), limitMs).unref()
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => reject(new Error(`stopped by ${signal}`)))
    }
  })
}
