// Services. The port that notices a real ESC of the novice, whichever program has the focus (CTL-2).

export type EscapeSensor = {
  /** Returns why not, where the system does not let us listen; the Stop button and the bar remain. */
  start(pressed: () => void): { readonly ok: true } | { readonly ok: false; readonly reason: string }
  stop(): void
}
