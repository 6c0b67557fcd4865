// Services. MozJPEG (compiled to WebAssembly by the Squoosh project, @jsquash/jpeg) as the encoder of photographs.

import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { JpegEncoder } from './jpeg.ts'

/*
 * In this thread, because what the line carries bounds the work: below 12 Mbit/s a part of an update is at most 37 KB of JPEG.
 * Baseline, because a viewer draws each part at once; tables made for each picture, because small pictures are mostly tables.
 */
const OPTIONS = {
  baseline: true,
  arithmetic: false,
  progressive: false,
  optimize_coding: true,
  smoothing: 0,
  // YCbCr.
  color_space: 3,
  quant_table: 0,
  trellis_multipass: false,
  trellis_opt_zero: false,
  trellis_opt_table: false,
  trellis_loops: 1,
  auto_subsample: true,
  chroma_subsample: 2,
  separate_chroma_quality: false,
  chroma_quality: 75,
} as const

/** Loads 250 KB and compiles it, without blocking this thread: once, when the first thin line is met. */
export async function loadJpegEncoder(): Promise<JpegEncoder> {
  const path = createRequire(import.meta.url).resolve('@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm')
  const [{ default: start }, wasmBinary] = await Promise.all([
    import('@jsquash/jpeg/codec/enc/mozjpeg_enc.js'),
    readFile(path),
  ])
  const codec = await start({ noInitialRun: true, wasmBinary })
  return (pixels, width, height, quality) =>
    codec.encode(pixels, width, height, { ...OPTIONS, quality }).slice()
}
