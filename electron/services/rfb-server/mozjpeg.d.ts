// Services. The part of @jsquash/jpeg that we use: its encoder as Emscripten made it. The package's own types need the DOM.
// https://github.com/jamsinclair/jSquash/tree/main/packages/jpeg

declare module '@jsquash/jpeg/codec/enc/mozjpeg_enc.js' {
  export type EncodeOptions = {
    readonly quality: number
    readonly baseline: boolean
    readonly arithmetic: boolean
    readonly progressive: boolean
    readonly optimize_coding: boolean
    readonly smoothing: number
    readonly color_space: number
    readonly quant_table: number
    readonly trellis_multipass: boolean
    readonly trellis_opt_zero: boolean
    readonly trellis_opt_table: boolean
    readonly trellis_loops: number
    readonly auto_subsample: boolean
    readonly chroma_subsample: number
    readonly separate_chroma_quality: boolean
    readonly chroma_quality: number
  }

  export type Codec = {
    /** `pixels`: R, G, B, A. What comes back is a view that the next call overwrites. */
    encode(pixels: Uint8Array, width: number, height: number, options: EncodeOptions): Uint8Array
  }

  // eslint-disable-next-line import-x/no-default-export -- theirs
  export default function start(options: {
    readonly noInitialRun: boolean
    readonly wasmBinary: Uint8Array
  }): Promise<Codec>
}
