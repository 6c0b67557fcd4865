// Domain. Reads a byte stream as steps: some bytes are looked at, most are only counted. What is looked at is small, so that
// whoever writes the stream decides neither how much is kept here nor how long one step takes.

export type Step =
  /** At least one byte and at most LARGEST_LOOK, in one piece. */
  | { readonly kind: 'look'; readonly bytes: number; readonly then: (view: DataView) => Step }
  /** Passed over without being kept; 0 is allowed. */
  | { readonly kind: 'pass'; readonly bytes: number; readonly then: () => Step }
  | { readonly kind: 'broken'; readonly why: string }

export const LARGEST_LOOK = 24

export const look = (bytes: number, then: (view: DataView) => Step): Step => ({ kind: 'look', bytes, then })
export const pass = (bytes: number, then: () => Step): Step => ({ kind: 'pass', bytes, then })
export const broken = (why: string): Step => ({ kind: 'broken', why })

export type StepReader = {
  /** The next bytes, cut anywhere. Why the stream cannot be read on; undefined while it can. Never throws. */
  push(chunk: Uint8Array): string | undefined
}

export function createStepReader(first: Step): StepReader {
  let step = first
  let toPass = first.kind === 'pass' ? first.bytes : 0
  /** What a step looks at, where a chunk ended in the middle of it. */
  const kept = new Uint8Array(LARGEST_LOOK)
  let held = 0

  const go = (next: Step) => {
    step = next
    held = 0
    toPass = next.kind === 'pass' ? next.bytes : 0
  }

  /** Where the chunk goes on after the bytes that one look takes. */
  const lookAt = (chunk: Uint8Array, at: number, { bytes, then }: Step & { kind: 'look' }): number => {
    const missing = bytes - held
    if (held === 0 && chunk.length - at >= bytes) {
      go(then(new DataView(chunk.buffer, chunk.byteOffset + at, bytes)))
      return at + bytes
    }
    const part = chunk.subarray(at, at + missing)
    kept.set(part, held)
    held += part.length
    if (held === bytes) go(then(new DataView(kept.buffer, 0, bytes)))
    return at + part.length
  }

  return {
    push: (chunk) => {
      let at = 0
      for (;;) {
        if (step.kind === 'broken') return step.why
        if (step.kind === 'pass') {
          const passed = Math.min(toPass, chunk.length - at)
          at += passed
          toPass -= passed
          if (toPass > 0) return undefined
          go(step.then())
        } else if (at < chunk.length) {
          at = lookAt(chunk, at, step)
        } else return undefined
      }
    },
  }
}
