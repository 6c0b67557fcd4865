// Renderer, capture. Chromium's reader of video frames, which TypeScript's DOM library does not know yet.
// https://www.w3.org/TR/mediacapture-transform/

declare class MediaStreamTrackProcessor {
  constructor(init: { readonly track: MediaStreamTrack; readonly maxBufferSize?: number })
  readonly readable: ReadableStream<VideoFrame>
}
