// Renderer, capture. What the capture page and its worker say to each other.

/** Page -> worker, once: the frames. */
export type WorkerOrder = { readonly frames: ReadableStream<VideoFrame> }

/** Worker -> page. */
export type WorkerReport =
  /** A picture of this size begins; every tile of it follows. */
  | { readonly kind: 'started'; readonly width: number; readonly height: number }
  /** A message of shared/ipc/tiles.ts. */
  | { readonly kind: 'tile'; readonly message: Uint8Array }
  | { readonly kind: 'pace'; readonly framesPerSecond: number }
  | { readonly kind: 'failed'; readonly reason: string }
