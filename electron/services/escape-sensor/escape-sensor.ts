// Services. The port that notices a real ESC of the novice, whichever program has the focus (CTL-2).

export type EscapeSensor = {
  /**
   * Returns why not, where the system does not let us listen; the Stop button and the bar remain. `lost`: it cannot hear
   * any more, and is stopped; control must end then (CTL-2).
   */
  start(
    pressed: () => void,
    lost: () => void,
  ): { readonly ok: true } | { readonly ok: false; readonly reason: string }
  stop(): void
  /**
   * Looks at once for an ESC that has arrived and was not told yet; the gate asks before every event of the expert, so
   * that a busy process never injects what came after the ESC (CTL-3). Absent where the system cannot be asked.
   */
  look?(): void
}
