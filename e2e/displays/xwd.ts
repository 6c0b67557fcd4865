// Tests. One job: the pixels of an XWD file, the format of Xvfb's -fbdir and of the xwd program.

/** 4 bytes a pixel (B, G, R, unused), rows without padding. */
export type Pixels = { readonly width: number; readonly height: number; readonly pixels: Uint8Array }

// Positions in the header, X11/XWDFile.h: 25 words, big endian whatever the pixels are.
const HEADER_SIZE = 0
const WIDTH = 4
const HEIGHT = 5
const BITS_PER_PIXEL = 11
const BYTES_PER_LINE = 12
const COLORS = 19
const COLOR_ENTRY_BYTES = 12

/** Throws on anything but 32 bits a pixel: the displays of the tests have no other. */
export function readXwd(file: Uint8Array): Pixels {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const word = (index: number) => view.getUint32(index * 4)
  if (word(BITS_PER_PIXEL) !== 32) throw new Error(`${word(BITS_PER_PIXEL)} bits a pixel`)
  const [width, height, stride] = [word(WIDTH), word(HEIGHT), word(BYTES_PER_LINE)]
  const start = word(HEADER_SIZE) + word(COLORS) * COLOR_ENTRY_BYTES
  const pixels = new Uint8Array(width * height * 4)
  for (let y = 0; y < height; y++) {
    const row = start + y * stride
    pixels.set(file.subarray(row, row + width * 4), y * width * 4)
  }
  return { width, height, pixels }
}
