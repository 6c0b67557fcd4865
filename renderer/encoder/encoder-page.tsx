// Renderer, encoder window. A hidden page: makes films out of pictures of a part of the screen, and shows nothing.

import { useEffect } from 'react'
import { encodePictures } from './encode-pictures.ts'

export function EncoderPage() {
  useEffect(
    () =>
      encodePictures({
        sendBytes: (bytes) => window.assist.sendBytes(bytes),
        onBytes: (listener) => window.assist.onBytes(listener),
      }),
    [],
  )
  return null
}
