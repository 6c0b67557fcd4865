// Services. The port that notices when the system keeps an expert's input from what is in front: a question of the system's
// own (Windows' secure desktop), a window of higher rights.

export type InputObstacle = {
  /** Calls `changed` when it begins and when it is over; runs while control does. Returns what ends the watch. */
  watch(changed: (blocked: boolean) => void): () => void
}

/** Where every window takes what is injected. */
export const noObstacle: InputObstacle = { watch: () => () => undefined }
