// Services. JPEG (ITU-T T.81) for photographs on thin lines.

/** `pixels`: 4 bytes a pixel, R, G, B and one that is ignored. `quality`: 1 to 100. */
export type JpegEncoder = (pixels: Uint8Array, width: number, height: number, quality: number) => Uint8Array
